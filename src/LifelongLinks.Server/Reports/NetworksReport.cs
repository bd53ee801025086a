namespace LifelongLinks.Server;

/// <summary>How children's networks fare: their size, who was found again, moves, measures, gaps.</summary>
public sealed class NetworksReport(IStore store, AuthorityMetrics metrics) : MetricsReport(store, metrics)
{
    private static readonly Columns<MetricsRow> _columns = MetricsRow.Columns(ofBothPeriods: true)
        .Count("children", "children", "Children with an open case on the last day", f => f.Children)
        .Quartiles("network_at_referral", "people", "People in the network on the day of the latest referral", f => f.NetworkAtReferral)
        .Quartiles("network_now", "people", "People in the network on the last day of the period, of the same children", f => f.NetworkNow)
        .Count("people_reconnected", "people", "Lost people in touch again after they joined: not in touch in the 90 days before they were identified", f => f.PeopleReconnected)
        .Quartiles("days_to_reconnection", "days", "Days from a lost person's being identified to being in touch again", f => f.DaysToReconnection)
        .Count("moves_plans", "plans", "Plans whose second year ended in the period, of which moves are told", f => f.Moves.Plans)
        .Number("moves_year_before", "moves a plan", "Moves of home in the 365 days before a plan was agreed, to one place. Empty with fewer than 10 children.", row => row.Figures.Moves.Before)
        .Number("moves_year_after", "moves a plan", "Moves of home in the 365 days from the day a plan was agreed, to one place. Empty with fewer than 10 children.", row => row.Figures.Moves.After)
        .Each(Enum.GetValues<MeasureKind>(), (columns, kind) =>
        {
            string name = Words.Of(kind).ToLowerInvariant();
            columns
                .Count($"{name}_children", "children", $"Children with {Words.Of(kind)} measured before and after their plan", f => Of(f, kind)?.Children)
                .Number($"{name}_before", "mean value", $"Mean of their last {Words.Of(kind)} before the plan was agreed, to one place. Empty with fewer than 10 children.", row => Of(row.Figures, kind)?.Before)
                .Number($"{name}_after", "mean value", $"Mean of their last {Words.Of(kind)} in the period, on or after the day the plan was agreed, to one place. Empty with fewer than 10 children.", row => Of(row.Figures, kind)?.After);
        })
        .Each(Enum.GetValues<GapKind>(), (columns, kind) =>
        {
            string name = Words.Of(kind).ToLowerInvariant();
            columns
                .Count($"{name}_opened", "gaps", $"Gaps {Words.Of(kind)} whose first day was in the period", f => Of(f, kind)?.Opened)
                .Count($"{name}_closed", "gaps", $"Gaps {Words.Of(kind)} whose last day was in the period and before its last", f => Of(f, kind)?.Closed);
        });

    /// <inheritdoc/>
    public override string Name => "networks";

    /// <inheritdoc/>
    public override string Title => "Networks";

    /// <inheritdoc/>
    public override string Description => "Size of networks, people found again, moves, measures, and gaps opened and closed by kind. One row for each group and period: the period asked for, and the one before.";

    /// <inheritdoc/>
    public override int Cost => 4_000; // gaps of every day of the period

    /// <inheritdoc/>
    protected override Columns<MetricsRow> Table => _columns;

    /// <inheritdoc/>
    protected override MetricParts Parts => MetricParts.Process | MetricParts.Gaps | MetricParts.Before;

    private static MeasureFigures? Of(PlanReviewFigures figures, MeasureKind kind) => figures.Measures.FirstOrDefault(m => m.Kind == kind);

    private static GapFlow? Of(PlanReviewFigures figures, GapKind kind) => figures.Gaps.FirstOrDefault(g => g.Kind == kind);
}
