namespace LifelongLinks.Server;

/// <summary>How far promises were kept, month by month.</summary>
public sealed class AdherenceReport(IStore store, AuthorityMetrics metrics) : MetricsReport(store, metrics)
{
    private static readonly Columns<MetricsRow> _columns = MetricsRow.Columns(ofBothPeriods: false)
        .Count("occasions", "occasions", "Occasions that fell due in the month and were kept, late or missed, as they stood on its last day", f => f.Adherence.Occasions)
        .Share("adherence", "(kept + late) / (kept + late + missed), of all occasions", f => f.Adherence.Rate)
        .Share("punctuality", "Kept by the day they were due / (kept + late + missed), of all occasions", f => f.Adherence.Punctuality)
        .Share("adherence_mean", "Mean of the promises' own adherence, each counting once", f => f.Adherence.Mean)
        .Quartiles("adherence", "share, 0 to 1", "The promises' own adherence", f => f.Adherence.Quartiles)
        .Text("trend", $"Adherence of the 90 days up to the last day against that of the 90 before: {string.Join(", ", Enum.GetValues<Trend>().Select(t => Words.Of(t)))}.",
            row => row.Figures.Adherence.Trend is { } trend ? Words.Of(trend) : null)
        .Each([183, 365], (columns, days) => columns
            .Count($"promises_{days}_days", "promises", $"Promises whose plan had been agreed for {days} days in the month, and that were to run until then", f => Of(f, days)?.Promises)
            .Share($"sustained_{days}_days", $"The share of them in which contact had lasted {days} days after the plan was agreed", f => Of(f, days)?.Share));

    /// <inheritdoc/>
    public override string Name => "adherence";

    /// <inheritdoc/>
    public override string Title => "Adherence to plans";

    /// <inheritdoc/>
    public override string Description => "How far what plans promise was kept, and whether contact lasted. One row for each group and month of the period.";

    /// <inheritdoc/>
    public override int Cost => 4_000; // each month on its own

    /// <inheritdoc/>
    protected override Columns<MetricsRow> Table => _columns;

    /// <inheritdoc/>
    protected override MetricParts Parts => MetricParts.Promises;

    /// <inheritdoc/>
    protected override async Task<IEnumerable<MetricsRow>> Rows(MetricRequest request, CancellationToken cancel)
    {
        List<MetricRequest> months = [.. request.Period.ByMonth.Select(month => request with { Period = month })];
        var told = await Metrics.Of(months, Parts, cancel);
        return months.Zip(told).SelectMany(month => MetricsRow.OfPeriod(month.First, month.Second));
    }

    private static SustainedFigures? Of(PlanReviewFigures figures, int days) => figures.Sustained.FirstOrDefault(s => s.Days == days);
}
