namespace LifelongLinks.Tests.Core;

/// <summary>What a link's stage tells to whom (domain.md 6).</summary>
public class SightTests
{
    private static readonly DateOnly _today = new(2026, 6, 30);

    [Theory]
    [InlineData(Role.SocialWorker, LinkStage.ChildRefused)]
    [InlineData(Role.YoungPerson, LinkStage.ChildRefused)]
    [InlineData(Role.FosterCarer, LinkStage.Paused)]
    public void That_the_child_said_no_is_read_by_the_child_and_professionals(Role role, LinkStage stage) =>
        Assert.Equal(stage, StageFor(role, DecisionKind.ChildAnswer, DecisionOutcome.Refused));

    [Theory]
    [InlineData(Role.SocialWorker, LinkStage.NotSafe)]
    [InlineData(Role.YoungPerson, LinkStage.Paused)]
    [InlineData(Role.FosterCarer, LinkStage.Paused)]
    public void That_somebody_is_not_safe_is_read_by_professionals(Role role, LinkStage stage) =>
        Assert.Equal(stage, StageFor(role, DecisionKind.OversightCheck, DecisionOutcome.NotSafe));

    private static LinkStage StageFor(Role role, DecisionKind kind, DecisionOutcome outcome)
    {
        Link link = new() { Id = "link", ChildId = "child", PersonId = "gary", IdentifiedOn = _today.AddDays(-50) };
        Case of = new()
        {
            Child = new() { Id = "child", Name = "Sam Hill", Reference = "R-1", DateOfBirth = new(2012, 3, 1), Subject = "viewer" },
            People = new Dictionary<string, Person>
            {
                ["gary"] = new() { Id = "gary", Name = "Gary" },
                ["worker"] = new Worker { Id = "worker", Name = "Wren", Subject = "viewer" },
            },
            Oversight = role == Role.YoungPerson ? [] : [new() { Id = "o", ChildId = "child", WorkerId = "worker", Role = role }],
            Links = [link],
            Decisions = [new() { Id = "d", ChildId = "child", LinkId = "link", Kind = kind, Outcome = outcome, DecidedOn = _today.AddDays(-10) }],
        };
        return Sight.Of(new("viewer", [role], [], _today), of)!.Stage(link, _today);
    }
}
