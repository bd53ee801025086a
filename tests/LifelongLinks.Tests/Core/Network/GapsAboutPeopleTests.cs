namespace LifelongLinks.Tests.Core;

/// <summary>The gaps about one sibling, side, wish or promise, and about what comes after 18, each at its boundary days.</summary>
public class GapsAboutPeopleTests
{
    private static readonly Cadence _monthly = Cadence.Periodic(1, 1, CadenceUnit.Month);
    private static readonly Cadence _quarterly = Cadence.Periodic(1, 3, CadenceUnit.Month);

    [Theory]
    [Trait("Rule", "33")]
    [InlineData(RelationshipKind.Sibling, true)]
    [InlineData(RelationshipKind.HalfSibling, true)]
    [InlineData(RelationshipKind.StepSibling, true)]
    [InlineData(RelationshipKind.FosterSibling, false)]
    public void Siblings_are_out_of_touch_after_90_days(RelationshipKind kind, bool counts)
    {
        Assert.False(new GapCase().Tie("sam", kind).Contact("sam", 90).HasToday(GapKind.SiblingOutOfTouch));
        Assert.Equal(counts, new GapCase().Tie("sam", kind).Contact("sam", 91).HasToday(GapKind.SiblingOutOfTouch));
        Assert.Equal(counts, new GapCase().Tie("sam", kind).HasToday(GapKind.SiblingOutOfTouch));
        Assert.Equal(counts, new GapCase().Tie("sam", kind).Contact("sam", 5, ContactMode.Letter).HasToday(GapKind.SiblingOutOfTouch));
    }

    [Fact]
    [Trait("Rule", "33")]
    public void Siblings_in_one_home_are_not_apart_though_one_school_makes_no_home()
    {
        bool Apart(PlacementKind kind, DateOnly? left = null)
        {
            var own = new GapCase().Tie("sam", RelationshipKind.Sibling).Lives("elm", GapCase.Ago(500), kind: kind);
            GapCase sam = new GapCase(childId: "sam").Lives("elm", GapCase.Ago(400), left, kind);
            return NetworkGaps.Of(own.Around(null, sam), GapThresholds.Default).Value!.Any(g => g.Kind == GapKind.SiblingOutOfTouch);
        }

        Assert.False(Apart(PlacementKind.FosterCare));
        Assert.False(Apart(PlacementKind.FosterCare, GapCase.Today.AddDays(1)));
        Assert.True(Apart(PlacementKind.FosterCare, GapCase.Today));
        Assert.True(Apart(PlacementKind.School));
        Assert.False(new GapCase().Tie("sam", RelationshipKind.Sibling).Lives("elm", GapCase.Ago(9), carer: "sam")
            .HasToday(GapKind.SiblingOutOfTouch));
    }

    [Fact]
    [Trait("Rule", "33")]
    public void What_forbids_contact_with_a_sibling_leaves_no_gap()
    {
        GapCase Sam() => new GapCase().Link("sam").Tie("sam", RelationshipKind.Sibling);
        Assert.True(Sam().Restrict("sam", RestrictionEffect.Caution).HasToday(GapKind.SiblingOutOfTouch));
        Assert.False(Sam().Restrict("sam").HasToday(GapKind.SiblingOutOfTouch));
        Assert.True(Sam().Restrict("sam", until: GapCase.Today).HasToday(GapKind.SiblingOutOfTouch));
        Assert.False(Sam().Decide("sam", DecisionKind.ChildAnswer, DecisionOutcome.Refused, 1).HasToday(GapKind.SiblingOutOfTouch));
        Assert.False(Sam().Decide("sam", DecisionKind.OversightCheck, DecisionOutcome.NotSafe, 1).HasToday(GapKind.SiblingOutOfTouch));
        Assert.False(Sam().Born("sam", new(2010, 1, 1), died: GapCase.Today).HasToday(GapKind.SiblingOutOfTouch));
    }

