using System.Security.Claims;
using GraphQL;

namespace LifelongLinks.Server;

/// <summary>What can be asked.</summary>
public sealed partial class Query
{
    /// <summary>Who is signed in, with which roles, and what they may do.</summary>
    [Needs]
    public static SignedIn Viewer(Viewer viewer, ClaimsPrincipal user) => new(viewer, user.FindFirstValue("name"));

    /// <summary>
    /// The service itself: authority, lead contact, privacy notice, leaflets: what a referrer or a family needs to begin.
    /// </summary>
    [Needs]
    public static Service Service(Settings settings) => settings.Service;
}

/// <summary>Who is signed in.</summary>
[Name("Viewer")]
public sealed class SignedIn(Viewer viewer, string? name)
{
    /// <summary>The name the token gives.</summary>
    public string? Name => name;

    /// <summary>The token's subject.</summary>
    public string Subject => viewer.Subject;

    /// <summary>The roles the token grants; roles this service does not know are left out.</summary>
    public IReadOnlyList<Role> Roles => viewer.Roles;

    /// <summary>Names of the teams the token grants.</summary>
    public IReadOnlyList<string> Teams => viewer.Teams;

    /// <summary>
    /// Whether one of the roles is a professional's: paths, gaps, rates and reasons are for the professionals of a case; to others they are
    /// empty.
    /// </summary>
    public bool IsProfessional => viewer.Roles.Any(Sight.Professionals.Contains);

    /// <summary>The day on which access is judged: today, Europe/London.</summary>
    public DateOnly Today => viewer.Today;
}

/// <summary>The Lifelong Links service of an authority.</summary>
public sealed record Service
{
    /// <summary>Name of the authority.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Whom to ask.</summary>
    public LeadContact LeadContact { get; init; } = new();

    /// <summary>Where the privacy notice is; it is given before anybody's details are recorded.</summary>
    public string? PrivacyNoticeUrl { get; init; }

    /// <summary>Leaflets about Lifelong Links.</summary>
    public IReadOnlyList<Leaflet> Leaflets { get; init; } = [];
}

/// <summary>Whom to ask about the service.</summary>
public sealed record LeadContact
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Email address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }
}

/// <summary>A leaflet.</summary>
public sealed record Leaflet
{
    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where it is.</summary>
    public string Url { get; init; } = "";
}
