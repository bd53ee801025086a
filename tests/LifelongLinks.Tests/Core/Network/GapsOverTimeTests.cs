namespace LifelongLinks.Tests.Core;

/// <summary>Since when gaps hold, what would be missing if somebody were gone, and who could fill a gap.</summary>
public class GapsOverTimeTests
{
    private static readonly Cadence _monthly = Cadence.Periodic(1, 1, CadenceUnit.Month);

    private static DateOnly? Since(GapCase of, GapKind kind, DateOnly? asOf = null) =>
        of.Gaps(asOf, since: true).Single(g => g.Kind == kind).Since;

    [Fact]
    [Trait("Rule", "29")]
    public void A_sibling_is_out_of_touch_since_the_91st_day() =>
        Assert.Equal(GapCase.Ago(300 - 91), Since(new GapCase().Tie("sam", RelationshipKind.Sibling).Contact("sam", 300),
            GapKind.SiblingOutOfTouch));

    [Fact]
    [Trait("Rule", "29")]
    public void A_single_day_without_the_gap_begins_a_new_run()
    {
        var sam = new GapCase().Tie("sam", RelationshipKind.Sibling).Contact("sam", 300);
        // Blocked for one day: nothing is amiss on it.
        sam.Restrict("sam", from: GapCase.Ago(100), until: GapCase.Ago(99));
        Assert.Equal(GapCase.Ago(99), Since(sam, GapKind.SiblingOutOfTouch));
        Assert.Equal(GapCase.Ago(209), Since(sam, GapKind.SiblingOutOfTouch, GapCase.Ago(101)));
    }

    [Fact]
    [Trait("Rule", "29")]
    public void No_gap_is_older_than_the_latest_referral()
    {
        Assert.Equal(GapCase.Ago(1000), Since(new GapCase(), GapKind.NoTrustedAdult));
        Assert.Equal(GapCase.Ago(40), Since(new GapCase(referred: 40), GapKind.NoTrustedAdult));
        Assert.Null(Since(new GapCase(referred: null), GapKind.NoTrustedAdult));
        Assert.Null(Since(new GapCase(referred: 40), GapKind.NoTrustedAdult, GapCase.Ago(41)));
        Assert.Equal(GapCase.Today, Since(new GapCase(referred: 0), GapKind.NoTrustedAdult));
        Assert.Equal(GapCase.Ago(40), Since(new GapCase().Refer(40), GapKind.NoTrustedAdult));
        Assert.Equal(GapCase.Ago(1000), Since(new GapCase().Refer(40), GapKind.NoTrustedAdult, GapCase.Ago(41)));
    }

    [Fact]
    [Trait("Rule", "29")]
    public void The_same_kind_about_another_person_is_another_gap()
    {
        var two = new GapCase().Tie("sam", RelationshipKind.Sibling).Contact("sam", 200).Tie("ali", RelationshipKind.Sibling)
            .Contact("ali", 150);
        Assert.Equal(
            [("ali", GapCase.Ago(59)), ("sam", GapCase.Ago(109))],
            two.Gaps(since: true).Where(g => g.Kind == GapKind.SiblingOutOfTouch).Select(g => (g.AboutId!, g.Since!.Value)));
    }

    [Fact]
    [Trait("Rule", "29")]
    public void A_gap_that_grows_worse_is_the_same_gap()
    {
        // One of three unpaid ties, then one of two when the last contact with the friend is 91 days ago.
        var worse = new GapCase().Tie("nan").Tie("friend").Contact("friend", 100).Tie("mate").Contact("mate", 5).Contact("mate", 90);
        for (int ago = 5; ago < 150; ago += 30)
        {
            worse.Contact("nan", ago, needed: "worker");
        }
        Assert.Equal(GapSeverity.Medium, worse.Gaps(GapKind.WorkerDependent, GapCase.Ago(10)).Single().Severity);
        Assert.Equal(GapSeverity.High, worse.Gaps(GapKind.WorkerDependent).Single().Severity);
        Assert.Equal(GapCase.Ago(125), Since(worse, GapKind.WorkerDependent));
    }

