namespace LifelongLinks.Core;

/// <summary>What somebody is to the work.</summary>
public enum Role
{
    /// <summary>Lifelong Links coordinator.</summary>
    Coordinator,
    /// <summary>The child's social worker.</summary>
    SocialWorker,
    /// <summary>Manager of a team.</summary>
    TeamManager,
    /// <summary>Manager of the family group conference service.</summary>
    FgcManager,
    /// <summary>Independent reviewing officer.</summary>
    IndependentReviewingOfficer,
    /// <summary>Foster carer.</summary>
    FosterCarer,
    /// <summary>Personal adviser of a care leaver.</summary>
    PersonalAdviser,
    /// <summary>The child or young person themselves.</summary>
    YoungPerson,
    /// <summary>Analyst: sees the published graph only.</summary>
    Analyst,
    /// <summary>Reporting tool: sees aggregates only.</summary>
    Reporting,
    /// <summary>Auditor: sees the audit trail.</summary>
    Auditor,
    /// <summary>Administrator of the service.</summary>
    Administrator,
}

/// <summary>Who asks: as the token says, on the day of the clock.</summary>
/// <param name="Subject">The token's <c>sub</c>.</param>
/// <param name="Roles">The roles the token grants.</param>
/// <param name="Teams">Names of the teams the token grants.</param>
/// <param name="Today">The clock's day, Europe/London: protection is judged on it, never on an asOf.</param>
public sealed record Viewer(string Subject, IReadOnlyList<Role> Roles, IReadOnlyList<string> Teams, DateOnly Today)
{
    /// <summary>The roles whose access to a case rests on an OVERSEES edge.</summary>
    public static readonly IReadOnlyList<Role> OverseeingRoles =
    [
        Role.Coordinator, Role.SocialWorker, Role.TeamManager, Role.IndependentReviewingOfficer, Role.FosterCarer, Role.PersonalAdviser,
    ];

    /// <summary>The roles that see every case of the authority.</summary>
    public static readonly IReadOnlyList<Role> AuthorityRoles = [Role.FgcManager, Role.Administrator];

    /// <summary>Whether in some role the viewer sees only the child's own people, not everybody whom a case names.</summary>
    public bool SeesOnlyOwnPeople => Roles.Contains(Role.FosterCarer) || Roles.Contains(Role.YoungPerson);

    /// <summary>Which cases the viewer may see: what the store needs to know of them.</summary>
    public Scope Scope => new()
    {
        Today = Today,
        Subject = Subject,
        Overseeing = [.. Roles.Intersect(OverseeingRoles)],
        Teams = Roles.Contains(Role.TeamManager) ? Teams : [],
        Authority = Roles.Intersect(AuthorityRoles).Any(),
        Self = Roles.Contains(Role.YoungPerson),
    };

    /// <summary>
    /// The roles in which the viewer sees this case: through an OVERSEES edge in force, the team, the authority, or because it is
    /// their own. None: the case is out of scope.
    /// </summary>
    public IReadOnlyList<Role> RolesIn(Case @case)
    {
        var oversight = @case.Oversight.Where(o => o.Holds(Today) && @case.Worker(o.WorkerId)?.Subject == Subject).Select(o => o.Role);
        var roles = oversight.Where(r => OverseeingRoles.Contains(r) && Roles.Contains(r)).ToList();
        if (Roles.Contains(Role.TeamManager) && @case.Teams.Any(t => t.Holds(Today) && Teams.Contains(@case.TeamName(t.TeamId))))
        {
            roles.Add(Role.TeamManager);
        }
        roles.AddRange(Roles.Where(AuthorityRoles.Contains));
        if (Roles.Contains(Role.YoungPerson) && @case.Child.Subject == Subject)
        {
            roles.Add(Role.YoungPerson);
        }
        return [.. roles.Distinct()];
    }
}

/// <summary>
/// Which cases a read may see. A case is in scope when the subject oversees it today in one of the roles, it is in one of the
/// teams today, it is the subject's own, or the scope is the whole authority.
/// </summary>
public sealed record Scope
{
    /// <summary>The day on which edges, seals and confidential addresses are judged.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The token's <c>sub</c>; none for the service itself.</summary>
    public string? Subject { get; init; }

    /// <summary>Roles in which an OVERSEES edge gives access.</summary>
    public IReadOnlyList<Role> Overseeing { get; init; } = [];

    /// <summary>Names of teams whose cases are in scope.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Whether every case of the authority is in scope.</summary>
    public bool Authority { get; init; }

    /// <summary>Whether the subject's own case is in scope.</summary>
    public bool Self { get; init; }

    /// <summary>Whether nothing at all is left out, seals included: only for the store's own writes, the seed and retention.</summary>
    public bool Unprotected { get; init; }

    /// <summary>Whether a scope that leaves nothing out still tells who is under a seal.</summary>
    public bool TellsSealed { get; init; }

    /// <summary>A scope in which there is no case.</summary>
    public bool IsEmpty => !Unprotected && !Authority && !Self && Overseeing.Count == 0 && Teams.Count == 0;

    /// <summary>Everything as it is stored: for the service's own work, never for an answer.</summary>
    public static Scope Everything(DateOnly today) => new() { Today = today, Unprotected = true };

    /// <summary>Everything as it is stored, and who of them is under a seal: what a change is decided on.</summary>
    public static Scope OfChange(DateOnly today) => new() { Today = today, Unprotected = true, TellsSealed = true };
}
