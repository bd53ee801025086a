using System.Security.Claims;

namespace LifelongLinks.Server;

/// <summary>From what a token grants (<see cref="Granted"/>) to who asks: <c>sub</c>, <c>roles</c> (UPPER_SNAKE) and <c>team</c>.</summary>
public static class Viewers
{
    /// <summary>Who asks. Roles that this service does not know are not for it, and are ignored.</summary>
    public static Viewer From(ClaimsPrincipal user, DateOnly today) => new(
        user.FindFirstValue("sub") ?? "",
        [.. user.FindAll("roles").Select(c => Granted.RoleOf(c.Value)).OfType<Role>().Distinct()],
        [.. user.FindAll("team").Select(c => c.Value).Distinct()],
        today);
}
