using System.Security.Claims;

namespace LifelongLinks.Server;

/// <summary>For whom a scope of services works: whoever sent the HTTP request, or, told by <see cref="Is"/>, whoever an operation is run for later.</summary>
public sealed class Caller(IHttpContextAccessor http)
{
    private ClaimsPrincipal? _user;

    /// <summary>Who asks.</summary>
    public ClaimsPrincipal User => _user ?? http.HttpContext!.User;

    /// <summary>Says for whom the scope works.</summary>
    public void Is(ClaimsPrincipal user) => _user = user;
}
