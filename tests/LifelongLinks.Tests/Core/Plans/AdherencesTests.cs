using static LifelongLinks.Tests.Core.Cases;
using static LifelongLinks.Tests.Core.Promises;

namespace LifelongLinks.Tests.Core;

public class AdherencesTests
{
    // Monthly from 1 January, as domain.md 5 has it: K K L M E K.
    private static readonly Case _example = CaseOf(Nan(Monthly), "2026-01-10", "2026-02-12", "2026-04-03", "2026-06-05") with
    {
        Excuses = [ExcuseFor("2026-05-31", ExcuseReason.ChildDeclined, "2026-05-20")],
    };

    [Fact]
    public void The_example_of_a_half_year_comes_out_to_the_digit()
    {
        Assert.Equal("KKLMEK", Letters(_example, "2026-07-15", to: "2026-06-30"));
        var adherence = Adherences.Of(_example, _example.Plans[0], Day("2026-07-15"));
        Assert.Equal((3, 1, 1, 1, 0, 0),
            (adherence.Kept, adherence.Late, adherence.Missed, adherence.Excused, adherence.Cancelled, adherence.Open));
        Assert.Equal(.80, adherence.Rate);
        Assert.Equal(.60, adherence.Punctuality);
        Assert.Equal(1, adherence.Streak);
        Assert.Equal(.691, adherence.RecencyWeighted!.Value, 3);
        Assert.Equal([new(ExcuseReason.ChildDeclined, 1)], adherence.ExcusedBy);
        Assert.False(adherence.LowConfidence);
    }

    [Fact]
    [Trait("Rule", "24")]
    public void Pooled_and_mean_stand_side_by_side_as_in_the_example()
    {
        var weekly = Nan(Weekly) with { Id = "calls" };
        var yearly = Nan(Cadence.Yearly(5, 1)) with { Id = "birthday" };
        var weeks = Enumerable.Range(0, 24).Select(i => Written(Day("2026-01-01").AddDays(7 * i)));
        var of = CaseOf(weekly, [.. weeks]) with { Commitments = [weekly, yearly] };
        var adherence = Adherences.Of(of, Day("2026-07-05"));
        Assert.Equal((24, 3), (adherence.Kept, adherence.Missed));
        Assert.Equal(.889, adherence.Rate!.Value, 3);
        Assert.Equal(.462, adherence.Mean!.Value, 3);
    }

    [Fact]
    [Trait("Rule", "24")]
    public void Nothing_due_has_no_rate_neither_0_nor_1()
    {
        var adherence = Adherences.Of(CaseOf(Nan(Monthly)), Day("2026-01-20"));
        Assert.Null(adherence.Rate);
        Assert.Null(adherence.Punctuality);
        Assert.Null(adherence.RecencyWeighted);
        Assert.Null(adherence.Mean);
        Assert.True(adherence.LowConfidence);
        Assert.Equal(Trend.Unknown, adherence.Trend);
    }

    [Fact]
    [Trait("Rule", "24")]
    public void The_mean_leaves_out_commitments_without_a_rate()
    {
        var monthly = Nan(Monthly) with { Id = "a" };
        var yearly = Nan(Cadence.Yearly(12, 25)) with { Id = "b" };
        var of = CaseOf(monthly, "2026-01-10") with { Commitments = [monthly, yearly] };
        Assert.Equal(.5, Adherences.Of(of, Day("2026-03-20")).Mean);
    }

    [Fact]
    [Trait("Rule", "24")]
    public void Three_that_count_are_enough_and_two_are_not()
    {
        Assert.True(Adherences.Of(CaseOf(Nan(Monthly)), Day("2026-04-07")).LowConfidence);
        Assert.False(Adherences.Of(CaseOf(Nan(Monthly)), Day("2026-04-08")).LowConfidence);
    }

    [Fact]
    public void A_case_without_promises_has_empty_adherence()
    {
        var adherence = Adherences.Of(Empty(), Day("2026-04-08"));
        Assert.Equal((Day("2026-04-08"), Day("2026-04-08")), (adherence.From, adherence.To));
        Assert.Null(adherence.Rate);
        Assert.Null(adherence.Covered);
        Assert.Empty(adherence.ByPerson);
        Assert.Equal([new(183, 0, 0, null), new(365, 0, 0, null)], adherence.Sustained);
    }

