using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LifelongLinks.Server;

/// <summary>A key by which a reporting tool that can get no token reads reports, as it is kept: of the key itself there is a hash alone.</summary>
/// <param name="Name">Its name, which no other key has or will have: the audit trail tells it by.</param>
/// <param name="Hash">
/// SHA-256 of the key, base64url. The key has 256 bits by chance: nobody finds it by trying, so that nothing is won by a hash that is slow.
/// </param>
/// <param name="MadeOn">The day it was made.</param>
/// <param name="ExpiresOn">The last day it is good for; null: until it is revoked.</param>
/// <param name="RevokedOn">The day it was revoked.</param>
public sealed record ReportKey(string Name, string Hash, DateOnly MadeOn, DateOnly? ExpiresOn, DateOnly? RevokedOn)
{
    // So that whoever finds one where it should not be, a person or a scanner, knows what it is.
    private const string Prefix = "llreports_";
    private const int Bytes = 32;

    /// <summary>A new one, and the key itself, which is told once.</summary>
    public static (ReportKey Kept, string Key) New(string name, DateOnly today, DateOnly? expires)
    {
        string key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (new(name, HashOf(key), today, expires, null), key);
    }

    /// <summary>Whether this is the key; it takes as long to say no as yes.</summary>
    public bool Is(string key) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(HashOf(key)));

    private static string HashOf(string key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>The file that report keys are kept in, readable by its owner only.</summary>
public static class ReportKeyFile
{
    private const int LongestName = 64;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>Whether a key may have this name: it stands in an Authorization header before a colon, in the audit trail and in the log.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestName && name == name.Trim()
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.');

    /// <summary>The keys in a file.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<ReportKey> Read(string path)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<List<ReportKey>>(File.ReadAllText(path), _json);
            return keys is not null && keys.TrueForAll(k => k is not null && IsName(k.Name) && Base64Url.IsValid(k.Hash, out int bytes) && bytes == SHA256.HashSizeInBytes)
                && keys.DistinctBy(k => k.Name).Count() == keys.Count ? keys : throw Broken(path, null);
        }
        catch (JsonException e)
        {
            throw Broken(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path} may not be read.", e);
        }
    }

    /// <summary>Changes the keys in a file, all of it or not at all, while no other command does; the file is made where there is none.</summary>
    public static void Change(string path, Func<IReadOnlyList<ReportKey>, IReadOnlyList<ReportKey>> change)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using FileStream alone = new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            OwnersFile.Replace(path, JsonSerializer.Serialize(change(File.Exists(path) ? Read(path) : []), _json) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"the file of report keys {path} cannot be changed: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static InvalidDataException Broken(string path, Exception? inner) =>
        new($"{path} is no file of report keys. Bring back the one that was, or make another: report-keys new --name NAME --file FILE", inner);
}
