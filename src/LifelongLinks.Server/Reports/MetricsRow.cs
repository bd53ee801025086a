namespace LifelongLinks.Server;

/// <summary>A row of figures: of one group in one period.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="To">Its last day.</param>
/// <param name="Period">CURRENT for the period asked for, BEFORE for the one before, of as many months.</param>
/// <param name="Values">The group's values.</param>
/// <param name="Figures">Its figures.</param>
public sealed record MetricsRow(DateOnly From, DateOnly To, string Period, IReadOnlyList<MetricValue> Values, PlanReviewFigures Figures)
{
    private const string Current = "CURRENT", Earlier = "BEFORE";

    /// <summary>The groups of some metrics, each in both periods; one of all, where nothing was grouped.</summary>
    public static IEnumerable<MetricsRow> Of(MetricRequest request, PlanReviewMetrics metrics) => Groups(request, metrics).SelectMany(g => new MetricsRow[]
    {
        new(metrics.From, metrics.To, Current, Told(request, g), g.Now),
        new(metrics.BeforeFrom, metrics.BeforeTo, Earlier, Told(request, g), g.Before),
    });

    /// <summary>The groups of some metrics in the period that was asked for.</summary>
    public static IEnumerable<MetricsRow> OfPeriod(MetricRequest request, PlanReviewMetrics metrics) =>
        Groups(request, metrics).Select(g => new MetricsRow(metrics.From, metrics.To, Current, Told(request, g), g.Now));

    /// <summary>
    /// The columns by which rows are told apart: every dimension has its own, whatever was asked for. Where rows are of both periods, so has that.
    /// </summary>
    public static Columns<MetricsRow> Columns(bool ofBothPeriods) => new Columns<MetricsRow>()
        .Day("from", "First day of the period.", row => row.From)
        .Day("to", "Last day of the period; figures that are not of events are of this day.", row => row.To)
        .Each(ofBothPeriods ? ["period"] : Array.Empty<string>(), (columns, name) => columns.Text(name,
            $"{Current}: the period asked for. {Earlier}: the one before, of as many months.", row => row.Period, required: true))
        .Each(Enum.GetValues<MetricDimension>(), (columns, dimension) => columns.Text(Words.Of(dimension).ToLowerInvariant(), About(dimension),
            row => row.Values.FirstOrDefault(v => v.Dimension == dimension)?.Value));

    /// <summary>What a dimension's column says.</summary>
    internal static string About(MetricDimension dimension) =>
        $"{_about[dimension]} Empty where the row is not of one value; {MetricValue.None} where there is none or it is not known.";

    private static readonly Dictionary<MetricDimension, string> _about = new()
    {
        [MetricDimension.Team] = "Name of the team, a text.",
        [MetricDimension.PlacementKind] = "Kind of home the child lived in.",
        [MetricDimension.AgeBand] = "The child's age.",
        [MetricDimension.TimeInCare] = "Whole years since the child entered care.",
        [MetricDimension.RelationshipKind] = "What the person is to the child; one with several ties counts under each.",
        [MetricDimension.ContactMode] = "How it was promised to be in touch.",
        [MetricDimension.SupportKind] = "The kind of support promised; a promise of several counts under each.",
    };

    private static IReadOnlyList<MetricGroup> Groups(MetricRequest request, PlanReviewMetrics metrics) => request.GroupBy.Count == 0 ? [metrics.Total] : metrics.Groups;

    private static IReadOnlyList<MetricValue> Told(MetricRequest request, MetricGroup group) => [.. group.Values, .. request.Where];
}

/// <summary>Columns of figures that come together.</summary>
public static class FigureColumns
{
    /// <summary>Lower quartile, median and upper quartile.</summary>
    public static Columns<MetricsRow> Quartiles(this Columns<MetricsRow> columns, string name, string unit, string description, Func<PlanReviewFigures, Quartiles?> of) => columns
        .Number($"{name}_lower_quartile", unit, $"{description}: lower quartile. Empty with fewer than 10 children.", row => of(row.Figures)?.Lower)
        .Number($"{name}_median", unit, $"{description}: median. Empty with fewer than 10 children.", row => of(row.Figures)?.Median)
        .Number($"{name}_upper_quartile", unit, $"{description}: upper quartile. Empty with fewer than 10 children.", row => of(row.Figures)?.Upper);

    /// <summary>A count.</summary>
    public static Columns<MetricsRow> Count(this Columns<MetricsRow> columns, string name, string unit, string description, Func<PlanReviewFigures, int?> of) =>
        columns.Whole(name, unit, $"{description}: a count, rounded to 5.", row => of(row.Figures));

    /// <summary>A share, 0 to 1.</summary>
    public static Columns<MetricsRow> Share(this Columns<MetricsRow> columns, string name, string description, Func<PlanReviewFigures, double?> of) =>
        columns.Number(name, "share, 0 to 1", $"{description}, worked out of counts rounded to 5. Empty with fewer than 10.", row => of(row.Figures));
}
