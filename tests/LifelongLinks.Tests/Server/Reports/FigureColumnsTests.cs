using System.Collections;
using System.Globalization;
using LifelongLinks.Server;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>Every figure there is stands in a column of its own, and what is not told is empty.</summary>
public sealed class FigureColumnsTests
{
    private static readonly Report[] _reports = [new PlanReviewsReport(null!, null!), new NetworksReport(null!, null!), new AdherenceReport(null!, null!)];

    private int _next = 1000;

    [Fact]
    public void Each_figure_stands_in_one_report_and_column_and_none_is_forgotten()
    {
        var figures = Filled();
        List<double> expected = [.. Numbers(figures)];
        Assert.True(expected.Count > 60, $"{expected.Count} figures");
        var told = Cells(figures).Where(c => c.Cell is int or double).ToList();
        foreach (double number in expected)
        {
            var columns = told.Where(c => Convert.ToDouble(c.Cell, CultureInfo.InvariantCulture) == number).Select(c => c.Column).ToList();
            // Children are what both reports' figures are read against.
            Assert.True(columns.Count == (number == figures.Children ? 2 : 1), $"{number}: {string.Join(", ", columns)}");
        }
        Assert.Contains(Cells(figures), c => c is { Column: "trend", Cell: "SLIPPING" });
    }

    [Fact]
    public void Columns_of_quartiles_and_of_kinds_say_which_they_are()
    {
        var figures = Filled();
        var cells = Cells(figures).Where(c => c.Cell is int or double).ToLookup(c => c.Column, c => c.Cell);
        Assert.Equal(figures.DaysToReferral!.Lower, cells["days_to_referral_lower_quartile"].Single());
        Assert.Equal(figures.DaysToReferral.Median, cells["days_to_referral_median"].Single());
        Assert.Equal(figures.DaysToReferral.Upper, cells["days_to_referral_upper_quartile"].Single());
        Assert.Equal(figures.Sustained.Single(s => s.Days == 365).Share, cells["sustained_365_days"].Single());
        Assert.Equal(figures.Measures.Single(m => m.Kind == MeasureKind.SdqTotal).After, cells["sdq_total_after"].Single());
        Assert.Equal(figures.Gaps.Single(g => g.Kind == GapKind.NoOneAfter18).Closed, cells[$"{Words.Of(GapKind.NoOneAfter18).ToLowerInvariant()}_closed"].Single());
        Assert.Equal(figures.Moves.Before, cells["moves_year_before"].Single());
    }

    [Fact]
    public void What_is_not_told_is_empty_and_never_0()
    {
        PlanReviewFigures nothing = new() { Adherence = new(null, null, null, null, null, null), Sustained = [], Moves = new(null, null, null), Measures = [], Gaps = [] };
        Assert.All(Cells(nothing), c => Assert.Null(c.Cell));
    }

    [Fact]
    public void A_row_is_of_a_group_in_a_period_and_filters_are_told_as_values()
    {
        MetricValue team = new(MetricDimension.Team, "North Team"), band = new(MetricDimension.AgeBand, "UNDER5");
        MetricPeriod period = new(new(2026, 4, 1), new(2026, 5, 31));
        MetricRequest request = new(period, [MetricDimension.Team], [band]);
        var (now, before) = (Filled(), Filled());
        PlanReviewMetrics metrics = new(period.From, period.To, period.Before.From, period.Before.To, request.GroupBy, new([], before, now), [new([team], now, before)]);
        var rows = MetricsRow.Of(request, metrics).ToList();
        Assert.Equal([(period.From, period.To, "CURRENT"), (period.Before.From, period.Before.To, "BEFORE")], rows.Select(r => (r.From, r.To, r.Period)));
        Assert.Same(now, rows[0].Figures);
        Assert.Same(before, rows[1].Figures);
        Assert.All(rows, r => Assert.Equal([team, band], r.Values));
        // Without groups there is one of all.
        var all = MetricsRow.Of(request with { GroupBy = [] }, metrics).ToList();
        Assert.Equal([before, now], all.Select(r => r.Figures));
        Assert.All(all, r => Assert.Equal([band], r.Values));
    }

    private static List<(string Column, object? Cell)> Cells(PlanReviewFigures figures)
    {
        MetricsRow row = new(new(2026, 4, 1), new(2026, 5, 31), "CURRENT", [], figures);
        return [.. _reports.SelectMany(r => r.Columns).Cast<Column<MetricsRow>>().Where(c => c.Name is not ("from" or "to" or "period")).Select(c => (c.Name, c.Of(row)))];
    }

    private PlanReviewFigures Filled()
    {
        var figures = new PlanReviewFigures
        {
            Adherence = new(Next, Next, Next, Next, Quartiles, Trend.Slipping),
            Sustained = [new(183, Next, Next), new(365, Next, Next)],
            Moves = new(Next, Next, Next),
            Measures = [.. Enum.GetValues<MeasureKind>().Select(k => new MeasureFigures(k, Next, Next, Next))],
            Gaps = [.. Enum.GetValues<GapKind>().Select(k => new GapFlow(k, Next, Next))],
        };
        foreach (var property in typeof(PlanReviewFigures).GetProperties().Where(p => p.GetValue(figures) is null))
        {
            property.SetValue(figures, property.PropertyType == typeof(Quartiles) ? Quartiles : Next);
        }
        return figures;
    }

    private int Next => _next++;

    private Quartiles Quartiles => new(Next, Next, Next);

    // Every number of the figures, whatever they are made of; days of Sustained tell which they are.
    private static IEnumerable<double> Numbers(object? of) => of switch
    {
        null or string => [],
        int or double => [Convert.ToDouble(of, CultureInfo.InvariantCulture)],
        IEnumerable many => many.Cast<object>().SelectMany(Numbers),
        _ when of.GetType().IsEnum => [],
        _ => of.GetType().GetProperties().Where(p => p.Name != nameof(SustainedFigures.Days)).SelectMany(p => Numbers(p.GetValue(of))),
    };
}
