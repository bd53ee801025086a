namespace LifelongLinks.Core;

/// <summary>When reviews fall due (domain.md section 7; England, Care Planning, Placement and Case Review Regulations 2010, r. 33).</summary>
public static class ReviewDates
{
    private const int FirstWorkingDays = 20;

    /// <summary>The first Lifelong Links review: six months after the conference.</summary>
    public static DateOnly AfterConference(DateOnly heldOn) => heldOn.AddMonths(6);

    /// <summary>
    /// When the next review of a kind falls due, by what was held: child-in-care reviews within 20 working days of entering care, then
    /// within 3 months, then every 6; pathway plan reviews 6 months apart; Lifelong Links reviews 6 months after the conference, then
    /// yearly. Null when nothing tells.
    /// </summary>
    public static DateOnly? Next(Case of, ReviewKind kind)
    {
        var held = of.Reviews.Where(r => r.Kind == kind && r.HeldOn is not null).Select(r => r.HeldOn!.Value).Order().ToList();
        return kind switch
        {
            ReviewKind.ChildInCareReview => held.Count switch
            {
                0 => of.Child.EnteredCareOn is { } entered ? WorkingDays.After(entered, FirstWorkingDays) : null,
                1 => held[0].AddMonths(3),
                _ => held[^1].AddMonths(6),
            },
            ReviewKind.PathwayPlanReview => held.Count > 0 ? held[^1].AddMonths(6) : of.Child.LeftCareOn?.AddMonths(6),
            _ => held.Count > 0 ? held[^1].AddYears(1)
                : of.Conferences.Select(c => c.HeldOn).Max() is { } conference ? AfterConference(conference) : null,
        };
    }
}

/// <summary>Working days in England: not Saturdays, Sundays or bank holidays (rule 44).</summary>
public static class WorkingDays
{
    // Bank holidays that were moved, and those proclaimed for one occasion (gov.uk/bank-holidays).
    private static readonly Dictionary<DateOnly, DateOnly> _moved = new()
    {
        [new(2020, 5, 4)] = new(2020, 5, 8),
        [new(2022, 5, 30)] = new(2022, 6, 2),
        [new(2012, 5, 28)] = new(2012, 6, 4),
    };

    private static readonly HashSet<DateOnly> _once =
        [new(2011, 4, 29), new(2012, 6, 5), new(2022, 6, 3), new(2022, 9, 19), new(2023, 5, 8)];

    /// <summary>The so-manieth working day after a day: the first is the first working day after it.</summary>
    public static DateOnly After(DateOnly day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= IsWorkingDay(day) ? 1 : 0;
        }
        return day;
    }

    /// <summary>Whether a day is one.</summary>
    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsBankHoliday(day);

    /// <summary>Whether a day is a bank holiday in England.</summary>
    public static bool IsBankHoliday(DateOnly day) => _once.Contains(day) || OfYear(day.Year).Any(h => _moved.GetValueOrDefault(h, h) == day);

    private static IEnumerable<DateOnly> OfYear(int year)
    {
        var easter = Easter(year);
        yield return Substituted(new(year, 1, 1));
        yield return easter.AddDays(-2);
        yield return easter.AddDays(1);
        yield return Monday(new(year, 5, 1));
        yield return Monday(new(year, 5, 25));
        yield return Monday(new(year, 8, 25));
        // Christmas and Boxing Day on a weekend are given on the next days that are free.
        DateOnly christmas = new(year, 12, 25);
        yield return christmas.DayOfWeek switch { DayOfWeek.Saturday or DayOfWeek.Sunday => new(year, 12, 27), _ => christmas };
        yield return christmas.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday ? new(year, 12, 28) : new(year, 12, 26);
    }

    private static DateOnly Substituted(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static DateOnly Monday(DateOnly onOrAfter) => onOrAfter.AddDays(((int)DayOfWeek.Monday - (int)onOrAfter.DayOfWeek + 7) % 7);

    // Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
    private static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        int l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        int m = (a + (11 * h) + (22 * l)) / 451;
        int n = h + l - (7 * m) + 114;
        return new(year, n / 31, (n % 31) + 1);
    }
}
