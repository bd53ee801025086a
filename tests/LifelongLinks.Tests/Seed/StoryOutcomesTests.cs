using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Seed;

/// <summary>What the stories were laid out to show, worked out by hand from the rules; the same on every day they are told on.</summary>
public class StoryOutcomesTests
{
    public static TheoryData<DateOnly> Days => new(new(2024, 2, 29), new(2025, 3, 31), new(2026, 11, 23), new(2028, 2, 29), new(2040, 12, 31));

    [Theory, MemberData(nameof(Days))]
    public void Each_case_stands_where_its_story_says(DateOnly today)
    {
        (string Child, CaseStage Stage)[] expected =
        [
            (Stories.Amara, CaseStage.PlanAgreed), (Stories.Kofi, CaseStage.ConferencePlanned), (Stories.Jayden, CaseStage.PlanAgreed),
            (Stories.Leah, CaseStage.PlanDrafted), (Stories.Tom, CaseStage.ConferencePlanned), (Stories.Noor, CaseStage.PlanAgreed),
            (Stories.Sofia, CaseStage.Mapping), (Stories.Ellis, CaseStage.Paused), (Stories.Marcus, CaseStage.Searching),
        ];
        Assert.All(expected, e => Assert.Equal(e.Stage, Stages.Of(Told(e.Child, today), today)));
    }

    [Theory, MemberData(nameof(Days))]
    public void Each_link_stands_where_its_story_says(DateOnly today)
    {
        (string Child, string Person, LinkStage Stage)[] expected =
        [
            (Stories.Amara, Stories.AmarasNan, LinkStage.Connected), (Stories.Amara, Stories.AmarasFormerCarer, LinkStage.Connected),
            (Stories.Amara, Stories.AmarasAunt, LinkStage.Connected), (Stories.Amara, Stories.AmarasMum, LinkStage.Connected),
            (Stories.Amara, Stories.AmarasGreatAunt, LinkStage.Committed), (Stories.Amara, Stories.AmarasDad, LinkStage.ChildAgreed),
            (Stories.Amara, Stories.AmarasUncleYaw, LinkStage.Declined), (Stories.Amara, Stories.Kofi, LinkStage.Identified),
            (Stories.Amara, Stories.AmarasFriend, LinkStage.Identified), (Stories.Kofi, Stories.AmarasNan, LinkStage.Connected),
            (Stories.Jayden, Stories.JaydensCousin, LinkStage.Connected), (Stories.Jayden, Stories.JaydensAuntieBev, LinkStage.Connected),
            (Stories.Leah, Stories.LeahsMum, LinkStage.Connected), (Stories.Leah, Stories.LeahsUncle, LinkStage.NotSafe),
            (Stories.Leah, Stories.LeahsGran, LinkStage.Searching), (Stories.Tom, Stories.TomsAunt, LinkStage.Declined),
            (Stories.Noor, Stories.NoorsFormerCarer, LinkStage.Connected), (Stories.Sofia, Stories.SofiasGrandmother, LinkStage.Identified),
            (Stories.Ellis, Stories.EllissGrandad, LinkStage.Paused),
        ];
        Assert.All(expected, e =>
        {
            var told = Told(e.Child, today);
            Assert.Equal(e.Stage, Stages.Of(told, told.Links.Single(l => l.PersonId == e.Person), today));
        });
    }