    [Fact]
    [Trait("Rule", "17")]
    public void Only_promises_of_agreed_plans_count()
    {
        var draft = CaseOf(Nan(Monthly)) with { Plans = [Agreed() with { AgreedOn = null }] };
        Assert.Equal(0, Adherences.Of(draft, Day("2026-06-01")).Missed);
        Assert.Empty(Adherences.Of(draft, Day("2026-06-01")).ByPerson);
        var later = CaseOf(Nan(Monthly)) with { Plans = [Agreed("2026-03-01")] };
        Assert.Equal(2, Adherences.Of(later, Day("2026-05-08")).Missed);
        Assert.Equal(0, Adherences.Of(later, Day("2026-02-28")).Open);
    }

    [Fact]
    [Trait("Rule", "18")]
    public void From_and_to_choose_by_due_day_and_to_is_never_after_asOf()
    {
        var adherence = Adherences.Of(_example, Day("2026-07-15"), Day("2026-02-28"), Day("2026-03-31"));
        Assert.Equal((1, 1, 0), (adherence.Kept, adherence.Late, adherence.Missed));
        Assert.Equal((0, 1), (Adherences.Of(_example, Day("2026-07-15"), Day("2026-03-01"), Day("2026-03-31")).Kept, adherence.Late));
        var future = Adherences.Of(_example, Day("2026-07-15"), to: Day("2027-12-31"));
        Assert.Equal((Day("2026-01-01"), Day("2026-07-15"), Day("2026-07-15")), (future.From, future.To, future.AsOf));
        Assert.Equal(6, future.Kept + future.Late + future.Missed + future.Excused + future.Open);
    }

    [Fact]
    [Trait("Rule", "18")]
    public void Matching_runs_over_the_whole_history_whatever_is_asked()
    {
        // 3 February is late for January, so February has nothing, also when only February is asked about.
        var of = CaseOf(Nan(Monthly), "2026-02-03");
        Assert.Equal(1, Adherences.Of(of, Day("2026-04-01"), Day("2026-02-01"), Day("2026-02-28")).Missed);
    }

    [Fact]
    [Trait("Rule", "18")]
    public void One_kept_early_counts_once_it_is_due_and_open_ones_once_due()
    {
        var of = CaseOf(Nan(Monthly), "2026-01-03");
        Assert.Equal(0, Adherences.Of(of, Day("2026-01-30")).Kept);
        Assert.Equal(1, Adherences.Of(of, Day("2026-01-31")).Kept);
        Assert.Equal(0, Adherences.Of(of, Day("2026-02-27")).Open);
        Assert.Equal(1, Adherences.Of(of, Day("2026-02-28")).Open);
    }

    [Fact]
    [Trait("Rule", "18")]
    public void From_after_to_counts_nothing()
    {
        var adherence = Adherences.Of(_example, Day("2026-07-15"), Day("2026-04-01"), Day("2026-03-31"));
        Assert.Null(adherence.Rate);
        Assert.Empty(adherence.Series);
        Assert.Equal(new(0, 0), adherence.Covered);
        Assert.Null(adherence.Covered!.Share);
    }

