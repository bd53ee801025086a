namespace LifelongLinks.Tests.Core;

/// <summary>Where a person stands: rules 3, 4 and 5; and which decision is the latest.</summary>
public class StandingTests
{
    [Theory]
    [InlineData(null, SafetyTier.Unassessed)]
    [InlineData(DecisionOutcome.Cleared, SafetyTier.Cleared)]
    [InlineData(DecisionOutcome.Caution, SafetyTier.Caution)]
    public void Safety_is_that_of_the_latest_check(DecisionOutcome? check, SafetyTier safety)
    {
        PathCase network = new PathCase().Link("nan");
        var standing = Of(check is { } outcome ? network.Check("nan", outcome) : network);

        Assert.Equal((safety, check is not null, true), (standing.Safety, standing.Checked, standing.IsOpen));
    }

    [Fact]
    public void Somebody_with_no_link_is_unassessed_and_not_asked_about() =>
        Assert.Equal((SafetyTier.Unassessed, ConsentState.NotAsked, true),
            (Of(new()).Safety, Of(new()).Consent, Of(new()).IsOpen));

    [Fact]
    public void Somebody_found_not_safe_is_left_out_until_a_later_check_clears_them()
    {
        var network = new PathCase().Check("nan", DecisionOutcome.NotSafe, before: 20).Check("nan", DecisionOutcome.Cleared, before: 10);

        Assert.True(Of(network, 20).NotSafe);
        Assert.False(Of(network, 20).IsOpen);
        Assert.True(Of(network).IsOpen);
        Assert.Equal(SafetyTier.Cleared, Of(network).Safety);
    }

    [Theory]
    [InlineData(DecisionOutcome.Cleared, RestrictionKind.DomesticAbuse, SafetyTier.Caution)]
    [InlineData(DecisionOutcome.Cleared, RestrictionKind.Unassessed, SafetyTier.Unassessed)]
    [InlineData(DecisionOutcome.Caution, RestrictionKind.Unassessed, SafetyTier.Unassessed)]
    [InlineData(DecisionOutcome.Caution, RestrictionKind.OnlineContact, SafetyTier.Caution)]
    public void Safety_is_the_worse_of_check_and_restriction(DecisionOutcome check, RestrictionKind kind, SafetyTier safety) =>
        Assert.Equal(safety, Of(new PathCase().Check("nan", check).Restrict("nan", RestrictionEffect.Caution, kind)).Safety);

    [Fact]
    public void A_caution_does_not_make_somebody_checked() =>
        Assert.Equal(SafetyTier.Unassessed, Of(new PathCase().Restrict("nan", RestrictionEffect.Caution)).Safety);

    [Theory]
    [InlineData(21, true)]
    [InlineData(20, false)]
    [InlineData(11, false)]
    [InlineData(10, true)]
    public void A_block_leaves_out_from_its_first_day_until_the_day_it_ends(int before, bool open)
    {
        var network = new PathCase().Restrict("nan", from: PathCase.Before(20), until: PathCase.Before(10));

        Assert.Equal(open, Of(network, before).IsOpen);
        Assert.Equal(!open, Of(network, before).Blocked);
    }

    [Fact]
    public void A_restriction_is_only_about_whom_it_is_against()
    {
        Assert.True(Of(new PathCase().Restrict("dad")).IsOpen);
        Assert.True(Of(new PathCase().Tie(PathCase.Child, "nan", id: "tie").Restrict(null, tie: "tie")).IsOpen);
    }

    [Fact]
    public void A_sealed_adoption_leaves_out_whatever_its_effect() =>
        Assert.False(Of(new PathCase().Restrict("nan", RestrictionEffect.Caution, RestrictionKind.SealedAdoption)).IsOpen);

    [Fact]
    public void A_confidential_address_leaves_nobody_out_and_is_caution_for_whom_it_is_kept_from()
    {
        var network = new PathCase().Check("nan", DecisionOutcome.Cleared).Check("dad", DecisionOutcome.Cleared)
            .Restrict("nan", RestrictionEffect.Block, RestrictionKind.ConfidentialAddress, keptFrom: "dad");

        Assert.Equal((true, SafetyTier.Cleared), (Of(network).IsOpen, Of(network).Safety));
        Assert.Equal((true, SafetyTier.Caution), (Of(network, person: "dad").IsOpen, Of(network, person: "dad").Safety));
    }

