using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>An account with which the stories can be looked at: one for each role.</summary>
/// <param name="Name">The role in words, such as "social-worker".</param>
/// <param name="Subject">The token's <c>sub</c>.</param>
/// <param name="Role">The role the token grants.</param>
/// <param name="Teams">Names of the teams the token grants.</param>
/// <param name="DisplayName">The person's name.</param>
public sealed record DemoAccount(string Name, string Subject, Role Role, IReadOnlyList<string> Teams, string DisplayName)
{
    /// <summary>Id of the person who signs in: a worker, or for the young person the child.</summary>
    public string PersonId => Role == Role.YoungPerson ? Stories.Amara : SeedIds.Of(Subject);
}

/// <summary>The demo accounts: one for each role.</summary>
public static class DemoAccounts
{
    /// <summary>The team of every story but Marcus's.</summary>
    public const string NorthTeam = "North Team";

    /// <summary>The team of Marcus's story.</summary>
    public const string SouthTeam = "South Team";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<DemoAccount> All =
    [
        Account("coordinator", Role.Coordinator, "Grace Adeyemi"),
        Account("social-worker", Role.SocialWorker, "Daniel Whitfield"),
        Account("team-manager", Role.TeamManager, "Priya Nair", NorthTeam),
        Account("fgc-manager", Role.FgcManager, "Helen Marsh"),
        Account("independent-reviewing-officer", Role.IndependentReviewingOfficer, "Joseph Okafor"),
        Account("foster-carer", Role.FosterCarer, "Maureen Clarke"),
        Account("personal-adviser", Role.PersonalAdviser, "Callum Reid"),
        Account("young-person", Role.YoungPerson, "Amara Osei"),
        Account("analyst", Role.Analyst, "Wei Lin"),
        Account("reporting", Role.Reporting, "Beth Lloyd"),
        Account("auditor", Role.Auditor, "Samuel Pryce"),
        Account("administrator", Role.Administrator, "Ruth Fielding"),
    ];

    private static DemoAccount Account(string name, Role role, string displayName, params string[] teams) =>
        new(name, "demo-" + name, role, teams, displayName);
}
