namespace LifelongLinks.Tests.Core;

/// <summary>Each gap on the last day it does not hold and the first on which it does.</summary>
public class NetworkGapsTests
{
    private static readonly Cadence _monthly = Cadence.Periodic(1, 1, CadenceUnit.Month);

    /// <summary>domain.md 4: five active ties, three paid; both unpaid ones arranged by one worker alone.</summary>
    private static GapCase Example => new GapCase()
        .Tie("carer", RelationshipKind.FosterCarer, paid: true).Contact("carer", 1)
        .Tie("teacher", RelationshipKind.Teacher, paid: true).Contact("teacher", 3)
        .Tie("mentor", RelationshipKind.Mentor, paid: true).Contact("mentor", 20)
        .Tie("nan", RelationshipKind.Grandparent, Side.Maternal).Contact("nan", 10, needed: "worker")
        .Tie("uncle", RelationshipKind.AuntUncle, Side.Paternal).Contact("uncle", 40, needed: "worker");

    [Fact]
    public void Three_paid_of_five_active_ties_are_too_many()
    {
        var gap = Assert.Single(Example.Gaps(GapKind.PaidHeavy));
        Assert.Equal(GapSeverity.Medium, gap.Severity);
        Assert.Contains(new GapEvidence("paidShare", 0.6), gap.Evidence);
        Assert.Contains(new GapEvidence("active", 5), gap.Evidence);
        Assert.Contains("3 of 5", gap.Summary);
        Assert.Contains("0.60", gap.Summary);
    }

    [Fact]
    [Trait("Rule", "8")]
    public void Two_unpaid_ties_that_one_worker_alone_arranges_hang_on_that_worker()
    {
        var gap = Assert.Single(Example.Gaps(GapKind.WorkerDependent));
        Assert.Equal(GapSeverity.High, gap.Severity);
        Assert.Equal(["worker", "nan", "uncle"], gap.PeopleIds);
        Assert.Equal("worker", gap.AboutId);
        Assert.Contains(new GapEvidence("dependentShare", 1), gap.Evidence);
    }

    [Fact]
    [Trait("Rule", "8")]
    public void One_contact_without_the_worker_frees_a_tie_for_183_days()
    {
        // Active for 549 days by the yearly promise.
        var freed = new GapCase().Tie("nan").Promise("nan", Cadence.Yearly(6, 1)).Contact("nan", 183).Contact("nan", 10, needed: "worker");
        Assert.False(freed.HasToday(GapKind.WorkerDependent));
        var again = new GapCase().Tie("nan").Promise("nan", Cadence.Yearly(6, 1)).Contact("nan", 184).Contact("nan", 10, needed: "worker");
        Assert.True(again.HasToday(GapKind.WorkerDependent));
    }

    [Fact]
    [Trait("Rule", "8")]
    public void A_tie_without_any_contact_in_183_days_hangs_on_nobody()
    {
        GapCase Last(int ago) => new GapCase().Tie("nan").Promise("nan", Cadence.Yearly(6, 1)).Contact("nan", ago, needed: "worker");
        Assert.True(Last(183).HasToday(GapKind.WorkerDependent));
        Assert.False(Last(184).HasToday(GapKind.WorkerDependent));
    }

    [Theory]
    [Trait("Rule", "8")]
    [InlineData(5, null)]
    [InlineData(4, GapSeverity.Medium)]
    [InlineData(3, GapSeverity.Medium)]
    [InlineData(2, GapSeverity.High)]
    public void A_quarter_of_the_unpaid_ties_is_a_gap_and_half_a_severe_one(int unpaid, GapSeverity? severity)
    {
        var some = new GapCase().Tie("nan").Contact("nan", 5, needed: "worker").Tie("carer", paid: true).Contact("carer", 5);
        for (int i = 1; i < unpaid; i++)
        {
            some.Tie("friend" + i).Contact("friend" + i, 5);
        }
        Assert.Equal(severity, some.Gaps(GapKind.WorkerDependent).SingleOrDefault()?.Severity);
    }

    [Fact]
    public void A_paid_tie_that_needs_a_worker_counts_for_nothing() =>
        Assert.False(new GapCase().Tie("carer", paid: true).Contact("carer", 5, needed: "worker").Tie("nan").Contact("nan", 5)
            .HasToday(GapKind.WorkerDependent));