    [Fact]
    [Trait("Rule", "34")]
    public void A_side_is_explored_when_somebody_on_it_is_identified_and_inactive_until_a_tie_is_active()
    {
        var nan = new GapCase().Tie("nan", RelationshipKind.Grandparent, Side.Maternal);
        Assert.Equal([Side.Maternal, Side.Paternal], nan.Gaps(GapKind.SideUnexplored).Select(g => g.Side!.Value));
        nan.Link("nan", 10);
        Assert.Equal([Side.Paternal], nan.Gaps(GapKind.SideUnexplored).Select(g => g.Side!.Value));
        Assert.Equal(["nan"], Assert.Single(nan.Gaps(GapKind.SideInactive)).PeopleIds);
        Assert.Equal(2, nan.Gaps(GapKind.SideUnexplored, GapCase.Ago(11)).Count);
        nan.Contact("nan", 90);
        Assert.False(nan.HasToday(GapKind.SideInactive));
    }

    [Fact]
    [Trait("Rule", "34")]
    public void Somebody_on_both_sides_counts_for_each()
    {
        var both = new GapCase().Link("cousin").Tie("cousin", RelationshipKind.Cousin, Side.Both);
        Assert.False(both.HasToday(GapKind.SideUnexplored));
        Assert.Equal([Side.Maternal, Side.Paternal], both.Gaps(GapKind.SideInactive).Select(g => g.Side!.Value));
    }

    [Fact]
    [Trait("Rule", "34")]
    public void A_wish_waits_90_days()
    {
        Assert.False(new GapCase().Wish(90, "dad").HasToday(GapKind.WishUnmet));
        Assert.True(new GapCase().Wish(91, "dad").HasToday(GapKind.WishUnmet));
        Assert.False(new GapCase().Wish(91, "dad", met: GapCase.Today).HasToday(GapKind.WishUnmet));
        Assert.True(new GapCase().Wish(91, "dad", met: GapCase.Today.AddDays(1)).HasToday(GapKind.WishUnmet));
        Assert.True(new GapCase().Wish(91).HasToday(GapKind.WishUnmet));
        Assert.False(new GapCase().Wish(91, met: GapCase.Ago(3)).HasToday(GapKind.WishUnmet));
    }

    [Fact]
    [Trait("Rule", "34")]
    public void A_wish_for_somebody_connected_is_met()
    {
        GapCase Dad(int contact) => new GapCase().Wish(200, "dad").Decide("dad", DecisionKind.Approach, null, 60)
            .Decide("dad", DecisionKind.PersonAnswer, DecisionOutcome.Joined, 50).Contact("dad", contact);
        Assert.True(Dad(51).HasToday(GapKind.WishUnmet));
        Assert.False(Dad(50).HasToday(GapKind.WishUnmet));
        Assert.True(Dad(50).Consents(ConsentSubject.Child, ConsentPurpose.Contact, 40, withdrawn: GapCase.Today)
            .HasToday(GapKind.WishUnmet));
    }

    [Fact]
    [Trait("Rule", "32")]
    public void A_promise_lapses_after_twice_its_days_without_any_contact()
    {
        // Monthly: 31 days (rule 12), so more than 62.
        Assert.False(new GapCase().Tie("nan").Promise("nan", _monthly).Contact("nan", 62, ContactMode.Card).HasToday(GapKind.Lapsed));
        var lapsed = new GapCase().Tie("nan").Promise("nan", _monthly).Contact("nan", 63, ContactMode.Card);
        Assert.True(lapsed.HasToday(GapKind.Lapsed));
        Assert.Contains("none for 63 days", lapsed.Gaps(GapKind.Lapsed).Single().Summary);
        Assert.False(new GapCase().Tie("nan").Promise("nan", _monthly, starts: GapCase.Ago(62)).HasToday(GapKind.Lapsed));
        Assert.True(new GapCase().Tie("nan").Promise("nan", _monthly, starts: GapCase.Ago(63)).HasToday(GapKind.Lapsed));
    }

    [Fact]
    [Trait("Rule", "32")]
    public void A_lapse_is_one_for_each_person_by_the_most_frequent_promise()
    {
        var nan = new GapCase().Tie("nan").Promise("nan", _quarterly).Promise("nan", _monthly, starts: GapCase.Ago(63));
        Assert.Equal("nan", Assert.Single(nan.Gaps(GapKind.Lapsed)).AboutId);
        Assert.True(new GapCase().Tie("nan").Promise("nan", _quarterly).HasToday(GapKind.Lapsed));
        Assert.False(new GapCase().Tie("nan").Promise("nan", _quarterly).Promise("nan", _monthly, starts: GapCase.Ago(62))
            .HasToday(GapKind.Lapsed));
        Assert.False(new GapCase().Tie("nan").Promise("nan", Cadence.Once(GapCase.Ago(300))).HasToday(GapKind.Lapsed));
    }

