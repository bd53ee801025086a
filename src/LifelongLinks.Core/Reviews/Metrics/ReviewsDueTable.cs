namespace LifelongLinks.Core;

/// <summary>Which counts of reviews that are due are asked for.</summary>
/// <param name="On">On which day: the last of a month that is over, so that answers of two days cannot be subtracted.</param>
/// <param name="GroupBy">By which dimension of the child they are grouped; null: by none.</param>
/// <param name="Value">Of which value of it alone; null: of each.</param>
public sealed record ReviewsDueRequest(DateOnly On, MetricDimension? GroupBy, string? Value)
{
    /// <summary>The dimensions that a review has: those of its child.</summary>
    public static readonly IReadOnlyList<MetricDimension> Dimensions =
        [MetricDimension.Team, MetricDimension.PlacementKind, MetricDimension.AgeBand, MetricDimension.TimeInCare];

    /// <summary>A request that may be made: of one dimension at most, a filter counted in.</summary>
    public static Outcome<ReviewsDueRequest> Of(DateOnly on, IReadOnlyList<MetricDimension> groupBy, IReadOnlyList<MetricValue> where, DateOnly today)
    {
        var last = MetricPeriod.Last(1, today).To;
        var period = MetricPeriod.Of(new(on.Year, on.Month, 1), on, today);
        return period.Refusal is MetricRefusal refused ? new MetricRefusal(refused.Problem, "on", refused.Problem == MetricProblem.PeriodTooEarly
                ? $"on ({on:yyyy-MM-dd}) is too early: nothing was recorded then."
                : $"on ({on:yyyy-MM-dd}) must be the last day of a month that is over, so that answers of two days cannot be subtracted: the last one is {last:yyyy-MM-dd}.")
            : groupBy.Count + where.Count > 1 ? new MetricRefusal(MetricProblem.TooManyDimensions, "groupBy",
                "Reviews due are told by kind, by how long, and by one dimension at most, filters among them: more would single out children.")
            : new ReviewsDueRequest(on, where is [var one, ..] ? one.Dimension : groupBy is [var dimension, ..] ? dimension : null, where is [var only, ..] ? only.Value : null);
    }
}

/// <summary>
/// Reviews of one kind in one group that are not held on a day: counts, rounded to 5. Null: of fewer than 5 children, or to be worked out from others that
/// are (rule 43).
/// </summary>
/// <param name="Value">The group's value; null: everybody asked about.</param>
/// <param name="Kind">Which meeting.</param>
/// <param name="Overdue">Due before the day.</param>
/// <param name="Under28">Of them, those overdue by fewer than 28 days.</param>
/// <param name="From28To91">Those overdue by 28 to 91 days.</param>
/// <param name="Over91">Those overdue by more than 91 days.</param>
/// <param name="DueIn28">Due on the day or in the 28 days after it.</param>
/// <param name="DueIn91">Due in the 29 to 91 days after it.</param>
public sealed record ReviewsDueCounts(MetricValue? Value, ReviewKind Kind, int? Overdue, int? Under28, int? From28To91, int? Over91, int? DueIn28, int? DueIn91);

/// <summary>Counts of reviews that are due, summed up case by case, each case once. For one thread.</summary>
public sealed class ReviewsDueTable(ReviewsDueRequest request)
{
    private const int Kinds = 0, Bands = 1, Groups = 2, Slots = 3;

    private readonly Dictionary<MetricCellKey, MetricCell> _cells = [];
    private readonly TeamNumbers _teams = new();
    private long _case;

    private enum Band
    {
        Under28,
        From28To91,
        Over91,
        DueIn28,
        DueIn91,
    }

    /// <summary>The last day on which a review falls due that is counted.</summary>
    public static DateOnly LastDue(DateOnly on) => Days.Plus(on, 91);

    /// <summary>Adds a case, less whoever is hidden from everybody; of a child who was not referred by the day, or whose case is closed on it, nothing is counted.</summary>
    public void Add(Case of)
    {
        if (!CaseMetrics.IsOpen(of, request.On))
        {
            return;
        }
        _case++;
        var traits = MetricTraits.Of(of, request.On, _teams);
        int? group = request.GroupBy switch
        {
            MetricDimension.Team => traits.Team,
            MetricDimension.PlacementKind => traits.PlacementKind,
            MetricDimension.AgeBand => traits.AgeBand,
            MetricDimension.TimeInCare => traits.TimeInCare,
            _ => null,
        };
        foreach (var review in of.Reviews)
        {
            if (BandOf(review) is { } band)
            {
                Add(new(Table(band), false), 0, [(int)review.Kind, (int)band, group], new(Table(band), false, review.DueOn, traits));
            }
        }
    }

    /// <summary>The counts, as they may be told: by value, then by kind.</summary>
    public IReadOnlyList<ReviewsDueCounts> Counts()
    {
        var (cells, teams) = _teams.InOrder(_cells, request.GroupBy == MetricDimension.Team ? Groups : -1);
        Suppression suppression = new(cells, Slots);
        return
        [
            .. cells.Keys.Where(k => k[Kinds] is not null && k[Groups] is null == request.GroupBy is null).Select(k => (Kind: k[Kinds]!.Value, Group: k[Groups])).Distinct()
                .Select(cell => Counts(cells, teams, suppression, cell.Group, cell.Kind))
                .Where(c => (c.Overdue ?? c.Under28 ?? c.From28To91 ?? c.Over91 ?? c.DueIn28 ?? c.DueIn91) is not null && (request.Value is null || c.Value?.Value == request.Value))
                .OrderBy(c => c.Value?.Value, StringComparer.Ordinal).ThenBy(c => c.Kind),
        ];
    }

    private ReviewsDueCounts Counts(
        IReadOnlyDictionary<MetricCellKey, MetricCell> cells, IReadOnlyList<string> teams, Suppression suppression, int? group, int kind)
    {
        return new(group is { } value ? new(request.GroupBy!.Value, (MetricDimensions.Values(request.GroupBy.Value) ?? teams)[value]) : null, (ReviewKind)kind,
            Told(Metric.ReviewsOverdue, null), Of(Band.Under28), Of(Band.From28To91), Of(Band.Over91), Of(Band.DueIn28), Of(Band.DueIn91));

        int? Of(Band band) => Told(Table(band).Metric, (int)band);

        int? Told(Metric metric, int? band)
        {
            var key = new MetricCellKey(new(metric), false).With(Kinds, kind).With(Bands, band).With(Groups, group);
            return suppression.Tells(key) ? Suppression.Rounded(cells[key].Count) : null;
        }
    }

    private Band? BandOf(Review review)
    {
        int late = request.On.DayNumber - review.DueOn.DayNumber;
        return review.Status(request.On) switch
        {
            ReviewStatus.Overdue => late < 28 ? Band.Under28 : late <= 91 ? Band.From28To91 : Band.Over91,
            ReviewStatus.Due when late >= -91 => late >= -28 ? Band.DueIn28 : Band.DueIn91,
            _ => null,
        };
    }

    // Each of the two is a table of its own: of all that is overdue the sum is told too.
    private static MetricOf Table(Band band) => new(band >= Band.DueIn28 ? Metric.ReviewsDue : Metric.ReviewsOverdue);

    private void Add(MetricCellKey key, int slot, int?[] values, in MetricFact fact)
    {
        if (slot == Slots)
        {
            (_cells.TryGetValue(key, out var cell) ? cell : _cells[key] = new()).Add(fact, _case);
            return;
        }
        Add(key, slot + 1, values, fact);
        if (values[slot] is { } value)
        {
            Add(key.With(slot, value), slot + 1, values, fact);
        }
    }
}