    [Fact]
    [Trait("Rule", "36")]
    public void Paid_only_and_paid_heavy_exclude_each_other()
    {
        var paid = new GapCase().Tie("carer", paid: true).Contact("carer", 1);
        Assert.True(paid.HasToday(GapKind.PaidOnly));
        Assert.False(paid.HasToday(GapKind.PaidHeavy));
        paid.Tie("nan").Contact("nan", 1);
        Assert.False(paid.HasToday(GapKind.PaidOnly));
        Assert.True(paid.HasToday(GapKind.PaidHeavy));
        paid.Tie("friend").Contact("friend", 1);
        Assert.False(paid.HasToday(GapKind.PaidHeavy));
    }

    [Fact]
    public void Without_active_ties_nobody_is_paid_too_much() =>
        Assert.False(new GapCase().Tie("carer", paid: true).Contact("carer", 91).HasToday(GapKind.PaidOnly));

    [Fact]
    [Trait("Rule", "28")]
    public void Emotional_support_counts_from_the_day_it_is_promised_and_to_its_last()
    {
        var nan = new GapCase().Tie("nan").Contact("nan", 1).Contact("nan", 60)
            .Promise("nan", _monthly, [SupportKind.Emotional], GapCase.Ago(50), GapCase.Ago(20));
        Assert.True(nan.Has(GapKind.NoTrustedAdult, GapCase.Ago(51)));
        Assert.False(nan.Has(GapKind.NoTrustedAdult, GapCase.Ago(50)));
        Assert.False(nan.Has(GapKind.NoTrustedAdult, GapCase.Ago(20)));
        Assert.True(nan.Has(GapKind.NoTrustedAdult, GapCase.Ago(19)));
    }

    [Theory]
    [Trait("Rule", "28")]
    [InlineData(51, 40, 51, true)]
    [InlineData(51, 40, 50, false)]
    [InlineData(51, 40, 41, false)]
    [InlineData(51, 40, 40, true)]
    public void A_promise_counts_from_the_day_the_plan_is_agreed_until_it_ends(int agreed, int ended, int asOf, bool missing) =>
        Assert.Equal(missing, new GapCase().Tie("nan").Contact("nan", 60).Plan("short", GapCase.Ago(agreed - 1), GapCase.Ago(ended))
            .Promise("nan", _monthly, [SupportKind.Emotional], plan: "short").Has(GapKind.NoTrustedAdult, GapCase.Ago(asOf)));

    [Fact]
    [Trait("Rule", "10")]
    public void A_young_friend_becomes_a_trusted_adult_on_the_18th_birthday()
    {
        GapCase Friend(DateOnly born) => new GapCase().Born("friend", born).Tie("friend").Contact("friend", 1)
            .Promise("friend", _monthly, [SupportKind.Emotional]);
        Assert.False(Friend(GapCase.Today.AddYears(-18)).HasToday(GapKind.NoTrustedAdult));
        Assert.True(Friend(GapCase.Today.AddYears(-18).AddDays(1)).HasToday(GapKind.NoTrustedAdult));
    }

    [Fact]
    [Trait("Rule", "9")]
    public void Somebody_born_on_29_February_is_18_on_1_March()
    {
        DateOnly first = new(2026, 3, 1);
        var friend = new GapCase().Born("friend", new(2008, 2, 29)).Tie("friend").Promise("friend", _monthly, [SupportKind.Emotional])
            .Contact("friend", GapCase.Today.DayNumber - first.AddDays(-10).DayNumber);
        Assert.True(friend.Has(GapKind.NoTrustedAdult, first.AddDays(-1)));
        Assert.False(friend.Has(GapKind.NoTrustedAdult, first));
    }

    [Fact]
    [Trait("Rule", "10")]
    public void Without_a_date_of_birth_a_person_is_an_adult_and_a_child_is_not()
    {
        GapCase sibling = new GapCase().Person(new Child { Id = "sam", Name = "Sam", Reference = "S" }).Tie("sam").Contact("sam", 1)
            .Promise("sam", _monthly, [SupportKind.Emotional]);
        Assert.True(sibling.HasToday(GapKind.NoTrustedAdult));
        Assert.False(sibling.Person(new() { Id = "sam", Name = "Sam" }).HasToday(GapKind.NoTrustedAdult));
        Assert.True(sibling.OtherChild("sam").HasToday(GapKind.NoTrustedAdult));
    }

