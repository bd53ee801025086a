namespace LifelongLinks.Tests.Core;

/// <summary>Both tables of stages in rules.md, row by row: each test makes its row hold together with rows below it.</summary>
public class StagesTests
{
    private static DateOnly Today => PathCase.Today;

    [Fact]
    public void An_ended_link_is_ended_whatever_else()
    {
        var of = Joined().Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Declined, 5).Case;
        var ended = of.Links[0] with { EndedOn = PathCase.Before(3) };

        Assert.Equal(LinkStage.Ended, Stages.Of(of, ended, PathCase.Before(3)));
        Assert.Equal(LinkStage.Declined, Stages.Of(of, ended, PathCase.Before(4)));
    }

    [Fact]
    public void A_person_who_said_no_last_has_declined() => Assert.Equal(LinkStage.Declined, Stage(Joined()
        .Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Declined, 5).ChildSays("nan", DecisionOutcome.Refused, 4)));

    [Fact]
    public void A_person_whom_the_child_refused_last_is_refused() => Assert.Equal(LinkStage.ChildRefused, Stage(Joined()
        .ChildSays("nan", DecisionOutcome.Refused, 4).Check("nan", DecisionOutcome.NotSafe, 3)));

    [Fact]
    public void A_person_found_not_safe_last_or_blocked_is_not_safe()
    {
        var stopped = Joined().Consent(ConsentSubject.Child, ConsentPurpose.Contact, ConsentState.Refused);

        Assert.Equal(LinkStage.NotSafe, Stage(stopped.Check("nan", DecisionOutcome.NotSafe, 3)));
        Assert.Equal(LinkStage.NotSafe, Stage(Joined().Restrict("nan", from: PathCase.Before(3))));
        Assert.Equal(LinkStage.Joined, Stage(Joined().Restrict("nan", from: PathCase.Before(3)), 4));
        Assert.Equal(LinkStage.Joined, Stage(Joined().Restrict("nan", RestrictionEffect.Caution)));
    }

    [Theory]
    [InlineData(ConsentPurpose.Search, LinkStage.Paused, LinkStage.Approached, LinkStage.Connected)]
    [InlineData(ConsentPurpose.Approach, LinkStage.ChildAgreed, LinkStage.Paused, LinkStage.Connected)]
    [InlineData(ConsentPurpose.Contact, LinkStage.ChildAgreed, LinkStage.Approached, LinkStage.Paused)]
    public void A_link_pauses_on_the_consent_that_governs_its_step(
        ConsentPurpose stopped, LinkStage beforeApproach, LinkStage untilJoining, LinkStage after)
    {
        foreach (var subject in new[] { ConsentSubject.Child, ConsentSubject.ParentalResponsibility })
        {
            foreach (var state in new[] { ConsentState.Refused, ConsentState.Withdrawn, ConsentState.Expired })
            {
                PathCase Stopped(PathCase network) => network.Consent(subject, stopped, state);

                Assert.Equal(beforeApproach, Stage(Stopped(Agreed())));
                Assert.Equal(untilJoining, Stage(Stopped(Approached())));
                Assert.Equal(untilJoining, Stage(Stopped(Approached().Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Undecided, 15))));
                Assert.Equal(after, Stage(Stopped(Joined().InTouch("nan", 5))));
            }
        }
    }

    [Fact]
    public void From_18_a_parent_pauses_nothing() => Assert.Equal(LinkStage.ChildAgreed, Stage(Agreed()
        .Consent(ConsentSubject.ParentalResponsibility, ConsentPurpose.Search, ConsentState.Refused)
        .Person(PathCase.AChild(PathCase.Child) with { DateOfBirth = Today.AddYears(-18) })));

    [Theory]
    [InlineData(11, false)]
    [InlineData(10, true)]
    [InlineData(5, true)]
    public void Who_joined_and_was_in_touch_both_ways_since_is_connected(int contact, bool connected)
    {
        Assert.Equal(connected ? LinkStage.Connected : LinkStage.Joined, Stage(Joined().InTouch("nan", contact)));
        Assert.Equal(LinkStage.Joined, Stage(Joined().InTouch("nan", contact, ContactMode.Card)));
        Assert.Equal(LinkStage.Approached, Stage(Approached().InTouch("nan", contact)));
    }

    [Fact]
    public void Being_connected_counts_from_the_first_day_of_joining() => Assert.Equal(LinkStage.Connected, Stage(Joined()
        .InTouch("nan", 8).Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Undecided, 7)
        .Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Joined, 6)));

    [Fact]
    public void Who_promises_in_an_agreed_unended_plan_is_committed_and_when_connected_connected()
    {
        var invited = Joined().Decide("nan", DecisionKind.Invitation, before: 8);

        Assert.Equal(LinkStage.Invited, Stage(invited.Case with { Plans = [Plan(drafted: 9)], Commitments = [Promise("nan")] }));
        Assert.Equal(LinkStage.Committed, Stage(invited.Case with { Plans = [Plan(9, agreed: 5)], Commitments = [Promise("nan")] }));
        Assert.Equal(LinkStage.Invited, Stage(invited.Case with { Plans = [Plan(9, agreed: 5)], Commitments = [Promise("dad")] }));
        Assert.Equal(LinkStage.Invited, Stage(invited.Case with { Plans = [Plan(9, agreed: 5, ended: 0)], Commitments = [Promise("nan")] }));
        Assert.Equal(LinkStage.Connected,
            Stage(invited.InTouch("nan", 3).Case with { Plans = [Plan(9, agreed: 5)], Commitments = [Promise("nan")] }));
    }

    [Fact]
    public void Otherwise_a_link_is_as_far_as_its_furthest_step()
    {
        var network = new PathCase().Link("nan");
        Assert.Equal(LinkStage.Identified, Stage(network));
        Assert.Equal(LinkStage.Searching, Stage(network.Decide("nan", DecisionKind.Search, before: 60)));
        Assert.Equal(LinkStage.Located, Stage(network.Decide("nan", DecisionKind.Locate, before: 50)));
        Assert.Equal(LinkStage.Checked, Stage(network.Check("nan", DecisionOutcome.Caution, before: 40)));
        Assert.Equal(LinkStage.ChildAgreed, Stage(network.ChildSays("nan", DecisionOutcome.AgreedWithLimits, before: 30)));
        Assert.Equal(LinkStage.Approached, Stage(network.Decide("nan", DecisionKind.Approach, before: 20)));
        Assert.Equal(LinkStage.Joined, Stage(network.Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Joined, before: 10)));
        Assert.Equal(LinkStage.Invited, Stage(network.Decide("nan", DecisionKind.Invitation, before: 8)));
        Assert.Equal(LinkStage.Located, Stage(network, 41));
    }

    [Fact]
    public void A_case_is_closed_when_closed_or_its_referral_declined()
    {
        var of = new PathCase().Consent(ConsentSubject.Child, ConsentPurpose.Referral, ConsentState.Refused).Case;
        var closed = of with { Child = of.Child with { ClosedOn = PathCase.Before(5) } };
        Assert.Equal(CaseStage.Closed, Stages.Of(closed, PathCase.Before(5)));
        Assert.Equal(CaseStage.Paused, Stages.Of(closed, PathCase.Before(6)));

        var declined = of with { Referrals = [Referral(20, ReferralStatus.Declined, decided: 5)] };
        Assert.Equal(CaseStage.Closed, Stages.Of(declined, PathCase.Before(5)));
        Assert.Equal(CaseStage.Paused, Stages.Of(declined, PathCase.Before(6)));
        var again = declined with { Referrals = [.. declined.Referrals, Referral(2, ReferralStatus.Open)] };
        Assert.Equal(CaseStage.Paused, Stages.Of(again, Today));
    }

    [Theory]
    [InlineData(ConsentSubject.Child)]
    [InlineData(ConsentSubject.ParentalResponsibility)]
    public void A_case_pauses_with_a_consent_to_the_referral(ConsentSubject subject)
    {
        var of = new PathCase().Consent(subject, ConsentPurpose.Referral, withdrawn: PathCase.Before(5)).Case with { Plans = [Plan(9, agreed: 8)] };

        Assert.Equal(CaseStage.Paused, Stages.Of(of, PathCase.Before(5)));
        Assert.Equal(CaseStage.PlanAgreed, Stages.Of(of, PathCase.Before(6)));
    }

    [Fact]
    public void A_case_is_as_far_as_its_furthest_step()
    {
        var network = new PathCase();
        Assert.Equal(CaseStage.Referred, Case(network));
        Assert.Equal(CaseStage.Referred, Case(network.Consent(ConsentSubject.Child, ConsentPurpose.Referral)));
        Assert.Equal(CaseStage.Consented, Case(network.Consent(ConsentSubject.ParentalResponsibility, ConsentPurpose.Referral)));
        var mapping = network.Case with { Activities = [new() { Id = "1", ChildId = PathCase.Child, Kind = ActivityKind.TreeOfLife, HeldOn = PathCase.Before(90) }] };
        Assert.Equal(CaseStage.Mapping, Stages.Of(mapping, PathCase.Before(90)));
        Assert.Equal(CaseStage.Consented, Stages.Of(mapping, PathCase.Before(91)));
        Assert.Equal(CaseStage.Mapping, Stages.Of(mapping with { Links = network.Link("nan").Case.Links }, Today));
        var searching = network.Decide("nan", DecisionKind.Search, before: 80).Case with { Activities = mapping.Activities };
        Assert.Equal(CaseStage.Searching, Stages.Of(searching, Today));
        Assert.Equal(CaseStage.Mapping, Stages.Of(searching, PathCase.Before(81)));
        var planned = searching with { Conferences = [new() { Id = "1", ChildId = PathCase.Child, PlannedOn = PathCase.Before(70) }] };
        Assert.Equal(CaseStage.ConferencePlanned, Stages.Of(planned, PathCase.Before(70)));
        Assert.Equal(CaseStage.Searching, Stages.Of(planned, PathCase.Before(71)));
        var drafted = planned with { Plans = [Plan(drafted: 60, agreed: 50, ended: 40)] };
        Assert.Equal(CaseStage.PlanDrafted, Stages.Of(drafted, PathCase.Before(60)));
        Assert.Equal(CaseStage.PlanAgreed, Stages.Of(drafted, PathCase.Before(50)));
        Assert.Equal(CaseStage.ConferencePlanned, Stages.Of(drafted, PathCase.Before(40)));
        Assert.Equal(CaseStage.ConferencePlanned, Stages.Of(drafted, PathCase.Before(61)));
        Assert.Equal(CaseStage.ConferencePlanned, Stages.Of(planned with { Plans = [Plan(60) with { DeclinedOn = PathCase.Before(55) }] }, Today));
    }

    [Fact]
    public void From_18_the_young_persons_own_consent_makes_the_case_consented() => Assert.Equal(CaseStage.Consented, Case(new PathCase()
        .Person(PathCase.AChild(PathCase.Child) with { DateOfBirth = Today.AddYears(-18) }).Consent(ConsentSubject.Child, ConsentPurpose.Referral)));

    private static PathCase Agreed() => new PathCase().Decide("nan", DecisionKind.Search, before: 60)
        .Decide("nan", DecisionKind.Locate, before: 50).Check("nan", DecisionOutcome.Cleared, before: 40)
        .ChildSays("nan", DecisionOutcome.Agreed, before: 30);

    private static PathCase Approached() => Agreed().Decide("nan", DecisionKind.Approach, before: 20);

    private static PathCase Joined() => Approached().Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Joined, before: 10);

    private static Plan Plan(int drafted, int? agreed = null, int? ended = null) => new()
    {
        Id = "plan",
        ChildId = PathCase.Child,
        DraftedOn = PathCase.Before(drafted),
        AgreedOn = agreed is { } a ? PathCase.Before(a) : null,
        EndedOn = ended is { } e ? PathCase.Before(e) : null,
    };

    private static Commitment Promise(string person) => new()
    {
        Id = "promise",
        ChildId = PathCase.Child,
        PlanId = "plan",
        PersonIds = [person],
        Support = [SupportKind.Emotional],
        Mode = ContactMode.PhoneCall,
        Cadence = Cadence.Periodic(1, 1, CadenceUnit.Month),
        StartsOn = PathCase.Before(5),
    };

    private static Referral Referral(int referred, ReferralStatus status, int? decided = null) => new()
    {
        Id = $"referral{1000 - referred}",
        ChildId = PathCase.Child,
        ReferredOn = PathCase.Before(referred),
        Status = status,
        DecidedOn = decided is { } d ? PathCase.Before(d) : null,
    };

    private static LinkStage Stage(PathCase network, int before = 0) =>
        Stages.Of(network.Case, network.Case.Links[0], PathCase.Before(before));

    private static LinkStage Stage(Case of) => Stages.Of(of, of.Links[0], Today);

    private static CaseStage Case(PathCase network) => Stages.Of(network.Case, Today);
}