    [Fact]
    [Trait("Rule", "29")]
    public void A_wish_met_by_being_in_touch_is_unmet_again_since_the_consent_to_it_was_withdrawn()
    {
        var dad = new GapCase().Wish(500, "dad").Tie("dad").Link("dad", identified: 300)
            .Decide("dad", DecisionKind.PersonAnswer, DecisionOutcome.Joined, 400).Contact("dad", 350)
            .Consents(ConsentSubject.Child, ConsentPurpose.Contact, 450, withdrawn: GapCase.Ago(40));
        // Nobody is connected before they are identified, whatever is recorded for earlier days.
        Assert.Equal(
            [(GapCase.Ago(409), GapCase.Ago(300)), (GapCase.Ago(40), (DateOnly?)null)],
            NetworkGaps.Spells(dad.Around(), GapThresholds.Default).Where(g => g.Kind == GapKind.WishUnmet).Select(g => (g.From, g.Until)));
    }

    [Fact]
    [Trait("Rule", "29")]
    public void A_wish_is_met_from_the_first_touch_after_joining_though_there_was_one_shortly_before()
    {
        // What ties tell of being in touch, no worker's part in which makes the day one to look at.
        var dad = new GapCase().Wish(500, "dad").Link("dad", identified: 300).Decide("dad", DecisionKind.PersonAnswer, DecisionOutcome.Joined, 100)
            .Tie(GapCase.ChildId, RelationshipKind.Friend, lastContact: GapCase.Ago(130), to: "dad")
            .Tie(GapCase.ChildId, RelationshipKind.Friend, lastContact: GapCase.Ago(80), to: "dad");
        Assert.Equal(
            [(GapCase.Ago(409), (DateOnly?)GapCase.Ago(80))],
            NetworkGaps.Spells(dad.Around(), GapThresholds.Default).Where(g => g.Kind == GapKind.WishUnmet).Select(g => (g.From, g.Until)));
    }

    [Fact]
    [Trait("Rule", "29")]
    public void Spells_tell_when_gaps_opened_and_closed()
    {
        var sam = new GapCase().Tie("sam", RelationshipKind.Sibling).Contact("sam", 300).Contact("sam", 150);
        Assert.Equal(
            [(GapCase.Ago(1000), GapCase.Ago(300)), (GapCase.Ago(209), GapCase.Ago(150)), (GapCase.Ago(59), (DateOnly?)null)],
            NetworkGaps.Spells(sam.Around(), GapThresholds.Default).Where(g => g.Kind == GapKind.SiblingOutOfTouch)
                .Select(g => (g.From, g.Until)));
    }

    [Fact]
    public void Since_and_candidates_are_told_only_when_asked_for()
    {
        var gap = new GapCase().Tie("nan").Gaps()[0];
        Assert.Null(gap.Since);
        Assert.Empty(gap.Candidates);
    }

    [Fact]
    [Trait("Rule", "31")]
    public void Without_a_worker_the_contacts_that_needed_them_are_gone()
    {
        var nan = new GapCase().Tie("nan", lastContact: GapCase.Ago(3)).Contact("nan", 3, needed: "worker").Contact("nan", 100)
            .Tie("friend", lastContact: GapCase.Ago(3)).Promise("nan", _monthly, [SupportKind.Emotional]);
        Assert.DoesNotContain(nan.Gaps(), g => g.Kind == GapKind.NoTrustedAdult);
        // Nan's last contact is now 100 days ago, for the tie's own word is lost with the occasion; the friend's stands.
        var gone = nan.Gaps(without: ["worker"]);
        Assert.Contains(gone, g => g.Kind == GapKind.NoTrustedAdult);
        Assert.Contains(gone, g => g.Kind == GapKind.Lapsed && g.AboutId == "nan");
        Assert.Contains(new GapEvidence("activeUnpaidAdults", 1), gone.Single(g => g.Kind == GapKind.NoTrustedAdult).Evidence);
    }

