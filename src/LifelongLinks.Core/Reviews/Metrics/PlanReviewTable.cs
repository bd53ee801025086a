namespace LifelongLinks.Core;

/// <summary>
/// The metrics for reviewing plans, summed up case by case, in any order. One table is for one thread; several, of other cases, are added to each
/// other.
/// </summary>
public sealed class PlanReviewTable
{
    // A number that no value has: what is asked of a team that there is not.
    private const int Nobody = ushort.MaxValue - 1;

    private readonly MetricRequest _request;
    private readonly MetricParts _parts;
    private readonly GapThresholds _thresholds;
    private readonly TeamNumbers _teams;
    private readonly MetricCells _cells;

    /// <summary>An empty table.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="parts">Which figures; every other one is null.</param>
    /// <param name="thresholds">What gaps are judged on.</param>
    public PlanReviewTable(MetricRequest request, MetricParts parts, GapThresholds thresholds) : this(request, parts, thresholds, new()) { }

    private PlanReviewTable(MetricRequest request, MetricParts parts, GapThresholds thresholds, TeamNumbers teams) =>
        (_request, _parts, _thresholds, _teams, _cells) = (request, parts, thresholds, teams, new(request.Dimensions));

    /// <summary>Another table for the same, to be added to this one.</summary>
    public PlanReviewTable Another() => new(_request, _parts, _thresholds, _teams);

    /// <summary>Adds a case: less whoever is hidden from everybody.</summary>
    public void Add(CaseloadCase of) => _cells.Add(CaseMetrics.Of(of, _request.Period, _teams, _parts, _thresholds));

    /// <summary>Adds another table, of other cases.</summary>
    public void Add(PlanReviewTable others) => _cells.Add(others._cells);

    /// <summary>The metrics, as they may be told.</summary>
    public PlanReviewMetrics Metrics()
    {
        Suppression suppression = new(_cells);
        var (from, to) = _request.Period;
        var (beforeFrom, beforeTo) = _request.Period.Before;
        int?[] filter = [.. _request.Where.Select(w => ValueOf(w) ?? Nobody).Cast<int?>()];
        int?[] any = new int?[_request.GroupBy.Count];
        var groups = _cells.All.Keys.Where(suppression.Tells).Select(ValuesOf)
            .Where(v => v.Take(any.Length).All(value => value is not null) && v.Skip(any.Length).SequenceEqual(filter))
            .DistinctBy(v => (v.ElementAtOrDefault(0), v.ElementAtOrDefault(1), v.ElementAtOrDefault(2)))
            .Select(values => Group(suppression, values))
            .OrderBy(g => g.Order, Comparer<IReadOnlyList<(int, string)>>.Create(static (one, other) => one.Zip(other, (a, b) => a.CompareTo(b)).FirstOrDefault(c => c != 0)));
        return new(from, to, beforeFrom, beforeTo, _request.GroupBy, Group(suppression, [.. any, .. filter]).Group, any.Length == 0 ? [] : [.. groups.Select(g => g.Group)]);
    }

    // Teams stand by their names, whatever numbers they happened to get; everything else in the order of its enum.
    private (IReadOnlyList<(int, string)> Order, MetricGroup Group) Group(Suppression suppression, int?[] values)
    {
        MetricValue[] named = [.. _request.GroupBy.Select((dimension, slot) => (dimension, values[slot])).Where(v => v.Item2 is not null)
            .Select(v => new MetricValue(v.dimension, NameOf(v.dimension, v.Item2!.Value)))];
        var order = named.Select((value, slot) => value.Dimension == MetricDimension.Team && value.Value != MetricValue.None ? (1, value.Value) : (values[slot]!.Value, "")).ToList();
        return (order, new(named, Figures(false), Figures(true)));

        PlanReviewFigures Figures(bool before) => new GroupFigures(_cells, suppression, values, before).All;
    }

    private int?[] ValuesOf(MetricCellKey key) => [.. Enumerable.Range(0, _request.Dimensions.Count).Select(slot => key[slot])];

    private string NameOf(MetricDimension dimension, int value) => MetricDimensions.Values(dimension) is { } values ? values[value] : _teams.Name(value);

    private int? ValueOf(MetricValue value) =>
        MetricDimensions.Values(value.Dimension) is { } values ? values.ToList().IndexOf(value.Value) : _teams.Known(value.Value);
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
internal sealed class GroupFigures(MetricCells cells, Suppression suppression, int?[] values, bool before)
{
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
        Moves = Told(Metric.Moves) is { } moves ? new(Rounded(moves), Mean(moves.First, moves), Mean(moves.Second, moves)) : new(null, null, null),
        Measures = [.. Enum.GetValues<MeasureKind>().Select(kind => Told(Metric.Measure, (int)kind) is { } measured
            ? new MeasureFigures(kind, Rounded(measured), Mean(measured.First, measured), Mean(measured.Second, measured)) : new(kind, null, null, null))],
        Gaps = [.. Enum.GetValues<GapKind>().Select(kind => new GapFlow(kind, Count(Metric.GapsOpened, (int)kind), Count(Metric.GapsClosed, (int)kind)))],
    };

    private AdherenceFigures Adherence => Told(Metric.Occasions) is not { } occasions ? new(null, null, null, null, null, Trend) : new(
        Rounded(occasions), Share(occasions.First, occasions.Count), Share(occasions.Second, occasions.Count),
        Places(occasions.Values.Order().Average()), QuartilesOf(occasions.Values, occasions.Children), Trend);

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
        return suppression.Tells(key) ? cells.All[key] : null;
    }

    private int? Count(Metric metric, int kind = 0) => Told(metric, kind) is { } cell ? Rounded(cell) : null;

    private Quartiles? Quartiles(Metric metric) => Told(metric) is { } cell ? QuartilesOf(cell.Values, cell.ChildrenOfValues) : null;

    private static Quartiles? QuartilesOf(List<double> values, int children) =>
        children >= Suppression.FewForQuartiles && Core.Quartiles.Of(values) is { } all ? new(Places(all.Lower), Places(all.Median), Places(all.Upper)) : null;

    private static int Rounded(MetricCell cell) => Suppression.Rounded(cell.Count);

    private static double Mean(double sum, MetricCell cell) => Places(sum / cell.Count);

    private static double Share(double part, int whole) => Places(part / whole);

    // Two places: more would tell how many there were.
    private static double Places(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
