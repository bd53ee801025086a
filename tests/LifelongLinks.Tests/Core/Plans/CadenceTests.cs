using static LifelongLinks.Tests.Core.Cases;

namespace LifelongLinks.Tests.Core;

public class CadenceTests
{
    [Theory]
    [Trait("Rule", "12")]
    [InlineData(1, CadenceUnit.Day, 1)]
    [InlineData(2, CadenceUnit.Week, 14)]
    [InlineData(1, CadenceUnit.Month, 31)]
    [InlineData(2, CadenceUnit.Month, 61)]
    [InlineData(3, CadenceUnit.Month, 92)]
    [InlineData(12, CadenceUnit.Month, 366)]
    [InlineData(48, CadenceUnit.Month, 1461)]
    [InlineData(1, CadenceUnit.Year, 366)]
    [InlineData(4, CadenceUnit.Year, 1461)]
    public void A_period_has_its_days_rounded_up(int every, CadenceUnit unit, int days) =>
        Assert.Equal(days, Cadence.Periodic(1, every, unit).PeriodDays);

    [Fact]
    [Trait("Rule", "12")]
    public void A_yearly_date_has_a_period_of_366_days_and_once_has_none()
    {
        Assert.Equal(366, Cadence.Yearly(5, 1).PeriodDays);
        Assert.Null(Cadence.Once(Day("2026-05-01")).PeriodDays);
        Assert.Null(Cadence.Once(Day("2026-05-01")).GapDays);
    }

    [Theory]
    [Trait("Rule", "13")]
    [InlineData(1, 1, CadenceUnit.Month, 31)]
    [InlineData(2, 1, CadenceUnit.Month, 16)]
    [InlineData(2, 1, CadenceUnit.Week, 4)]
    [InlineData(3, 1, CadenceUnit.Day, 1)]
    public void The_gap_is_the_period_by_its_times_rounded_up(int times, int every, CadenceUnit unit, int gap) =>
        Assert.Equal(gap, Cadence.Periodic(times, every, unit).GapDays);

    [Fact]
    [Trait("Rule", "13")]
    public void The_gap_of_a_yearly_date_is_a_year() => Assert.Equal(366, Cadence.Yearly(5, 1).GapDays);

    [Theory]
    [InlineData(7, CadenceUnit.Day, 2)]
    [InlineData(1, CadenceUnit.Week, 2)]
    [InlineData(8, CadenceUnit.Day, 3)]
    [InlineData(2, CadenceUnit.Week, 3)]
    [InlineData(15, CadenceUnit.Day, 7)]
    [InlineData(1, CadenceUnit.Month, 7)]
    [InlineData(32, CadenceUnit.Day, 14)]
    [InlineData(3, CadenceUnit.Month, 14)]
    [InlineData(93, CadenceUnit.Day, 30)]
    [InlineData(1, CadenceUnit.Year, 30)]
    public void Grace_grows_with_the_period(int every, CadenceUnit unit, int days) =>
        Assert.Equal(days, Cadence.Periodic(1, every, unit).DefaultGrace);

    [Fact]
    public void A_fixed_date_has_seven_days_of_grace()
    {
        Assert.Equal(7, Cadence.Yearly(12, 25).DefaultGrace);
        Assert.Equal(7, Cadence.Once(Day("2026-05-01")).DefaultGrace);
    }

    [Fact]
    public void Months_from_the_31st_are_clamped_from_the_start_itself_and_never_drift() =>
        Assert.Equal(
            ["2026-01-31 2026-02-27", "2026-02-28 2026-03-30", "2026-03-31 2026-04-29", "2026-04-30 2026-05-30"],
            Periods(Cadence.Periodic(1, 1, CadenceUnit.Month), "2026-01-31", 4));

    [Fact]
    public void A_leap_day_closes_the_month_before_it() =>
        Assert.Equal(["2024-01-30 2024-02-28", "2024-02-29 2024-03-29"], Periods(Cadence.Periodic(1, 1, CadenceUnit.Month), "2024-01-30", 2));

    [Fact]
    public void Years_from_a_leap_day_return_to_it() =>
        Assert.Equal(
            ["2024-02-29 2025-02-27", "2025-02-28 2026-02-27", "2026-02-28 2027-02-27", "2027-02-28 2028-02-28", "2028-02-29 2029-02-27"],
            Periods(Cadence.Periodic(1, 1, CadenceUnit.Year), "2024-02-29", 5));

    [Fact]
    [Trait("Rule", "9")]
    public void A_yearly_29_February_falls_on_the_28th_in_common_years() =>
        Assert.Equal(["2023-02-21 2023-02-28", "2024-02-22 2024-02-29", "2025-02-21 2025-02-28"], Periods(Cadence.Yearly(2, 29), "2023-01-01", 3));

    [Fact]
    [Trait("Rule", "14")]
    public void A_fixed_date_on_the_first_day_opens_before_it()
    {
        Assert.Equal(["2026-05-24 2026-05-31"], Periods(Cadence.Once(Day("2026-05-31")), "2026-05-31", 1));
        Assert.Equal("2026-05-24 2026-05-31", Periods(Cadence.Yearly(5, 31), "2026-05-31", 1)[0]);
    }

    [Fact]
    [Trait("Rule", "14")]
    public void A_fixed_date_before_the_first_day_is_not_expected()
    {
        Assert.Empty(Periods(Cadence.Once(Day("2026-05-31")), "2026-06-01", 1));
        Assert.Equal("2027-05-24 2027-05-31", Periods(Cadence.Yearly(5, 31), "2026-06-01", 1)[0]);
    }

    [Theory]
    [InlineData("9998-12-15", CadenceUnit.Month, 12)]
    [InlineData("9999-12-25", CadenceUnit.Day, 6)]
    [InlineData("9990-01-01", CadenceUnit.Year, 9)]
    public void Periods_end_where_the_calendar_does(string startsOn, CadenceUnit unit, int count) =>
        Assert.Equal(count, Cadence.Periodic(1, 1, unit).Periods(Day(startsOn)).Count());

    [Fact]
    public void A_cadence_is_exactly_one_of_its_forms()
    {
        Assert.True(Cadence.Periodic(1, 2, CadenceUnit.Week).IsValid);
        Assert.True(Cadence.Yearly(2, 29).IsValid);
        Assert.True(Cadence.Once(Day("2026-05-31")).IsValid);
        Assert.False(new Cadence().IsValid);
        Assert.False(Cadence.Periodic(0, 1, CadenceUnit.Week).IsValid);
        Assert.False(Cadence.Periodic(1, 0, CadenceUnit.Week).IsValid);
        Assert.False(new Cadence { Times = 1, Every = 1 }.IsValid);
        Assert.False(Cadence.Yearly(4, 31).IsValid);
        Assert.False(Cadence.Yearly(13, 1).IsValid);
        Assert.False((Cadence.Yearly(4, 30) with { On = Day("2026-05-31") }).IsValid);
    }

    private static List<string> Periods(Cadence cadence, string startsOn, int take) =>
        [.. cadence.Periods(Day(startsOn)).Take(take).Select(p => $"{Written(p.Opens)} {Written(p.Due)}")];
}
