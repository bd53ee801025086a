using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>
/// Tokens that a program got for itself (RFC 6749, 4.4: client credentials), with nobody signed in. Whatever is done with a case is a person's
/// responsibility, so such a token has no role but REPORTING, which sees numbers.
/// </summary>
public static class Programs
{
    // How providers name the client: RFC 9068 and Keycloak, OpenID Connect, Entra ID of version 1, Okta.
    private static readonly string[] _client = ["client_id", "azp", "appid", "cid"];

    /// <summary>Whether the token is a program's own: no claim says so everywhere, and each provider has its sign.</summary>
    public static bool IsOne(JsonElement payload, string subject, IReadOnlyList<string> reportingClients) =>
        IsListed(payload, reportingClients)
        // RFC 9068, 2.2: where there is no resource owner, sub is the client.
        || _client.Any(claim => Granted.Text(payload, claim) == subject)
        // Entra ID: says so where it is asked to; else sub of a person is made for each service, and of a program it is its object.
        || Granted.Text(payload, "idtyp") == "app"
        || (Granted.Text(payload, "oid") == subject && !payload.TryGetProperty("scp", out _))
        // Auth0.
        || Granted.Text(payload, "gty") == "client-credentials"
        // Keycloak: the service account of a client.
        || Granted.Text(payload, "preferred_username")?.StartsWith("service-account-", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The roles of a program's token that grants some.</summary>
    /// <exception cref="TokenRefusedException">One is for people: somebody gave it by mistake, and has to know.</exception>
    public static List<Role> Roles(JsonElement payload, IReadOnlyList<Role> granted, IReadOnlyList<string> reportingClients) =>
        granted.Any(role => role != Role.Reporting)
            ? throw new TokenRefusedException("A program's own token may have the role REPORTING and no other: take its other roles away where it is registered.")
            : granted.Count > 0 || IsListed(payload, reportingClients) ? [Role.Reporting] : [];

    private static bool IsListed(JsonElement payload, IReadOnlyList<string> reportingClients) =>
        _client.Any(claim => Granted.Text(payload, claim) is { } client && reportingClients.Contains(client));
}
