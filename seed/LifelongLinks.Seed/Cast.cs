using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>The teams and workers whom the stories share: those who can sign in with a demo account, and others.</summary>
internal static class Cast
{
    public static readonly string NorthTeam = SeedIds.Of(DemoAccounts.NorthTeam);
    public static readonly string SouthTeam = SeedIds.Of(DemoAccounts.SouthTeam);

    public static readonly string Coordinator = SeedIds.Of("demo-coordinator");
    public static readonly string SocialWorker = SeedIds.Of("demo-social-worker");
    public static readonly string TeamManager = SeedIds.Of("demo-team-manager");
    public static readonly string ReviewingOfficer = SeedIds.Of("demo-independent-reviewing-officer");
    public static readonly string FosterCarer = SeedIds.Of("demo-foster-carer");
    public static readonly string PersonalAdviser = SeedIds.Of("demo-personal-adviser");

    public static readonly string SouthCoordinator = SeedIds.Of("south-coordinator");
    public static readonly string SouthSocialWorker = SeedIds.Of("south-social-worker");
    public static readonly string SouthManager = SeedIds.Of("south-team-manager");

    /// <summary>Everybody whom the North Team's stories share, and the demo accounts.</summary>
    public static IEnumerable<Node> North =>
    [
        new Team { Id = NorthTeam, Name = DemoAccounts.NorthTeam },
        .. DemoAccounts.All.Where(a => a.Role != Role.YoungPerson)
            .Select(a => new Worker { Id = SeedIds.Of(a.Subject), Name = a.DisplayName, Subject = a.Subject, Roles = [a.Role] }),
    ];

    /// <summary>Everybody whom the South Team's stories share.</summary>
    public static IEnumerable<Node> South =>
    [
        new Team { Id = SouthTeam, Name = DemoAccounts.SouthTeam },
        Other("south-coordinator", "Owen Bevan", Role.Coordinator),
        Other("south-social-worker", "Rhiannon Pugh", Role.SocialWorker),
        Other("south-team-manager", "Alan Birch", Role.TeamManager),
    ];

    /// <summary>Somebody who works with a child and has no demo account.</summary>
    public static Worker Other(string subject, string name, params Role[] roles) =>
        new() { Id = SeedIds.Of(subject), Name = name, Subject = subject, Roles = roles };
}
