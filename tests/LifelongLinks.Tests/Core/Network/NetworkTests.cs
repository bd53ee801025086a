namespace LifelongLinks.Tests.Core;

/// <summary>Who is around a child on a day, and the measures.</summary>
public class NetworkTests
{
    private static readonly Cadence _quarterly = Cadence.Periodic(1, 3, CadenceUnit.Month);

    private static Network Of(GapCase of, DateOnly? asOf = null) => Networks.Of(of.Case, asOf ?? GapCase.Today);

    private static bool Active(GapCase of, string person = "nan") => Of(of).People.Single(p => p.PersonId == person).Active;

    [Fact]
    [Trait("Rule", "26")]
    public void Members_have_a_link_or_a_current_tie()
    {
        var some = new GapCase().Link("linked", 10).Link("over", 500, ended: GapCase.Today).Tie("tied").Tie("until", until: GapCase.Today)
            .Tie("since", since: GapCase.Today.AddDays(1)).Link("both").Tie("both").Tie("far", to: "tied").Contact("met", 1);
        var network = Of(some);
        Assert.Equal(["both", "linked", "tied"], network.People.Select(p => p.PersonId));
        Assert.Equal((3, 2), (network.Size, network.Measures.Identified));
        Assert.Equal(["both", "over", "tied", "until"], Of(some, GapCase.Ago(11)).People.Select(p => p.PersonId));
    }

    [Fact]
    [Trait("Rule", "27")]
    public void A_tie_is_active_for_90_days_or_half_as_long_again_as_promised()
    {
        Assert.True(Active(new GapCase().Tie("nan").Contact("nan", 90)));
        Assert.False(Active(new GapCase().Tie("nan").Contact("nan", 91)));
        // A quarter has 92 days (rule 12): 138.
        Assert.True(Active(new GapCase().Tie("nan").Promise("nan", _quarterly).Contact("nan", 138)));
        Assert.False(Active(new GapCase().Tie("nan").Promise("nan", _quarterly).Contact("nan", 139)));
        // The smallest G: twice a quarter is 46 days, so 90 again.
        Assert.False(Active(new GapCase().Tie("nan").Promise("nan", _quarterly)
            .Promise("nan", Cadence.Periodic(2, 3, CadenceUnit.Month)).Contact("nan", 91)));
        Assert.False(Active(new GapCase().Tie("nan").Promise("nan", Cadence.Once(GapCase.Ago(300))).Contact("nan", 91)));
        Assert.False(Active(new GapCase().Tie("nan").Promise("nan", _quarterly, ends: GapCase.Ago(1)).Contact("nan", 91)));
    }

    [Fact]
    [Trait("Rule", "27")]
    public void Nothing_is_active_that_is_forbidden_unsafe_refused_or_dead()
    {
        GapCase Nan() => new GapCase().Link("nan").Tie("nan").Contact("nan", 1);
        Assert.True(Active(Nan().Decide("nan", DecisionKind.PersonAnswer, DecisionOutcome.Declined, 1)));
        Assert.False(Active(Nan().Decide("nan", DecisionKind.ChildAnswer, DecisionOutcome.Refused, 1)));
        Assert.True(Active(Nan().Decide("nan", DecisionKind.ChildAnswer, DecisionOutcome.Refused, 5)
            .Decide("nan", DecisionKind.ChildAnswer, DecisionOutcome.Agreed, 1)));
        Assert.False(Active(Nan().Decide("nan", DecisionKind.OversightCheck, DecisionOutcome.NotSafe, 0)));
        Assert.False(Active(Nan().Restrict("nan")));
        Assert.True(Active(Nan().Restrict("nan", until: GapCase.Today)));
        Assert.True(Active(Nan().Restrict("nan", kind: RestrictionKind.ConfidentialAddress)));
        Assert.False(Active(Nan().Born("nan", new(1950, 1, 1), died: GapCase.Today)));
    }

