namespace LifelongLinks.Core;

/// <summary>
/// The metrics for reviewing plans, summed up case by case, in any order. One table is for one thread; several, of other cases, are added to each
/// other.
/// </summary>
public sealed class PlanReviewTable
{
    // A number that no value has: asked for is a team that there is not.
    private const int NoValue = ushort.MaxValue - 1;

    private readonly MetricRequest _request;
    private readonly MetricParts _parts;
    private readonly GapThresholds _thresholds;
    private readonly TeamNumbers _teams;
    private readonly MetricCells _cells;
    private int _others;

    /// <summary>An empty table.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="parts">Which figures; every other one is null.</param>
    /// <param name="thresholds">What gaps are judged on.</param>
    public PlanReviewTable(MetricRequest request, MetricParts parts, GapThresholds thresholds) : this(request, parts, thresholds, new(), 0) { }

    private PlanReviewTable(MetricRequest request, MetricParts parts, GapThresholds thresholds, TeamNumbers teams, int nth) =>
        (_request, _parts, _thresholds, _teams, _cells) = (request, parts, thresholds, teams, new(request.Dimensions, nth));

    /// <summary>Another table for the same, to be added to this one.</summary>
    public PlanReviewTable Another() => new(_request, _parts, _thresholds, _teams, ++_others);

    /// <summary>Adds a case: less whoever is hidden from everybody.</summary>
    public void Add(CaseloadCase of) => _cells.Add(CaseMetrics.Of(of, _request.Period, _teams, _parts, _thresholds));

    /// <summary>Adds another table, of other cases.</summary>
    public void Add(PlanReviewTable others) => _cells.Add(others._cells);

    /// <summary>The metrics, as they may be told.</summary>
    public PlanReviewMetrics Metrics()
    {
        var dimensions = _request.Dimensions;
        int[] grouped = [.. _request.GroupBy.Select(d => SlotOf(dimensions, d))];
        var (cells, teams) = _teams.InOrder(_cells.All, SlotOf(dimensions, MetricDimension.Team));
        Suppression suppression = new(cells, dimensions.Count);
        // In each slot the value that is filtered by, none where it is grouped by.
        int?[] all = [.. dimensions.Select(d => _request.Where.FirstOrDefault(w => w.Dimension == d) is { } filter ? NumberOf(filter, teams) : (int?)null)];
        var groups = cells.Keys.Where(key => suppression.Tells(key) && GroupFigures.IsFigure(key.Of.Metric))
            .Select(key => (int?[])[.. all.Select((_, slot) => key[slot])])
            .Where(values => values.Select((value, slot) => grouped.Contains(slot) ? value is not null : value == all[slot]).All(fits => fits))
            .DistinctBy(values => string.Join(' ', values))
            .OrderBy(values => grouped.Select(slot => values[slot]!.Value), Comparer<IEnumerable<int>>.Create((one, other) => one.Zip(other, (a, b) => a.CompareTo(b)).FirstOrDefault(c => c != 0)));
        var (from, to) = _request.Period;
        var (beforeFrom, beforeTo) = _request.Period.Before;
        return new(from, to, beforeFrom, beforeTo, _request.GroupBy, Group(all), grouped.Length == 0 ? [] : [.. groups.Select(Group)]);

        MetricGroup Group(int?[] values) => new(
            [.. grouped.Where(slot => values[slot] is not null).Select(slot => new MetricValue(dimensions[slot], NamesOf(dimensions[slot], teams)[values[slot]!.Value]))],
            new GroupFigures(cells, suppression, values, before: false).All, new GroupFigures(cells, suppression, values, before: true).All);
    }

    private static int SlotOf(IReadOnlyList<MetricDimension> dimensions, MetricDimension dimension) => dimensions.ToList().IndexOf(dimension);

    private static IReadOnlyList<string> NamesOf(MetricDimension dimension, IReadOnlyList<string> teams) => MetricDimensions.Values(dimension) ?? teams;

    private static int NumberOf(MetricValue value, IReadOnlyList<string> teams) => NamesOf(value.Dimension, teams).ToList().IndexOf(value.Value) is >= 0 and var number ? number : NoValue;
}

/// <summary>Which figures are asked for: what is not needs not be counted.</summary>
[Flags]
public enum MetricParts
{
    /// <summary>How far the process has come, networks, reviews, moves and measures.</summary>
    Process = 1,
    /// <summary>How promises were kept, and whether contact lasted.</summary>
    Promises = 2,
    /// <summary>Gaps opened and closed: they take longest.</summary>
    Gaps = 4,
    /// <summary>The period before too.</summary>
    Before = 8,
    /// <summary>All of it.</summary>
    All = Process | Promises | Gaps | Before,
}

/// <summary>The figures of one group in one period, as they may be told.</summary>
internal sealed class GroupFigures(IReadOnlyDictionary<MetricCellKey, MetricCell> cells, Suppression suppression, int?[] values, bool before)
{
    /// <summary>Whether a metric is told itself: the others serve to tell whether these may be, or come with one of them.</summary>
    internal static bool IsFigure(Metric metric) => metric is not (Metric.ReferredLater or Metric.PlansNotIntegrated or Metric.NetworkAtReferral or Metric.NetworkNow
        or Metric.OccasionsOfLast90Days or Metric.OccasionsOf90DaysBefore);

