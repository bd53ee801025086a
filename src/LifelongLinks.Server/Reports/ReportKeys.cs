using System.Security.Claims;

namespace LifelongLinks.Server;

/// <summary>
/// The report keys of <c>Reports:Keys:File</c>. The file is read again when a key is used and a second has gone by: so what was revoked is soon
/// good for nothing, without a restart. While it cannot be read, no key opens anything.
/// </summary>
public sealed class ReportKeys(ReportSettings settings, Clock clock, TimeProvider time)
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private IReadOnlyList<ReportKey> _keys = [];
    private long? _readAt;

    /// <summary>Whether there are keys here at all.</summary>
    public bool Any => settings.KeysFile is not null;

    /// <summary>Whom a key's name and the key stand for: a reporting tool, with the role REPORTING and no other.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public (ClaimsPrincipal? Reader, string? Refusal) Judge(string name, string key)
    {
        var kept = Read().FirstOrDefault(k => k.Name == name);
        // What is the matter with a key is told to whoever has it.
        return kept is null || !kept.Is(key) ? (null, "The name or the key is wrong.")
            : kept.RevokedOn is not null ? (null, "The key was revoked: ask for another.")
            : kept.ExpiresOn < clock.Today ? (null, "The key has expired: ask for another.")
            : (Reader(kept), null);
    }

    // As the audit trail tells it.
    private static ClaimsPrincipal Reader(ReportKey key) =>
        new(new ClaimsIdentity([new("sub", $"report key: {key.Name}"), new("roles", Words.Of(Role.Reporting))], "ReportKey", "sub", "roles"));

    private IReadOnlyList<ReportKey> Read()
    {
        lock (_lock)
        {
            if (_readAt is not { } at || time.GetElapsedTime(at) >= _fresh)
            {
                _readAt = null; // where it cannot be read, it is tried again by the next
                _keys = ReportKeyFile.Read(settings.KeysFile!);
                _readAt = time.GetTimestamp();
            }
            return _keys;
        }
    }
}