    [Fact]
    [Trait("Rule", "32")]
    public void Nobody_lapses_who_is_kept_away()
    {
        GapCase Nan() => new GapCase().Link("nan").Tie("nan").Promise("nan", _monthly);
        Assert.True(Nan().HasToday(GapKind.Lapsed));
        Assert.False(Nan().Restrict("nan").HasToday(GapKind.Lapsed));
        Assert.False(Nan().Decide("nan", DecisionKind.ChildAnswer, DecisionOutcome.Refused, 1).HasToday(GapKind.Lapsed));
        Assert.False(Nan().Decide("nan", DecisionKind.OversightCheck, DecisionOutcome.NotSafe, 1).HasToday(GapKind.Lapsed));
        Assert.False(Nan().Born("nan", new(1950, 1, 1), died: GapCase.Today).HasToday(GapKind.Lapsed));
    }

    [Theory]
    [Trait("Rule", "35")]
    [InlineData(2010, 7, 15, true)]
    [InlineData(2010, 7, 16, false)]
    [InlineData(2012, 2, 29, false)]
    public void Who_stays_after_18_is_asked_from_the_16th_birthday(int year, int month, int day, bool asked) =>
        Assert.Equal(asked, new GapCase(new(year, month, day)).HasToday(GapKind.NoOneAfter18));

    [Fact]
    [Trait("Rule", "9")]
    public void Born_on_29_February_one_is_asked_from_1_March_of_a_common_year()
    {
        GapCase leap = new(new(2008, 2, 29));
        Assert.False(leap.Has(GapKind.NoOneAfter18, new(2024, 2, 28)));
        Assert.True(leap.Has(GapKind.NoOneAfter18, new(2024, 2, 29)));
        var stays = leap.Tie("nan").Promise("nan", _monthly, ends: new(2026, 3, 1));
        Assert.True(stays.Has(GapKind.NoOneAfter18, new(2026, 2, 28)));
        // On the birthday what is promised now counts, to its last day.
        Assert.False(stays.Has(GapKind.NoOneAfter18, new(2026, 3, 1)));
        Assert.True(stays.Has(GapKind.NoOneAfter18, new(2026, 3, 2)));
    }

    [Fact]
    [Trait("Rule", "35")]
    public void A_promise_must_run_past_the_18th_birthday()
    {
        DateOnly born = new(2009, 9, 1), eighteenth = new(2027, 9, 1);
        Assert.True(new GapCase(born).Tie("nan").Promise("nan", _monthly, ends: eighteenth).HasToday(GapKind.NoOneAfter18));
        Assert.False(new GapCase(born).Tie("nan").Promise("nan", _monthly, ends: eighteenth.AddDays(1)).HasToday(GapKind.NoOneAfter18));
        Assert.False(new GapCase(born).Tie("nan").Promise("nan", _monthly, starts: eighteenth).HasToday(GapKind.NoOneAfter18));
        Assert.True(new GapCase(born).Tie("nan", paid: true).Promise("nan", _monthly).HasToday(GapKind.NoOneAfter18));
        Assert.True(new GapCase(born).Plan("old", GapCase.Ago(500), GapCase.Today).Tie("nan").Promise("nan", _monthly,
            plan: "old").HasToday(GapKind.NoOneAfter18));
        Assert.True(new GapCase(born).Plan("draft", null).Tie("nan").Promise("nan", _monthly, plan: "draft")
            .HasToday(GapKind.NoOneAfter18));
        Assert.True(new GapCase(born).Born("nan", new(1950, 1, 1), died: GapCase.Today).Tie("nan").Promise("nan", _monthly)
            .HasToday(GapKind.NoOneAfter18));
        Assert.True(new GapCase(born).Tie("nan", until: GapCase.Today).Promise("nan", _monthly).HasToday(GapKind.NoOneAfter18));
    }
}