    [Fact]
    [Trait("Rule", "31")]
    public void What_a_tie_says_is_lost_only_with_an_occasion_that_had_happened_by_the_day()
    {
        var nan = new GapCase().Tie("nan", RelationshipKind.Sibling, lastContact: GapCase.Ago(50)).Contact("nan", 10, needed: "worker");
        Assert.DoesNotContain(nan.Gaps(GapCase.Ago(11), ["worker"]), g => g.Kind == GapKind.SiblingOutOfTouch);
        Assert.Contains(nan.Gaps(GapCase.Ago(10), ["worker"]), g => g.Kind == GapKind.SiblingOutOfTouch);
    }

    [Fact]
    [Trait("Rule", "31")]
    public void Whoever_has_no_more_than_a_link_may_be_gone_but_never_the_child()
    {
        var nan = new GapCase().Link("nan").Contact("nan", 1).Promise("nan", _monthly, [SupportKind.Emotional]);
        Assert.DoesNotContain(nan.Gaps(without: [GapCase.ChildId]), g => g.Kind == GapKind.NoTrustedAdult);
        var gone = nan.Gaps(without: ["nan"]).Single(g => g.Kind == GapKind.NoTrustedAdult);
        Assert.Contains(new GapEvidence("activeUnpaidAdults", 0), gone.Evidence);
        var tied = new GapCase().Tie("sam", RelationshipKind.Sibling);
        Assert.Contains(tied.Gaps(without: [GapCase.ChildId]), g => g.Kind == GapKind.SiblingOutOfTouch);
    }

    [Fact]
    [Trait("Rule", "31")]
    public void Without_a_person_their_ties_links_and_promises_are_gone()
    {
        var nan = new GapCase(new(2009, 1, 1)).Link("nan").Tie("nan", RelationshipKind.Grandparent, Side.Maternal).Contact("nan", 1)
            .Promise("nan", _monthly, [SupportKind.Identity]);
        var missing = nan.Gaps(without: ["nan", GapCase.ChildId, "nobody"]);
        Assert.Contains(missing, g => g is { Kind: GapKind.SupportMissing, Support: SupportKind.Identity });
        Assert.Contains(missing, g => g is { Kind: GapKind.SideUnexplored, Side: Side.Maternal });
        Assert.Contains(missing, g => g.Kind == GapKind.NoOneAfter18);
        Assert.DoesNotContain(nan.Gaps(without: ["nobody"]), g => g.Kind == GapKind.NoOneAfter18);
    }

    [Fact]
    [Trait("Rule", "30")]
    public void Candidates_for_support_are_unpaid_members_who_do_not_give_it_best_path_first()
    {
        var some = new GapCase().Tie("carer", paid: true).Contact("carer", 1)
            .Tie("nan").Contact("nan", 1).Promise("nan", _monthly, [SupportKind.Identity])
            .Tie("old", lastContact: GapCase.Ago(700)).Tie("new", lastContact: GapCase.Ago(2)).Tie("stranger", to: "nan")
            .Tie("past", until: GapCase.Ago(5), lastContact: GapCase.Ago(6));
        var single = some.Gaps(candidates: true).Single(g => g.Kind == GapKind.SingleProvider);
        Assert.Equal(["new", "old"], single.Candidates.Select(c => c.PersonId));
        Assert.Equal("new", single.Candidates[0].Path.TargetId);
    }

    [Fact]
    [Trait("Rule", "30")]
    public void At_most_five_candidates_are_named_and_nobody_who_may_not_stand_on_a_path()
    {
        GapCase many = new();
        for (int i = 0; i < 9; i++)
        {
            many.Link("p" + i).Tie("p" + i, lastContact: GapCase.Ago(i));
        }
        many.Decide("p0", DecisionKind.ChildAnswer, DecisionOutcome.Refused, 10)
            .Decide("p1", DecisionKind.PersonAnswer, DecisionOutcome.Declined, 10)
            .Restrict("p2").Born("p3", new(1980, 1, 1), died: GapCase.Ago(1));
        var trusted = many.Gaps(candidates: true).Single(g => g.Kind == GapKind.NoTrustedAdult);
        Assert.Equal(["p4", "p5", "p6", "p7", "p8"], trusted.Candidates.Select(c => c.PersonId));
        many.Tie("q", lastContact: GapCase.Today);
        trusted = many.Gaps(candidates: true).Single(g => g.Kind == GapKind.NoTrustedAdult);
        Assert.Equal(["q", "p4", "p5", "p6", "p7"], trusted.Candidates.Select(c => c.PersonId));
    }

