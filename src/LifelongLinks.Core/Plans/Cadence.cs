namespace LifelongLinks.Core;

/// <summary>
/// How often, in one of three forms: so many times in every so many units; yearly on a month and day; once, on a date.
/// </summary>
public sealed record Cadence
{
    /// <summary>How many days before it is due an occasion on a fixed date opens (rule 14).</summary>
    public const int OpensBefore = 7;

    /// <summary>How many times in each period, 1 or more.</summary>
    [Between(1, 100)]
    public int? Times { get; init; }

    /// <summary>How many units a period has, 1 or more: fortnightly is once every 2 weeks.</summary>
    [Between(1, 1000)]
    public int? Every { get; init; }

    /// <summary>The unit of the period.</summary>
    public CadenceUnit? Unit { get; init; }

    /// <summary>Yearly: the month, 1 to 12.</summary>
    [Between(1, 12)]
    public int? Month { get; init; }

    /// <summary>Yearly: the day of the month; 29 February falls on the 28th in common years.</summary>
    [Between(1, 31)]
    public int? Day { get; init; }

    /// <summary>Once: the date.</summary>
    [Day(When.Any)]
    public DateOnly? On { get; init; }

    /// <summary><paramref name="times"/> every <paramref name="every"/> <paramref name="unit"/>s.</summary>
    public static Cadence Periodic(int times, int every, CadenceUnit unit) => new() { Times = times, Every = every, Unit = unit };

    /// <summary>Every year on a date.</summary>
    public static Cadence Yearly(int month, int day) => new() { Month = month, Day = day };

    /// <summary>Once, on a date.</summary>
    public static Cadence Once(DateOnly on) => new() { On = on };

    /// <summary>Whether it is so many times a period, rather than on fixed dates.</summary>
    public bool IsPeriodic => Times is not null && Every is not null && Unit is not null;

    /// <summary>
    /// Whether it is exactly one of the three forms, with values that make sense: at most 100 times in a period of at most 1,000 units;
    /// a day that the month can have.
    /// </summary>
    public bool IsValid
    {
        get
        {
            bool periodic = Times is not null || Every is not null || Unit is not null;
            bool yearly = Month is not null || Day is not null;
            // 2000 was a leap year: 29 February is a day that the month can have.
            return (periodic, yearly, On is not null) switch
            {
                (true, false, false) => IsPeriodic && Times is >= 1 and <= 100 && Every is >= 1 and <= 1000,
                (false, true, false) => Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(2000, Month.Value),
                (false, false, true) => true,
                _ => false,
            };
        }
    }

    /// <summary>The period in days, rounded up: a month has 31, a quarter 92, a year 366; null when it is once.</summary>
    public int? PeriodDays => (Every, Unit) switch
    {
        // A month is 365.25 / 12 = 1461 / 48 days, a year 1461 / 4; integers keep the rounding exact.
        _ when On is not null => null,
        _ when Month is not null => 366,
        ({ } n, CadenceUnit.Day) => n,
        ({ } n, CadenceUnit.Week) => 7 * n,
        ({ } n, CadenceUnit.Month) => CeilingOf(1461 * n, 48),
        ({ } n, CadenceUnit.Year) => CeilingOf(1461 * n, 4),
        _ => null,
    };

    /// <summary>The days between occasions, rounded up: the period by its times; null when it is once.</summary>
    public int? GapDays => PeriodDays is { } days ? CeilingOf(days, Times ?? 1) : null;

    /// <summary>Days of grace after due where a commitment does not set its own: more, the longer the period; 7 on a fixed date.</summary>
    public int DefaultGrace => !IsPeriodic ? 7 : PeriodDays switch
    {
        <= 7 => 2,
        <= 14 => 3,
        <= 31 => 7,
        <= 92 => 14,
        _ => 30,
    };

    /// <summary>
    /// When occasions open and are due, first to last and without end: the periods from <paramref name="startsOn"/>, or the fixed
    /// dates on or after it. Periods never drift: each is counted from the start itself, month ends clamped.
    /// </summary>
    public IEnumerable<Period> Periods(DateOnly startsOn)
    {
        if (On is { } date)
        {
            return date >= startsOn ? [Fixed(date)] : [];
        }
        return Month is { } month && Day is { } day ? Yearly(startsOn, month, day)
            : Times >= 1 && Every >= 1 && Unit is { } unit ? Counted(startsOn, Every.Value, unit)
            : [];
    }

    private static IEnumerable<Period> Yearly(DateOnly startsOn, int month, int day)
    {
        for (int year = startsOn.Year; year <= DateOnly.MaxValue.Year; year++)
        {
            DateOnly date = new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
            if (date >= startsOn)
            {
                yield return Fixed(date);
            }
        }
    }

    private static IEnumerable<Period> Counted(DateOnly startsOn, int every, CadenceUnit unit)
    {
        var opens = startsOn;
        for (int k = 1; Start(startsOn, (long)k * every, unit) is { } next; k++)
        {
            yield return new(opens, next.AddDays(-1));
            opens = next;
        }
    }

    // The day so many units after the start; null when the calendar ends before.
    private static DateOnly? Start(DateOnly startsOn, long units, CadenceUnit unit)
    {
        if (unit is CadenceUnit.Day or CadenceUnit.Week)
        {
            long number = startsOn.DayNumber + (unit == CadenceUnit.Week ? 7 * units : units);
            return number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : null;
        }
        long months = unit == CadenceUnit.Year ? 12 * units : units;
        return (startsOn.Year * 12L) + startsOn.Month - 1 + months < (DateOnly.MaxValue.Year + 1) * 12L
            ? startsOn.AddMonths((int)months)
            : null;
    }

    private static Period Fixed(DateOnly date) => new(Days.Plus(date, -OpensBefore), date);

    private static int CeilingOf(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}

/// <summary>When an occasion opens and is due.</summary>
/// <param name="Opens">The first day.</param>
/// <param name="Due">The last day.</param>
public readonly record struct Period(DateOnly Opens, DateOnly Due);

/// <summary>Unit of a cadence.</summary>
public enum CadenceUnit
{
    /// <summary>Days.</summary>
    Day,
    /// <summary>Weeks of seven days.</summary>
    Week,
    /// <summary>Calendar months.</summary>
    Month,
    /// <summary>Calendar years.</summary>
    Year,
}
