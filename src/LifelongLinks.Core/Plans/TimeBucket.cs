namespace LifelongLinks.Core;

/// <summary>How a series is cut.</summary>
public enum TimeBucket
{
    /// <summary>Weeks from Monday to Sunday (ISO 8601).</summary>
    Week,
    /// <summary>Calendar months.</summary>
    Month,
    /// <summary>Quarters of the calendar year, from January.</summary>
    Quarter,
}

/// <summary>Whole weeks, months or quarters, one after another from the one a day falls into.</summary>
internal readonly struct TimeBuckets(TimeBucket kind, DateOnly first)
{
    private readonly int _first = Number(kind, first);

    /// <summary>Which bucket a day falls into, the first being 0.</summary>
    internal int IndexOf(DateOnly day) => Number(kind, day) - _first;

    /// <summary>The first day of a bucket.</summary>
    internal DateOnly From(int index) => First(_first + index);

    /// <summary>The last day of a bucket.</summary>
    internal DateOnly To(int index)
    {
        if (kind == TimeBucket.Week)
        {
            return Days.Plus(From(index), 6);
        }
        var month = From(index).AddMonths(kind == TimeBucket.Quarter ? 2 : 0);
        return new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
    }

    // Buckets since the first day of the calendar, which is a Monday and begins a quarter.
    private static int Number(TimeBucket kind, DateOnly day) => kind switch
    {
        TimeBucket.Week => day.DayNumber / 7,
        TimeBucket.Month => Month(day),
        _ => Month(day) / 3,
    };

    private static int Month(DateOnly day) => ((day.Year - 1) * 12) + day.Month - 1;

    private DateOnly First(int number) => kind switch
    {
        TimeBucket.Week => DateOnly.FromDayNumber(number * 7),
        TimeBucket.Month => DateOnly.MinValue.AddMonths(number),
        _ => DateOnly.MinValue.AddMonths(number * 3),
    };
}