    [Theory]
    [Trait("Rule", "6")]
    [InlineData(ContactMode.InPerson, false, true)]
    [InlineData(ContactMode.Holiday, false, true)]
    [InlineData(ContactMode.Letterbox, false, false)]
    [InlineData(ContactMode.Letterbox, true, true)]
    [InlineData(ContactMode.Gift, false, false)]
    public void Contact_goes_both_ways_or_is_answered(ContactMode mode, bool answered, bool active) =>
        Assert.Equal(active, Active(new GapCase().Tie("nan").Contact("nan", 1, mode, answered)));

    [Fact]
    [Trait("Rule", "6")]
    public void What_a_tie_to_the_child_says_counts_from_its_day_whichever_way_it_is_read()
    {
        Assert.True(Active(new GapCase().Tie("nan", lastContact: GapCase.Ago(90))));
        Assert.True(Active(new GapCase().Tie(GapCase.ChildId, to: "nan", lastContact: GapCase.Ago(90))));
        Assert.False(Active(new GapCase().Tie("nan", lastContact: GapCase.Today.AddDays(1))));
        Assert.False(Active(new GapCase().Tie("nan").Tie("nan", to: "dad", lastContact: GapCase.Ago(9))));
    }

    [Fact]
    [Trait("Rule", "10")]
    public void Who_is_kin_and_who_is_paid_goes_by_every_current_tie()
    {
        var people = Of(new GapCase()
            .Tie("aunt", RelationshipKind.AuntUncle).Tie("aunt", RelationshipKind.FosterCarer, paid: true)
            .Tie("carer", RelationshipKind.FosterCarer, paid: true).Tie("carer", RelationshipKind.Friend, until: GapCase.Today)
            .Tie("guardian", RelationshipKind.SpecialGuardian).Tie("partner", RelationshipKind.Partner).Link("linked")
            .Tie("foster", RelationshipKind.FosterSibling).Tie("step", RelationshipKind.StepParent)
            .Tie("godmother", RelationshipKind.Godparent)).People;
        Assert.Equal(["carer"], people.Where(p => p.Paid == true).Select(p => p.PersonId));
        Assert.Equal(["aunt", "guardian", "step"], people.Where(p => p.Kin).Select(p => p.PersonId));
    }

    [Fact]
    public void A_member_carries_circle_stage_last_contact_and_support()
    {
        var nan = Of(new GapCase().Link("nan", circle: Circle.Inner).Tie("nan", RelationshipKind.Grandparent, Side.Maternal)
            .Contact("nan", 12).Says("nan", 5)
            .Contact("nan", 2, ContactMode.Letter).Promise("nan", _quarterly, [SupportKind.Identity, SupportKind.Practical]))
                .People.Single();
        Assert.Equal((Circle.Inner, LinkStage.Committed, GapCase.Ago(12)), (nan.Circle, nan.Stage, nan.LastInTouchOn));
        Assert.Equal([SupportKind.Practical, SupportKind.Identity], nan.Supports);
        Assert.Equal([Side.Maternal], nan.Sides);
        Assert.True(nan is { Active: true, Loving: true, Paid: false, Kin: true, Adult: true });
    }

    [Fact]
    [Trait("Rule", "28")]
    public void Who_is_out_of_touch_gives_no_support_whatever_they_promise()
    {
        IReadOnlyList<SupportKind> Given(int ago) => Of(new GapCase().Tie("nan")
            .Promise("nan", Cadence.Periodic(1, 1, CadenceUnit.Week), [SupportKind.Practical]).Contact("nan", ago)).People.Single().Supports;
        Assert.Equal([SupportKind.Practical], Given(90));
        Assert.Empty(Given(91));
    }

