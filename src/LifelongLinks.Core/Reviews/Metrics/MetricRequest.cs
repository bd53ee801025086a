namespace LifelongLinks.Core;

/// <summary>What is wrong with a request for metrics.</summary>
public enum MetricProblem
{
    /// <summary>The period begins after its end.</summary>
    PeriodReversed,
    /// <summary>The period does not begin on the first day of a month, or does not end on the last day of one.</summary>
    PeriodNotWholeMonths,
    /// <summary>The period is not over yet.</summary>
    PeriodNotOver,
    /// <summary>The period is longer than ten years.</summary>
    PeriodTooLong,
    /// <summary>The period begins before anything was recorded.</summary>
    PeriodTooEarly,
    /// <summary>More than three dimensions, those of groups and filters taken together: so few children share them that they could be told.</summary>
    TooManyDimensions,
    /// <summary>A dimension is named twice.</summary>
    DimensionTwice,
    /// <summary>There is no such dimension.</summary>
    UnknownDimension,
    /// <summary>A dimension has no such value.</summary>
    UnknownValue,
}

/// <summary>Metrics cannot be given as they were asked for.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Parameter">Which parameter is to be changed.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record MetricRefusal(MetricProblem Problem, string Parameter, string Message) : Refusal(RefusalCode.BadArgument, Message);

/// <summary>Some whole months (rule 43).</summary>
/// <param name="From">The first day of the first.</param>
/// <param name="To">The last day of the last.</param>
public sealed record MetricPeriod(DateOnly From, DateOnly To)
{
    private const int MostYears = 10;
    private static readonly DateOnly _earliest = new(1990, 1, 1);

    /// <summary>How many months.</summary>
    public int Months => ((To.Year - From.Year) * 12) + To.Month - From.Month + 1;

    /// <summary>As many months, just before.</summary>
    public MetricPeriod Before => new(From.AddMonths(-Months), From.AddDays(-1));

    /// <summary>The months, one by one.</summary>
    public IEnumerable<MetricPeriod> ByMonth => Enumerable.Range(0, Months).Select(n => Month(From.AddMonths(n)));

    /// <summary>The last whole months before a day.</summary>
    public static MetricPeriod Last(int months, DateOnly today)
    {
        DateOnly first = new(today.Year, today.Month, 1);
        return new(first.AddMonths(-months), first.AddDays(-1));
    }

    /// <summary>Whether a day is in it.</summary>
    public bool Has(DateOnly day) => From <= day && day <= To;

    /// <summary>A period that may be asked for: whole months that are over, at most ten years of them.</summary>
    public static Outcome<MetricPeriod> Of(DateOnly from, DateOnly to, DateOnly today) =>
        from > to ? Wrong(MetricProblem.PeriodReversed, "from", $"from ({from:yyyy-MM-dd}) is after to ({to:yyyy-MM-dd}): swap them.")
        : from.Day != 1 ? Wrong(MetricProblem.PeriodNotWholeMonths, "from",
            $"from ({from:yyyy-MM-dd}) must be the first day of a month: periods are whole months, so that two answers cannot be subtracted.")
        : to.Day != DateTime.DaysInMonth(to.Year, to.Month) ? Wrong(MetricProblem.PeriodNotWholeMonths, "to",
            $"to ({to:yyyy-MM-dd}) must be the last day of a month: periods are whole months, so that two answers cannot be subtracted.")
        : to >= today ? Wrong(MetricProblem.PeriodNotOver, "to",
            $"to ({to:yyyy-MM-dd}) is not over yet: the last whole month ended on {Last(1, today).To:yyyy-MM-dd}.")
        : from < _earliest ? Wrong(MetricProblem.PeriodTooEarly, "from", $"from ({from:yyyy-MM-dd}) is before {_earliest:yyyy-MM-dd}: nothing was recorded then.")
        : new MetricPeriod(from, to).Months > MostYears * 12 ? Wrong(MetricProblem.PeriodTooLong, "from",
            $"from ({from:yyyy-MM-dd}) to to ({to:yyyy-MM-dd}) is more than {MostYears} years: ask for less.")
        : new MetricPeriod(from, to);

    private static MetricPeriod Month(DateOnly first) => new(first, first.AddMonths(1).AddDays(-1));

    private static MetricRefusal Wrong(MetricProblem problem, string parameter, string message) => new(problem, parameter, message);
}

/// <summary>Which metrics are asked for.</summary>
/// <param name="Period">Of which months.</param>
/// <param name="GroupBy">By what they are grouped, in this order.</param>
/// <param name="Where">Of which values alone.</param>
public sealed record MetricRequest(MetricPeriod Period, IReadOnlyList<MetricDimension> GroupBy, IReadOnlyList<MetricValue> Where)
{
    /// <summary>The most dimensions that may come together.</summary>
    public const int MostDimensions = 3;

    /// <summary>
    /// The dimensions of the groups and of the filters, in the order of the enum: whichever way they are named, it is the same table of which the same is
    /// hidden.
    /// </summary>
    internal IReadOnlyList<MetricDimension> Dimensions => [.. GroupBy.Concat(Where.Select(w => w.Dimension)).Order()];

    /// <summary>
    /// A request that may be made. A filter is one value of one dimension, and counts among the three: so whatever anybody asks is a cell or a
    /// margin of the same tables, and unions of groups cannot be subtracted from each other.
    /// </summary>
    public static Outcome<MetricRequest> Of(MetricPeriod period, IReadOnlyList<MetricDimension> groupBy, IReadOnlyList<MetricValue> where)
    {
        MetricRequest request = new(period, groupBy, where);
        var dimensions = request.Dimensions;
        if (dimensions.GroupBy(d => d).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new MetricRefusal(MetricProblem.DimensionTwice, "groupBy",
                $"{Words.Of(twice.Key)} is named twice: group by a dimension, or ask for one value of it.");
        }
        if (dimensions.Count > MostDimensions)
        {
            return new MetricRefusal(MetricProblem.TooManyDimensions, "groupBy",
                $"At most {MostDimensions} dimensions may come together, filters among them: more would single out children.");
        }
        foreach (var (dimension, value) in where)
        {
            if (MetricDimensions.Values(dimension) is { } values && !values.Contains(value))
            {
                return new MetricRefusal(MetricProblem.UnknownValue, Words.Of(dimension), $"{Words.Of(dimension)} has no value \"{Told(value)}\": it has {string.Join(", ", values)}.");
            }
        }
        return request;
    }

    private static string Told(string value) => value.Length > 40 ? value[..40] + "…" : value;
}