    [Theory]
    [InlineData(DecisionOutcome.Agreed, ConsentState.Given, true)]
    [InlineData(DecisionOutcome.AgreedWithLimits, ConsentState.GivenWithLimits, true)]
    [InlineData(DecisionOutcome.Refused, ConsentState.Refused, false)]
    public void Consent_is_the_childs_latest_answer_about_them(DecisionOutcome answer, ConsentState consent, bool open)
    {
        var standing = Of(new PathCase().ChildSays("nan", DecisionOutcome.Refused, before: 50).ChildSays("nan", answer, before: 10));

        Assert.Equal((consent, open, !open), (standing.Consent, standing.IsOpen, standing.Refused));
    }

    [Fact]
    public void Somebody_who_declined_is_left_out_until_they_come_back()
    {
        var network = new PathCase().Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Declined, before: 20)
            .Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Joined, before: 10);

        Assert.Equal((false, true), (Of(network, 11).IsOpen, Of(network, 11).Declined));
        Assert.True(Of(network).IsOpen);
    }

    [Theory]
    [InlineData("1", "2", DecisionOutcome.Caution)]
    [InlineData("2", "1", DecisionOutcome.Cleared)]
    public void Of_two_decisions_on_one_day_the_later_id_counts(string cleared, string caution, DecisionOutcome latest)
    {
        var network = new PathCase().Decide("nan", DecisionKind.OversightCheck, DecisionOutcome.Cleared, id: cleared)
            .Decide("nan", DecisionKind.OversightCheck, DecisionOutcome.Caution, id: caution);

        Assert.Equal(latest, Decisions.Latest(network.Case, "nan", DecisionKind.OversightCheck, PathCase.Today)?.Outcome);
        Assert.Equal(latest == DecisionOutcome.Caution ? SafetyTier.Caution : SafetyTier.Cleared, Of(network).Safety);
    }

    [Fact]
    public void Decisions_on_an_ended_link_still_stand_for_the_person()
    {
        var network = new PathCase().Link("nan", ended: PathCase.Before(50)).ChildSays("nan", DecisionOutcome.Refused).Link("nan");

        Assert.True(Of(network).Refused);
    }

    [Fact]
    public void Decisions_after_the_day_and_about_others_are_not_known()
    {
        var network = new PathCase().Check("nan", DecisionOutcome.Cleared, before: -1).Check("dad", DecisionOutcome.Caution);

        Assert.Equal(SafetyTier.Unassessed, Of(network).Safety);
        Assert.Null(Decisions.Latest(network.Case, "nan", DecisionKind.OversightCheck, PathCase.Today));
    }

    [Fact]
    public void The_decisions_on_a_link_come_in_the_order_they_were_taken()
    {
        var of = new PathCase().Decide("nan", DecisionKind.Locate, before: 10, id: "2").Decide("nan", DecisionKind.Visit, before: 10, id: "1")
            .Decide("nan", DecisionKind.Search, before: 20, id: "3").Decide("nan", DecisionKind.Approach, before: -1).Case;

        Assert.Equal(["3", "1", "2"], Decisions.On(of, of.Links[0], PathCase.Today).Select(d => d.Id));
    }

    [Fact]
    public void Everybody_at_once_stands_as_each_by_themselves()
    {
        var network = new PathCase().Check("nan", DecisionOutcome.Caution).ChildSays("dad", DecisionOutcome.Agreed).Restrict("aunt")
            .Restrict(null, RestrictionEffect.Caution, RestrictionKind.ConfidentialAddress, keptFrom: "uncle")
            .Decide("cousin", DecisionKind.PersonAnswer, DecisionOutcome.Declined).Link("friend");
        var everybody = Standing.OfEverybody(network.Case, PathCase.Today);

        Assert.All(["nan", "dad", "aunt", "uncle", "cousin", "friend", "nobody"],
            p => Assert.Equal(Of(network, person: p), everybody.GetValueOrDefault(p, Standing.Unknown)));
        Assert.Equal(["aunt", "cousin", "dad", "nan", "uncle"], everybody.Keys.Order(StringComparer.Ordinal));
    }

    private static Standing Of(PathCase network, int before = 0, string person = "nan") =>
        Standing.Of(network.Case, person, PathCase.Before(before));
}
