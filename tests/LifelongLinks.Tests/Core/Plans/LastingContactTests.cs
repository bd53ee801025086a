using static LifelongLinks.Tests.Core.Cases;
using static LifelongLinks.Tests.Core.Promises;

namespace LifelongLinks.Tests.Core;

/// <summary>Covered days and sustained contact: whether contact lasts, whatever it was matched with.</summary>
public class LastingContactTests
{
    [Fact]
    [Trait("Rule", "21")]
    public void The_example_of_covered_days_comes_out_to_the_day()
    {
        var of = CaseOf(Nan(Monthly), "2026-01-10", "2026-02-12", "2026-03-30", "2026-06-05") with { Excuses = [ExcuseFor("2026-05-31")] };
        var adherence = Adherences.Of(of, Day("2026-07-15"), to: Day("2026-06-30"));
        Assert.Equal(new(119, 150), adherence.Covered);
        Assert.Equal(119 / 150.0, adherence.Covered!.Share);
    }

    [Fact]
    [Trait("Rule", "21")]
    public void Days_are_covered_once_by_every_fulfilling_contact_matched_or_not()
    {
        // I = 7: [1, 7] and [3, 9] of January, the second not matched.
        var of = CaseOf(Nan(Weekly), "2026-01-01", "2026-01-03");
        Assert.Equal(new(9, 14), Adherences.Of(of, Day("2026-01-14")).Covered);
        Assert.Equal(new(2, 3), Adherences.Of(of, Day("2026-01-14"), Day("2026-01-08"), Day("2026-01-10")).Covered);
        // One before the start covers days after it.
        Assert.Equal(new(3, 14), Adherences.Of(CaseOf(Nan(Weekly), "2025-12-28"), Day("2026-01-14")).Covered);
    }

    [Fact]
    [Trait("Rule", "21")]
    public void Days_in_question_run_from_start_and_agreement_to_the_last_day()
    {
        var of = CaseOf(Nan(Weekly) with { EndsOn = Day("2026-01-10") });
        Assert.Equal(new(0, 10), Adherences.Of(of, Day("2026-03-01"), from: Day("2025-01-01")).Covered);
        Assert.Equal(new(0, 6), Adherences.Of(of with { Plans = [Agreed("2026-01-05")] }, Day("2026-03-01")).Covered);
        Assert.Equal(new(0, 8), Adherences.Of(of with { Plans = [Agreed(endedOn: "2026-01-09")] }, Day("2026-03-01")).Covered);
    }

    [Fact]
    [Trait("Rule", "21")]
    public void Only_periods_whose_occasions_are_all_excused_or_cancelled_leave_both_sides()
    {
        var twice = CaseOf(Nan(Cadence.Periodic(2, 1, CadenceUnit.Week)), "2026-01-02");
        Assert.Equal(14, Adherences.Of(twice with { Excuses = [ExcuseFor("2026-01-14")] }, Day("2026-01-14")).Covered!.Days);
        Assert.Equal(new(4, 7), Adherences.Of(
            twice with { Excuses = [ExcuseFor("2026-01-14"), ExcuseFor("2026-01-14", id: "e2")] }, Day("2026-01-14")).Covered);
        // The period under way leaves as soon as it is excused.
        Assert.Equal(7, Adherences.Of(CaseOf(Nan(Weekly)) with { Excuses = [ExcuseFor("2026-01-14")] }, Day("2026-01-10")).Covered!.Days);
    }

    [Fact]
    [Trait("Rule", "21")]
    public void Fixed_dates_have_no_covered_days_and_groups_sum_days_over_days()
    {
        var yearly = Nan(Cadence.Yearly(5, 1)) with { Id = "birthday" };
        Assert.Null(Adherences.Of(CaseOf(yearly, "2026-05-01"), Day("2026-06-01")).Covered);
        var weekly = Nan(Weekly) with { Id = "calls" };
        var monthly = Nan(Monthly) with { Id = "visits" };
        var of = CaseOf(weekly, "2026-01-01") with { Commitments = [yearly, weekly, monthly] };
        Assert.Equal(new(7, 28), Adherences.Of(of, Day("2026-01-14")).Covered);
    }

    [Theory]
    [Trait("Rule", "22")]
    // Agreed on 1 January 2026: 183 days later is 3 July. Monthly: max(60, 31 + 7) = 60 days back is 4 May.
    [InlineData("2026-05-04", "2026-07-03", true)]
    [InlineData("2026-05-03", "2026-07-03", false)]
    [InlineData("2026-05-04", "2026-07-02", null)]
    [InlineData("2026-07-04", "2026-07-10", false)]
    public void Contact_is_sustained_when_the_last_by_that_day_is_near_enough(string contact, string asOf, bool? sustained)
    {
        var check = Adherences.Of(CaseOf(Nan(Monthly), contact), Day(asOf)).Sustained[0];
        Assert.Equal(new(183, sustained is null ? 0 : 1, sustained == true ? 1 : 0, sustained), check);
    }

    [Fact]
    [Trait("Rule", "22")]
    public void Sustained_looks_back_a_longer_period_and_its_grace()
    {
        bool? At365(Cadence cadence, string contact) =>
            Adherences.Of(CaseOf(Nan(cadence), contact), Day("2027-01-01")).Sustained[1].IsSustained;
        // Every quarter: 92 + 14 = 106 days before 1 January 2027 is 17 September 2026.
        var quarterly = Cadence.Periodic(1, 3, CadenceUnit.Month);
        Assert.True(At365(quarterly, "2026-09-17"));
        Assert.False(At365(quarterly, "2026-09-16"));
        // Yearly on a date: 366 + 7.
        Assert.True(At365(Cadence.Yearly(1, 1), "2025-12-24"));
        Assert.False(At365(Cadence.Yearly(1, 1), "2025-12-23"));
        Assert.Null(At365(Cadence.Once(Day("2026-12-31")), "2026-12-31"));
    }

    [Fact]
    [Trait("Rule", "22")]
    public void A_promise_that_does_not_run_on_that_day_is_not_asked()
    {
        var ended = Nan(Monthly) with { Id = "a", EndsOn = Day("2026-07-02") };
        var running = Nan(Monthly) with { Id = "b", EndsOn = Day("2026-07-03") };
        var of = CaseOf(running, "2026-07-01") with { Commitments = [ended, running] };
        Assert.Equal(new(183, 1, 1, null), Adherences.Of(of, Day("2026-08-01")).Sustained[0]);
        Assert.Equal(0, Adherences.Of(of with { Plans = [Agreed(endedOn: "2026-07-03")] }, Day("2026-08-01")).Sustained[0].Asked);
    }
}
