using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>What may be asked of a report of figures: a period, what they are grouped by, and of which values alone.</summary>
public static class MetricsQuery
{
    internal const string GroupBy = "groupBy";
    private const int DefaultMonths = 12;
    internal const string DayOrMonth = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$";

    /// <summary>The dimensions, each with the parameter that asks for one of its values.</summary>
    internal static readonly IReadOnlyDictionary<MetricDimension, string> Filters =
        Enum.GetValues<MetricDimension>().ToDictionary(d => d, d => char.ToLowerInvariant($"{d}"[0]) + $"{d}"[1..]);

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<ReportParameter> Parameters { get; } =
    [
        new("from", "The first month, or its first day. By default 12 months are told.") { Pattern = DayOrMonth, Example = "2025-07" },
        new("to", "The last month, or its last day: it must be over. By default the last one that is.") { Pattern = DayOrMonth, Example = "2026-06" },
        new(GroupBy, $"By what the figures are grouped: with the filters at most {MetricRequest.MostDimensions} dimensions. By default nothing: one group of all.")
        {
            Many = true, Values = [.. Filters.Keys.Select(d => Words.Of(d))], Example = Words.Of(MetricDimension.Team),
        },
        .. Filters.Select(filter => Filter(filter.Key)),
    ];

    /// <summary>The parameter that asks for one value of a dimension.</summary>
    internal static ReportParameter Filter(MetricDimension dimension) => MetricDimensions.Values(dimension) is { } values
        ? new(Filters[dimension], $"Only this value of {Words.Of(dimension)}.") { Values = values }
        : new(Filters[dimension], $"Only the {Words.Of(dimension)} of this name; {MetricValue.None} where there is none.");

    /// <summary>The request for metrics that a query makes.</summary>
    /// <exception cref="ProblemException">It cannot be made.</exception>
    public static MetricRequest Read(ReportQuery query, DateOnly today)
    {
        var last = MetricPeriod.Last(DefaultMonths, today);
        var to = query.Day("to", last: true) ?? last.To;
        DateOnly month = new(to.Year, to.Month, 1);
        var from = query.Day("from", last: false) ?? (month.Year > 1 ? month.AddMonths(1 - DefaultMonths) : month);
        var period = Unless(MetricPeriod.Of(from, to, today));
        return Unless(MetricRequest.Of(period, [.. query.All(GroupBy).Select(Dimension)], Values(query)));
    }

    /// <summary>The values that a query filters by.</summary>
    internal static IReadOnlyList<MetricValue> Values(ReportQuery query) =>
        [.. Filters.Where(f => query.One(f.Value) is not null).Select(f => new MetricValue(f.Key, query.One(f.Value)!))];

    /// <summary>A period in the name of a file.</summary>
    public static string FileName(string report, MetricPeriod period) =>
        string.Create(CultureInfo.InvariantCulture, $"{report}-{period.From:yyyy-MM}-to-{period.To:yyyy-MM}");

    /// <summary>The dimension that a value of <c>groupBy</c> names; only those that there are come here.</summary>
    internal static MetricDimension Dimension(string value) => Filters.Keys.First(d => Words.Of(d) == value);

    /// <summary>What was asked for; a refusal is the problem that it is.</summary>
    internal static T Unless<T>(Outcome<T> outcome) where T : class => outcome.Value ?? throw Of((MetricRefusal)outcome.Refusal!);

    private static ProblemException Of(MetricRefusal refusal) => new(refusal.Problem switch
    {
        MetricProblem.PeriodReversed => Problem.PeriodReversed,
        MetricProblem.PeriodNotWholeMonths => Problem.PeriodNotWholeMonths,
        MetricProblem.PeriodNotOver => Problem.PeriodNotOver,
        MetricProblem.PeriodTooLong => Problem.PeriodTooLong,
        MetricProblem.PeriodTooEarly => Problem.PeriodTooEarly,
        MetricProblem.TooManyDimensions => Problem.DimensionsTooMany,
        MetricProblem.DimensionTwice => Problem.DimensionRepeated,
        MetricProblem.UnknownDimension => Problem.DimensionUnknown,
        _ => Problem.ValueUnknown,
    }, refusal.Message, Filters.FirstOrDefault(f => Words.Of(f.Key) == refusal.Parameter).Value ?? refusal.Parameter);
}