    [Fact]
    [Trait("Rule", "28")]
    public void One_provider_alone_is_a_low_gap_and_none_a_higher_one()
    {
        var nan = new GapCase().Tie("nan").Contact("nan", 1).Promise("nan", _monthly, [SupportKind.Identity])
            .Tie("carer", paid: true).Contact("carer", 1).Promise("carer", _monthly, [SupportKind.Identity, SupportKind.Practical]);
        var alone = Assert.Single(nan.Gaps(GapKind.SingleProvider));
        Assert.Equal((GapSeverity.Low, SupportKind.Identity), (alone.Severity, alone.Support));
        Assert.Equal(["nan"], alone.PeopleIds);
        Assert.Equal(
            [(SupportKind.Emotional, GapSeverity.High), (SupportKind.Practical, GapSeverity.Medium),
                (SupportKind.Informational, GapSeverity.Medium),
                (SupportKind.Companionship, GapSeverity.Medium)],
            nan.Gaps(GapKind.SupportMissing).Select(g => (g.Support!.Value, g.Severity)));
        nan.Tie("aunt").Contact("aunt", 1).Promise("aunt", _monthly, [SupportKind.Identity]);
        Assert.False(nan.HasToday(GapKind.SingleProvider));
    }

    [Fact]
    [Trait("Rule", "7")]
    public void The_childs_word_counts_for_183_days_and_the_last_word_rules()
    {
        GapCase Two(int ago) => new GapCase().Tie("nan").Contact("nan", 1).Says("nan", 5).Tie("dad").Contact("dad", 1).Says("dad", ago);
        Assert.False(Two(183).HasToday(GapKind.UnderTwoLoving));
        Assert.True(Two(184).HasToday(GapKind.UnderTwoLoving));
        Assert.True(Two(20).Says("dad", 10, loving: false).HasToday(GapKind.UnderTwoLoving));
        Assert.False(Two(20).Says("dad", 30, loving: false).HasToday(GapKind.UnderTwoLoving));
    }

    [Fact]
    [Trait("Rule", "7")]
    public void Whether_the_child_was_ever_asked_is_in_the_evidence()
    {
        GapEvidence Asked(GapCase of) => of.Gaps(GapKind.UnderTwoLoving).Single().Evidence.Single(e => e.Name == "lastAsked");
        Assert.Equal("never", Asked(new GapCase().Tie("nan").Contact("nan", 1)).Text);
        Assert.Equal(GapCase.Ago(300), Asked(new GapCase().Tie("nan").Contact("nan", 1).Says("somebody", 300, loving: false)).Date);
    }

    [Fact]
    [Trait("Rule", "36")]
    public void Gaps_stand_in_order_of_severity_then_of_the_rules_then_of_what_they_are_about()
    {
        var gaps = new GapCase(new(2010, 1, 1)).Wish(100, "zoe", id: "wish-b").Wish(100, "ann", id: "wish-a")
            .Tie("sam", RelationshipKind.Sibling)
            .Tie("nan").Promise("nan", _monthly, ends: new(2027, 12, 31)).Gaps();
        Assert.Equal(
            [
                "High NoTrustedAdult ", "High UnderTwoLoving ", "High SupportMissing Emotional", "High SiblingOutOfTouch sam",
                "High WishUnmet wish-a",
                "High WishUnmet wish-b", "High NoOneAfter18 ", "Medium SupportMissing Practical", "Medium SupportMissing Informational",
                "Medium SupportMissing Companionship", "Medium SupportMissing Identity", "Medium SideUnexplored Maternal",
                "Medium SideUnexplored Paternal", "Medium Lapsed nan",
            ],
            gaps.Select(g => $"{g.Severity} {g.Kind} {g.Support?.ToString() ?? g.Side?.ToString() ?? g.AboutId}"));
    }

    [Fact]
    public void A_day_after_today_is_an_error() =>
        Assert.Equal(RefusalCode.BadArgument,
            NetworkGaps.Of(new GapCase().Around(GapCase.Today.AddDays(1)), GapThresholds.Default).Refusal?.Code);

    [Fact]
    public void Thresholds_are_what_is_judged_on()
    {
        var around = new GapCase().Tie("sam", RelationshipKind.Sibling).Contact("sam", 50).Around();
        bool Out(int days) => NetworkGaps.Of(around, new() { SiblingDays = days }).Value!.Any(g => g.Kind == GapKind.SiblingOutOfTouch);
        Assert.True(Out(49));
        Assert.False(Out(50));
    }
}