    [Fact]
    [Trait("Rule", "30")]
    public void Each_kind_of_gap_has_its_own_candidates()
    {
        var gaps = new GapCase(new(2009, 1, 1))
            .Tie("carer", paid: true).Contact("carer", 1).Says("carer", 1).Says("dad", 5).Tie("worker", RelationshipKind.Mentor, paid: true)
            .Tie("sam", RelationshipKind.Sibling, Side.Both)
            .Person(new Child { Id = "sam", Name = "Sam", Reference = "S", DateOfBirth = new(2015, 1, 1) })
            .Tie("nan", RelationshipKind.Grandparent, Side.Maternal).Contact("nan", 70, ContactMode.Card)
            .Promise("nan", _monthly, ends: new(2027, 1, 1))
            .Tie("mate").Contact("mate", 1, needed: "worker")
            .Link("dad").Tie("dad", RelationshipKind.Parent, Side.Paternal).Wish(200, "dad").Wish(200, "nobody")
            .Gaps(candidates: true);
        IEnumerable<string> Of(GapKind kind, Func<NetworkGap, bool>? where = null) =>
            gaps.Single(g => g.Kind == kind && (where?.Invoke(g) ?? true)).Candidates.Select(c => c.PersonId).Order(StringComparer.Ordinal);
        Assert.Equal(["dad", "mate", "nan"], Of(GapKind.NoTrustedAdult));
        Assert.Equal(["dad", "mate", "nan", "sam", "worker"], Of(GapKind.UnderTwoLoving));
        Assert.Equal(["dad", "nan", "sam"], Of(GapKind.PaidHeavy));
        Assert.Equal(["sam"], Of(GapKind.SiblingOutOfTouch));
        Assert.Equal(["dad", "sam"], Of(GapKind.SideInactive));
        Assert.Equal(["nan", "sam"], Of(GapKind.SideUnexplored));
        Assert.Equal(["dad"], Of(GapKind.WishUnmet, g => g.PeopleIds[0] == "dad"));
        Assert.Empty(Of(GapKind.WishUnmet, g => g.PeopleIds[0] == "nobody"));
        Assert.Equal(["nan"], Of(GapKind.Lapsed));
        Assert.Equal(["mate"], Of(GapKind.WorkerDependent));
        Assert.Equal(["dad", "mate", "nan", "sam"], Of(GapKind.NoOneAfter18));
    }

    [Fact]
    [Trait("Rule", "30")]
    public void Without_the_childs_consent_to_search_there_are_gaps_and_no_candidates()
    {
        var nan = new GapCase().Tie("nan").Consents(ConsentSubject.Child, ConsentPurpose.Search, 5, ConsentState.Refused);
        Assert.All(nan.Gaps(candidates: true), g => Assert.Empty(g.Candidates));
        Assert.NotEmpty(nan.Gaps());
    }

    [Fact]
    [Trait("Rule", "31")]
    public void No_path_leads_through_who_is_gone()
    {
        GapCase Aunt() => new GapCase().Tie("nan").Tie("aunt", to: "nan").Link("aunt").Wish(200, "aunt");
        Assert.Equal(2, Aunt().Gaps(candidates: true).Single(g => g.Kind == GapKind.WishUnmet).Candidates.Single().Path.Hops);
        Assert.Empty(Aunt().Gaps(without: ["nan"], candidates: true).Single(g => g.Kind == GapKind.WishUnmet).Candidates);
    }
}
