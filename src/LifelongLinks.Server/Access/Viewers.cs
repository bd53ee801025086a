using System.Security.Claims;

namespace LifelongLinks.Server;

/// <summary>From a token's claims to who asks: <c>sub</c>, <c>roles</c> (UPPER_SNAKE) and <c>team</c>.</summary>
public static class Viewers
{
    private static readonly Dictionary<string, Role> _roles = Enum.GetValues<Role>().ToDictionary(Words.Of);

    /// <summary>Who asks. Roles that this service does not know are not for it, and are ignored.</summary>
    public static Viewer From(ClaimsPrincipal user, DateOnly today) => new(
        user.FindFirstValue("sub") ?? "",
        [.. user.FindAll("roles").Where(c => _roles.ContainsKey(c.Value)).Select(c => _roles[c.Value]).Distinct()],
        [.. user.FindAll("team").Select(c => c.Value).Distinct()],
        today);
}