    // The two best paths of domain.md 3: the ties, and everybody on them in one tier of safety and of consent.
    [Theory, MemberData(nameof(Days))]
    public void Amaras_ties_to_her_dad_are_those_of_the_example(DateOnly today)
    {
        var told = Told(Stories.Amara, today);
        (string From, string To, Closeness Closeness, int Days, Evidence Evidence)[] expected =
        [
            (Stories.AmarasNan, Stories.Amara, Closeness.Close, 10, Evidence.Verified),
            (Stories.AmarasNan, Stories.AmarasDad, Closeness.Some, 400, Evidence.Reported),
            (Stories.AmarasFormerCarer, Stories.Amara, Closeness.Good, 30, Evidence.Verified),
            (Stories.AmarasFormerCarer, Stories.AmarasDad, Closeness.Distant, 730, Evidence.Reported),
        ];
        foreach (var (from, to, closeness, days, evidence) in expected)
        {
            var tie = Assert.Single(told.Relationships, r => r.FromId == from && r.ToId == to);
            Assert.Equal((closeness, evidence, today.AddDays(-days)), (tie.Closeness, tie.Evidence, tie.LastContactOn!.Value));
        }
        Assert.Equal(today.AddDays(-10), told.Contacts.Where(c => c.PersonIds.Contains(Stories.AmarasNan)).Max(c => c.On));
        Assert.Equal(today.AddDays(-30), told.Contacts.Where(c => c.PersonIds.Contains(Stories.AmarasFormerCarer)).Max(c => c.On));
        Assert.All([Stories.AmarasNan, Stories.AmarasFormerCarer, Stories.AmarasDad], person =>
        {
            var decisions = told.Decisions.Where(d => d.LinkId == told.Links.Single(l => l.PersonId == person).Id).ToList();
            Assert.Equal(DecisionOutcome.Cleared, decisions.Last(d => d.Kind == DecisionKind.OversightCheck).Outcome);
            Assert.Equal(DecisionOutcome.Agreed, decisions.Last(d => d.Kind == DecisionKind.ChildAnswer).Outcome);
            Assert.DoesNotContain(told.Restrictions, r => r.AgainstId == person);
        });
    }

    [Theory, MemberData(nameof(Days))]
    public void Kofi_and_Amara_have_not_seen_each_other_for_four_months_and_live_apart(DateOnly today)
    {
        Case amara = Told(Stories.Amara, today), kofi = Told(Stories.Kofi, today);
        Assert.Equal(today.AddDays(-128), InTouch.BothWays(amara, Stories.Kofi, today));
        Assert.Equal(today.AddDays(-128), InTouch.BothWays(kofi, Stories.Amara, today));
        Assert.Empty(Homes(amara, today).Intersect(Homes(kofi, today)));
    }

    [Theory, MemberData(nameof(Days))]
    public void Leah_and_Tom_live_together(DateOnly today) =>
        Assert.Equal(Homes(Told(Stories.Leah, today), today), Homes(Told(Stories.Tom, today), today));

    // domain.md 4's example: five are in touch, three of them paid, and each contact with the other two in 183 days needed Dean.
    [Theory, MemberData(nameof(Days))]
    public void Both_unpaid_ties_of_Jayden_hang_on_one_worker(DateOnly today)
    {
        var told = Told(Stories.Jayden, today);
        var near = told.Relationships.Where(r => r.ToId == Stories.Jayden && InTouch.BothWays(told, r.FromId, today) >= today.AddDays(-90)).ToList();
        Assert.Equal(5, near.Count);
        Assert.Equal(3, near.Count(r => r.Paid));
        Assert.NotEmpty(told.Contacts);
        Assert.All(told.Contacts, c => Assert.Equal([Stories.JaydensKeyWorker], c.NeededIds));
        Assert.All(told.Commitments, c => Assert.True(c.EndsOn < LifelongLinks.Core.Days.Attains(told.Child.DateOfBirth!.Value, 18)));
    }

    [Fact]
    public void The_confidential_address_is_there_to_be_hidden()
    {
        var detail = Assert.Single(Stories.All(new(2026, 11, 23)).SelectMany(s => s.Changes.Nodes).OfType<ContactDetail>(), d => d.Value == Stories.ConfidentialAddress);
        Assert.Equal(Stories.LeahsMum, detail.PersonId);
    }

    private static List<string> Homes(Case of, DateOnly on) =>
        [.. of.Placements.Where(p => p.Holds(on) && p.Kind != PlacementKind.School).Select(p => p.Home)];

    private static Case Told(string child, DateOnly today) => Case.From(StoriesTests.Everything(Stories.All(today)), child)!;
}