    [Theory]
    [Trait("Rule", "19")]
    // Daily, without grace, as of day 200 (to): the last 90 days and the 90 before. Of 10 excused down to so many that count.
    [InlineData(9, 10, 8, 10, Trend.Improving)]
    [InlineData(8, 10, 9, 10, Trend.Slipping)]
    [InlineData(3, 10, 2, 10, Trend.Improving)]
    [InlineData(7, 10, 6, 10, Trend.Improving)]
    [InlineData(29, 30, 26, 30, Trend.Improving)]
    [InlineData(28, 30, 26, 30, Trend.Steady)]
    [InlineData(10, 10, 10, 10, Trend.Steady)]
    [InlineData(3, 3, 0, 3, Trend.Improving)]
    [InlineData(2, 2, 0, 3, Trend.Unknown)]
    [InlineData(3, 3, 0, 2, Trend.Unknown)]
    public void The_trend_compares_two_windows_of_90_days_exactly(int kept, int of, int keptBefore, int ofBefore, Trend trend)
    {
        var start = Day("2026-01-01");
        // The windows [to−89, to] and [to−179, to−90]: each filled from its first day, excused from then on.
        (int Kept, int Of)[] windows = [(keptBefore, ofBefore), (kept, of)];
        List<string> contacts = [];
        List<Excuse> excuses = [];
        for (int day = 0; day < 180; day++)
        {
            string due = Written(start.AddDays(day));
            var (windowKept, windowOf) = windows[day / 90];
            if (day % 90 >= windowOf)
            {
                excuses.Add(ExcuseFor(due, id: due));
            }
            else if (day % 90 < windowKept)
            {
                contacts.Add(due);
            }
        }
        var daily = CaseOf(Nan(Cadence.Periodic(1, 1, CadenceUnit.Day)) with { Grace = 0 }, [.. contacts]) with { Excuses = excuses };
        var to = start.AddDays(179);
        Assert.Equal(trend, Adherences.Of(daily, Day("2026-12-31"), from: to, to: to).Trend);
    }

    [Fact]
    [Trait("Rule", "20")]
    public void The_streak_ignores_from_and_passes_over_excused_cancelled_and_open()
    {
        // Weekly: M K E C K O as of 12 February, the last in grace.
        var of = CaseOf(Nan(Weekly) with { Pauses = [new(Day("2026-01-24"), Day("2026-01-25"))] }, "2026-01-10", "2026-01-30") with
        {
            Excuses = [ExcuseFor("2026-01-21")],
        };
        Assert.Equal("MKECKO", Letters(of, "2026-02-12", to: "2026-02-11"));
        Assert.Equal(2, Adherences.Of(of, Day("2026-02-12"), from: Day("2026-02-05")).Streak);
        Assert.Equal(0, Adherences.Of(of, Day("2026-02-14")).Streak);
        // To a day before the last ones it is the run up to there.
        Assert.Equal(1, Adherences.Of(of, Day("2026-02-14"), to: Day("2026-02-01")).Streak);
    }

    [Fact]
    [Trait("Rule", "20")]
    public void Pooled_the_streak_runs_in_order_of_due_commitment_and_slot()
    {
        var a = Nan(Weekly) with { Id = "a" };
        var b = Nan(Weekly) with { Id = "b" };
        var of = CaseOf(a) with { Commitments = [b, a] };
        Assert.Equal(1, Adherences.Of(of with { Contacts = ContactsOf("b", "2026-01-02") }, Day("2026-01-10")).Streak);
        Assert.Equal(0, Adherences.Of(of with { Contacts = ContactsOf("a", "2026-01-02") }, Day("2026-01-10")).Streak);
        // Of two slots the second is the one missed.
        var twice = CaseOf(Nan(Cadence.Periodic(2, 1, CadenceUnit.Week)), "2026-01-02");
        Assert.Equal(0, Adherences.Of(twice, Day("2026-01-10")).Streak);
    }

    [Theory]
    [Trait("Rule", "23")]
    [InlineData(TimeBucket.Week, "2025-12-29 2026-01-04, 2026-01-05 2026-01-11, 2026-01-12 2026-01-18")]
    [InlineData(TimeBucket.Month, "2026-01-01 2026-01-31")]
    [InlineData(TimeBucket.Quarter, "2026-01-01 2026-03-31")]
    public void A_series_has_whole_buckets_from_the_first_day_to_the_last(TimeBucket bucket, string written)
    {
        var series = Adherences.Of(CaseOf(Nan(Weekly)), Day("2026-01-12"), bucket: bucket).Series;
        Assert.Equal(written, string.Join(", ", series.Select(b => $"{Written(b.From)} {Written(b.To)}")));
    }

    [Fact]
    [Trait("Rule", "23")]
    public void A_week_ends_on_Sunday()
    {
        // 11 January 2026 is a Sunday.
        var series = Adherences.Of(CaseOf(Nan(Weekly)), Day("2026-01-12"), Day("2026-01-11"), bucket: TimeBucket.Week).Series;
        Assert.Equal(["2026-01-11", "2026-01-18"], series.Select(b => Written(b.To)));
    }