    internal PlanReviewFigures All => new()
    {
        Children = Count(Metric.Children),
        ChildrenReferred = Count(Metric.ChildrenReferred),
        ReferredEarly = Count(Metric.ReferredEarly),
        DaysToReferral = Quartiles(Metric.ChildrenReferred),
        ConsentsGiven = Count(Metric.ConsentsGiven),
        ConsentsWithdrawn = Count(Metric.ConsentsWithdrawn),
        PeopleIdentified = Count(Metric.PeopleIdentified),
        PeopleLocated = Count(Metric.PeopleLocated),
        PeopleJoined = Count(Metric.PeopleJoined),
        PeopleDeclined = Count(Metric.PeopleDeclined),
        NetworkAtReferral = Quartiles(Metric.NetworkAtReferral),
        NetworkNow = Quartiles(Metric.NetworkNow),
        PeopleReconnected = Count(Metric.PeopleReconnected),
        DaysToReconnection = Quartiles(Metric.PeopleReconnected),
        ConferencesHeld = Count(Metric.ConferencesHeld),
        PlansDrafted = Count(Metric.PlansDrafted),
        PlansAgreed = Count(Metric.PlansAgreed),
        PlansIntegrated = Count(Metric.PlansIntegrated),
        ReviewsDue = Count(Metric.ReviewsDue),
        ReviewsOnTime = Count(Metric.ReviewsOnTime),
        ReviewsLate = Count(Metric.ReviewsLate),
        ReviewsOverdue = Count(Metric.ReviewsOverdue),
        Adherence = Adherence,
        Sustained = [Sustained(Metric.Sustained183, 183), Sustained(Metric.Sustained365, 365)],
        Moves = Told(Metric.Moves) is { } moves ? new(Rounded(moves), Mean(moves, moves.First), Mean(moves, moves.Second)) : new(null, null, null),
        Measures = [.. Enum.GetValues<MeasureKind>().Select(kind => Told(Metric.Measure, (int)kind) is { } measured
            ? new MeasureFigures(kind, Rounded(measured), Mean(measured, measured.First), Mean(measured, measured.Second)) : new(kind, null, null, null))],
        Gaps = [.. Enum.GetValues<GapKind>().Select(kind => new GapFlow(kind, Count(Metric.GapsOpened, (int)kind), Count(Metric.GapsClosed, (int)kind)))],
    };

    private AdherenceFigures Adherence => Told(Metric.Occasions) is not { } occasions ? new(null, null, null, null, null, Trend) : new(
        Rounded(occasions), Share(occasions.First, occasions.Count), Share(occasions.Second, occasions.Count),
        Share(occasions.Values.Order().Sum(), occasions.Values.Count), QuartilesOf(occasions.Values, occasions.Children, SharesTo), Trend);

    private Trend? Trend => Told(Metric.OccasionsOfLast90Days) is { } last && Told(Metric.OccasionsOf90DaysBefore) is { } earlier
        ? Adherences.TrendOf((int)last.First, last.Count, (int)earlier.First, earlier.Count) : null;

    private SustainedFigures Sustained(Metric metric, int days) =>
        Told(metric) is { } promises ? new(days, Rounded(promises), Share(promises.First, promises.Count)) : new(days, null, null);

    private MetricCell? Told(Metric metric, int kind = 0)
    {
        MetricCellKey key = new(new(metric, kind), before);
        for (int slot = 0; slot < values.Length; slot++)
        {
            key = key.With(slot, values[slot]);
        }
        return suppression.Tells(key) ? cells[key] : null;
    }

    private int? Count(Metric metric, int kind = 0) => Told(metric, kind) is { } cell ? Rounded(cell) : null;

    private Quartiles? Quartiles(Metric metric) => Told(metric) is { } cell ? QuartilesOf(cell.Values, cell.ChildrenOfValues, 1) : null;

    // Values as they are would tell how many there were, and which: days and people are told whole, shares in steps.
    private static Quartiles? QuartilesOf(List<double> values, int children, double to) =>
        children >= Suppression.Several && Core.Quartiles.Of(values) is { } all ? new(To(to, all.Lower), To(to, all.Median), To(to, all.Upper)) : null;

    private static int Rounded(MetricCell cell) => Suppression.Rounded(cell.Count);

    // With one place several sums of several counts fit; of two means and their counts, that of one child more could be worked out with two.
    private static double? Mean(MetricCell cell, double sum) => cell.Children >= Suppression.Several ? To(MeansTo, sum / cell.Count) : null;

    // A share says no more than two rounded counts: the part and what is left of the whole.
    private static double? Share(double part, int whole)
    {
        double told = Suppression.Rounded(part), rest = Suppression.Rounded(whole - part);
        return whole >= Suppression.Several ? To(0.01, told / (told + rest)) : null;
    }

    private static double To(double step, double value) => (double)(Math.Round((decimal)value / (decimal)step, MidpointRounding.AwayFromZero) * (decimal)step);

    private const double SharesTo = 0.05, MeansTo = 0.1;
}