    [Fact]
    [Trait("Rule", "41")]
    public void Density_and_components_leave_the_child_out_and_count_parallel_ties_once()
    {
        // a-b twice, b-c; d alone; e is no member; the tie c-d is over: 2 of 6 pairs, {a b c} and {d}.
        var some = new GapCase().Tie("a").Tie("b").Tie("c").Tie("d").Tie("a", to: "b").Tie("b", to: "a").Tie("b", to: "c").Tie("c", to: "e")
            .Tie("c", to: "d", until: GapCase.Today);
        var network = Of(some);
        Assert.Equal(2.0 * 2 / (4 * 3), network.Measures.Density);
        Assert.Equal(2, network.Measures.Components);
        Assert.Equal(7, network.Relationships.Count);
        Assert.Equal(1, Of(some, GapCase.Ago(1)).Measures.Components);
    }

    [Fact]
    [Trait("Rule", "41")]
    public void Nobody_makes_no_component_and_one_person_makes_one()
    {
        var nobody = Of(new GapCase()).Measures;
        Assert.Equal((0, 0, 0, null, null), (nobody.Size, nobody.Active, nobody.Components, nobody.Density, nobody.MedianTieAge));
        var one = Of(new GapCase().Tie("nan")).Measures;
        Assert.Equal((1, 1, null), (one.Size, one.Components, one.Density));
    }

    [Fact]
    [Trait("Rule", "41")]
    public void The_median_age_of_ties_goes_by_the_earliest_known_beginning_of_each_person()
    {
        var some = new GapCase().Tie("a", since: GapCase.Ago(10)).Tie("a", since: GapCase.Ago(100))
            .Tie("b", since: GapCase.Ago(30)).Tie("c")
            .Tie("d", since: GapCase.Ago(900), until: GapCase.Today).Tie("a", to: "b", since: GapCase.Ago(800));
        Assert.Equal(65, Of(some).Measures.MedianTieAge);
        Assert.Equal(70, Of(some.Tie("e", since: GapCase.Ago(70))).Measures.MedianTieAge);
    }

    [Fact]
    public void Measures_count_people_by_circle_kin_pay_side_and_support()
    {
        var measures = Of(new GapCase()
            .Link("nan", circle: Circle.Inner).Tie("nan", RelationshipKind.Grandparent, Side.Maternal).Contact("nan", 1)
                .Promise("nan", _quarterly, [SupportKind.Identity])
            .Link("cousin", circle: Circle.Outer).Tie("cousin", RelationshipKind.Cousin, Side.Both)
            .Tie("carer", RelationshipKind.FosterCarer, paid: true).Contact("carer", 1)
            .Promise("carer", _quarterly, [SupportKind.Identity, SupportKind.Practical])).Measures;
        Assert.Equal((3, 2, 2, 2, 1, 1, 2),
            (measures.Size, measures.Active, measures.Identified, measures.Kin, measures.NonKin, measures.Paid, measures.Unpaid));
        Assert.Equal([new(Circle.Inner, 1), new(Circle.Middle, 0), new(Circle.Outer, 1), new(null, 1)], measures.ByCircle);
        Assert.Equal([new(Side.Maternal, 2, 1), new(Side.Paternal, 1, 0)], measures.BySide);
        Assert.Equal(
            [new(SupportKind.Emotional, 0, 0), new(SupportKind.Practical, 1, 0), new(SupportKind.Informational, 0, 0),
                new(SupportKind.Companionship, 0, 0),
                new(SupportKind.Identity, 2, 1)],
            measures.Cover);
    }

    [Fact]
    public void A_network_of_thousands_is_judged_like_any_other()
    {
        GapCase thousands = new();
        for (int i = 0; i < 3000; i++)
        {
            thousands.Tie("p" + i, side: Side.Maternal).Contact("p" + i, i % 180);
        }
        // 180 does not divide 3,000: of each 180 people 91 are active, and of the last 120 again 91.
        Assert.Equal((16 * 91) + 91, Of(thousands).Active);
        var gap = thousands.Gaps(since: true).Single(g => g is { Kind: GapKind.SideUnexplored, Side: Side.Maternal });
        Assert.Equal(GapCase.Ago(1000), gap.Since);
    }
}