    [Fact]
    [Trait("Rule", "23")]
    public void Empty_buckets_are_there_and_only_what_was_asked_for_is_counted()
    {
        var quarterly = CaseOf(Nan(Cadence.Periodic(1, 3, CadenceUnit.Month)), "2026-02-01");
        var series = Adherences.Of(quarterly, Day("2026-07-31"), bucket: TimeBucket.Month).Series;
        Assert.Equal("0010010", string.Concat(series.Select(b => b.Kept + b.Missed)));
        Assert.Equal([null, null, 1, null, null, 0, null], series.Select(b => b.Rate));
        var weekly = Adherences.Of(CaseOf(Nan(Weekly)), Day("2026-03-31"), Day("2026-01-15"), Day("2026-02-10")).Series;
        Assert.Equal([2, 1], weekly.Select(b => b.Missed));
        Assert.Equal((Day("2026-01-01"), Day("2026-02-28")), (weekly[0].From, weekly[^1].To));
    }

    [Fact]
    [Trait("Rule", "25")]
    public void A_promise_of_two_people_and_supports_counts_under_each()
    {
        var shared = Nan(Monthly) with { Id = "a", PersonIds = ["nan", "dad"], Support = [SupportKind.Identity, SupportKind.Practical] };
        var calls = Nan(Monthly) with { Id = "b", Mode = ContactMode.PhoneCall, Support = [SupportKind.Practical] };
        var of = CaseOf(shared, "2026-01-10") with { Commitments = [calls, shared] };
        var adherence = Adherences.Of(of, Day("2026-02-20"));
        Assert.Equal(["dad 1 0", "nan 1 1"], adherence.ByPerson.Select(p => $"{p.PersonId} {p.Kept} {p.Missed}"));
        Assert.Equal(["InPerson 1 0", "PhoneCall 0 1"], adherence.ByMode.Select(m => $"{m.Mode} {m.Kept} {m.Missed}"));
        Assert.Equal(["Practical 1 1", "Identity 1 0"], adherence.BySupport.Select(s => $"{s.Support} {s.Kept} {s.Missed}"));
    }

    [Fact]
    [Trait("Rule", "25")]
    public void Nobody_who_is_not_in_the_case_is_named()
    {
        var of = CaseOf(Nan(Monthly) with { PersonIds = ["nan", "somebody-hidden"] });
        Assert.Equal(["nan"], Adherences.Of(of, Day("2026-03-01")).ByPerson.Select(p => p.PersonId));
    }

    [Fact]
    public void A_group_pools_promises_of_several_cases()
    {
        var one = CaseOf(Nan(Monthly) with { Id = "a" }, "2026-01-10");
        var other = CaseOf(Nan(Monthly) with { Id = "b" }, "2026-01-10", "2026-02-10") with { Restrictions = [Block("nan", "2026-03-01")] };
        var adherence = Adherences.Of([new(one, one.Commitments[0]), new(other, other.Commitments[0])], Day("2026-03-31"));
        // K M O of the one, K K C of the other.
        Assert.Equal((3, 1, 1, 1), (adherence.Kept, adherence.Missed, adherence.Cancelled, adherence.Open));
        Assert.Equal(.75, adherence.Mean);
    }

    [Fact]
    public void A_plan_counts_its_own_promises_and_a_child_those_of_every_plan()
    {
        var second = Nan(Monthly) with { Id = "second", PlanId = "plan-2" };
        var of = CaseOf(Nan(Monthly)) with { Plans = [Agreed(), Agreed() with { Id = "plan-2" }] };
        of = of with { Commitments = [.. of.Commitments, second] };
        Assert.Equal(1, Adherences.Of(of, of.Plans[1], Day("2026-02-10")).Missed);
        Assert.Equal(2, Adherences.Of(of, Day("2026-02-10")).Missed);
    }

    [Fact]
    public void A_review_freezes_the_figures_of_its_day() =>
        Assert.Equal(new(Day("2026-07-15"), 3, 1, 1, 1, 0, .8, .6), Adherences.Frozen(Adherences.Of(_example, Day("2026-07-15"))));
}
