using System.Globalization;
using System.Security.Claims;
using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>
/// What a valid token grants here: from the claims as the provider writes them to <c>sub</c>, <c>name</c>, <c>exp</c>, <c>roles</c> and <c>team</c>.
/// </summary>
public static class Granted
{
    // OpenID Connect Core, 2: no longer than 255 characters. It is written to the audit trail.
    private const int LongestSubject = 255;

    private static readonly Dictionary<string, Role> _roles = Enum.GetValues<Role>().ToDictionary(Words.Of);

    /// <summary>Who the token is about, in which roles and teams.</summary>
    /// <exception cref="TokenRefusedException">It is about nobody, or is a program's with a role for people.</exception>
    public static ClaimsIdentity By(JsonElement payload, DateTimeOffset expires, Authentication authentication)
    {
        if (Text(payload, "sub") is not { Length: > 0 and <= LongestSubject } subject || string.IsNullOrWhiteSpace(subject) || subject.Any(char.IsControl))
        {
            throw new TokenRefusedException("The bearer token does not say whom it is about (sub).");
        }
        var roles = Roles(payload, authentication);
        bool isProgram = Programs.IsOne(payload, subject, authentication.ReportingClients);
        if (isProgram)
        {
            roles = Programs.Roles(payload, roles, authentication.ReportingClients);
        }
        List<Claim> claims =
        [
            new("sub", subject),
            new("exp", expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            .. roles.Select(role => new Claim("roles", Words.Of(role))),
            .. isProgram ? [] : Teams(payload, authentication).Select(team => new Claim("team", team)),
        ];
        if (Text(payload, "name") is { Length: > 0 } name)
        {
            claims.Add(new("name", name));
        }
        return new(claims, "Bearer", "sub", "roles");
    }

    /// <summary>A role by its name in upper case; null where there is no such role here.</summary>
    public static Role? RoleOf(string name) => _roles.TryGetValue(name, out var role) ? role : null;

    /// <summary>
    /// The texts that a claim holds, one or many. Dots lead into nested claims, as in <c>realm_access.roles</c>; a claim whose own name has dots, as
    /// <c>https://example.org/roles</c>, goes first.
    /// </summary>
    public static IReadOnlyList<string> Values(JsonElement claims, string path)
    {
        if (claims.ValueKind != JsonValueKind.Object)
        {
            return [];
        }
        if (claims.TryGetProperty(path, out var value))
        {
            return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(IsText).Select(v => v.GetString()!)]
                : IsText(value) ? [value.GetString()!] : [];
        }
        for (int dot = path.IndexOf('.'); dot >= 0; dot = path.IndexOf('.', dot + 1))
        {
            if (claims.TryGetProperty(path.AsSpan(0, dot), out var inner) && Values(inner, path[(dot + 1)..]) is { Count: > 0 } found)
            {
                return found;
            }
        }
        return [];
    }

    /// <summary>A claim that is a text.</summary>
    internal static string? Text(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) && IsText(value) ? value.GetString() : null;

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static List<Role> Roles(JsonElement payload, Authentication authentication) =>
        [.. Values(payload, authentication.RolesClaim)
            .Select(v => authentication.RoleMap.Count == 0 ? RoleOf(v) : authentication.RoleMap.TryGetValue(v, out var role) ? role : null)
            .OfType<Role>().Distinct()];

    private static IEnumerable<string> Teams(JsonElement payload, Authentication authentication) =>
        Values(payload, authentication.TeamsClaim)
            .Select(v => authentication.TeamMap.Count == 0 ? v : authentication.TeamMap.GetValueOrDefault(v))
            .OfType<string>().Distinct();
}
