using System.Globalization;
using System.Security.Claims;

namespace LifelongLinks.Server;

/// <summary>How long a token is good, for connections that may outlast it.</summary>
public static class Expiry
{
    // Timers take no longer; a connection does not last as long.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(20);

    /// <summary>How long from now; nothing or less when it has expired.</summary>
    public static TimeSpan Left(ClaimsPrincipal user, DateTimeOffset now) =>
        long.TryParse(user.FindFirstValue("exp"), CultureInfo.InvariantCulture, out long seconds)
            && DateTimeOffset.FromUnixTimeSeconds(seconds) - now is var left && left < _longest ? left : _longest;
}
