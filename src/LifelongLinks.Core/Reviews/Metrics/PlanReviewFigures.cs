namespace LifelongLinks.Core;

/// <summary>Metrics for reviewing how plans fare: never a name or an id of a person.</summary>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last day of the period; figures of "now" are of this day.</param>
/// <param name="BeforeFrom">The first day of the period before: as many months, just before.</param>
/// <param name="BeforeTo">The last day of the period before.</param>
/// <param name="GroupBy">By what they are grouped.</param>
/// <param name="Total">Everybody asked about. Not the sum of the groups, which are rounded, and of which some are not told.</param>
/// <param name="Groups">
/// The groups, by their values in order. Only those of which some figure can be told: one that is not there may have a few children, or none.
/// </param>
public sealed record PlanReviewMetrics(
    DateOnly From, DateOnly To, DateOnly BeforeFrom, DateOnly BeforeTo, IReadOnlyList<MetricDimension> GroupBy, MetricGroup Total, IReadOnlyList<MetricGroup> Groups);

/// <summary>The figures of one group.</summary>
/// <param name="Values">Its value of each dimension grouped by, in that order; none: everybody asked about.</param>
/// <param name="Now">In the period.</param>
/// <param name="Before">In the period before.</param>
public sealed record MetricGroup(IReadOnlyList<MetricValue> Values, PlanReviewFigures Now, PlanReviewFigures Before);

/// <summary>
/// The figures of a group in a period. Counts are of events in the period by their date, rounded to 5. A figure is null where it rests on
/// fewer than 5 children, where such a one could be worked out from it, and where it does not depend on what is grouped by.
/// </summary>
public sealed record PlanReviewFigures
{
    /// <summary>Children with an open case on the last day: a count, rounded to 5.</summary>
    public int? Children { get; init; }

    /// <summary>Children referred: a count, rounded to 5.</summary>
    public int? ChildrenReferred { get; init; }

    /// <summary>Of the children referred, those referred early: before their first child-in-care review was due, 20 working days after entering care. A count, rounded to 5.</summary>
    public int? ReferredEarly { get; init; }

    /// <summary>Days from entering care to the referral, of the children referred; null with fewer than 10.</summary>
    public Quartiles? DaysToReferral { get; init; }

    /// <summary>Consents given, with limits too, by whomever and for whatever purpose, by the day of the answer: a count, rounded to 5.</summary>
    public int? ConsentsGiven { get; init; }

    /// <summary>Consents withdrawn, by the day of the withdrawal: a count, rounded to 5.</summary>
    public int? ConsentsWithdrawn { get; init; }

    /// <summary>People identified for a child, the first time: a count, rounded to 5.</summary>
    public int? PeopleIdentified { get; init; }

    /// <summary>People located, the first time: a count, rounded to 5.</summary>
    public int? PeopleLocated { get; init; }

    /// <summary>People who joined, the first time: a count, rounded to 5.</summary>
    public int? PeopleJoined { get; init; }

    /// <summary>People who declined, the first time: a count, rounded to 5.</summary>
    public int? PeopleDeclined { get; init; }

    /// <summary>People in the network on the day of the latest referral, with a link or a current tie, of the children with an open case; null with fewer than 10.</summary>
    public Quartiles? NetworkAtReferral { get; init; }

    /// <summary>People in the network on the last day of the period, of the same children; null with fewer than 10.</summary>
    public Quartiles? NetworkNow { get; init; }

    /// <summary>
    /// Lost people reconnected: not in touch both ways in the 90 days before they were identified, and in touch both ways on or after the day
    /// they joined; by the day of that contact. A count, rounded to 5.
    /// </summary>
    public int? PeopleReconnected { get; init; }

    /// <summary>Days from a lost person's being identified to being in touch again; null with fewer than 10 children.</summary>
    public Quartiles? DaysToReconnection { get; init; }

    /// <summary>Lifelong Links conferences held: a count, rounded to 5.</summary>
    public int? ConferencesHeld { get; init; }

    /// <summary>Plans drafted: a count, rounded to 5.</summary>
    public int? PlansDrafted { get; init; }

    /// <summary>Plans agreed: a count, rounded to 5.</summary>
    public int? PlansAgreed { get; init; }

    /// <summary>Of the plans agreed, those that are part of a care plan or pathway plan: a count, rounded to 5.</summary>
    public int? PlansIntegrated { get; init; }

    /// <summary>Reviews that fell due, of any kind, from the child's first referral on, while the case was open: a count, rounded to 5.</summary>
    public int? ReviewsDue { get; init; }

    /// <summary>Of such reviews, those held on or before the day they were due, counted by the day they were held: a count, rounded to 5.</summary>
    public int? ReviewsOnTime { get; init; }

    /// <summary>Of such reviews, those held after the day they were due, counted by the day they were held: a count, rounded to 5.</summary>
    public int? ReviewsLate { get; init; }

    /// <summary>Reviews overdue on the last day, of children with an open case then: due before it, whenever that was, and not held. A count, rounded to 5.</summary>
    public int? ReviewsOverdue { get; init; }

    /// <summary>How far promises were kept.</summary>
    public required AdherenceFigures Adherence { get; init; }

    /// <summary>Whether contact lasted, at 183 and at 365 days after the plan was agreed.</summary>
    public required IReadOnlyList<SustainedFigures> Sustained { get; init; }

    /// <summary>Moves of home before and after a plan.</summary>
    public required MoveFigures Moves { get; init; }

    /// <summary>How children fare before and after a plan, by measure.</summary>
    public required IReadOnlyList<MeasureFigures> Measures { get; init; }

    /// <summary>Gaps in the network that opened and closed, by kind.</summary>
    public required IReadOnlyList<GapFlow> Gaps { get; init; }
}

/// <summary>A quarter of the values lie at or below the lower quartile, half at or below the median (linear interpolation: R's type 7); days and people in whole numbers.</summary>
/// <param name="Lower">Lower quartile.</param>
/// <param name="Median">Median.</param>
/// <param name="Upper">Upper quartile.</param>
public sealed record Quartiles(double Lower, double Median, double Upper)
{
    /// <summary>The quartiles of some values; null of none.</summary>
    internal static Quartiles? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }
        double[] sorted = [.. values.Order()];
        double At(double share)
        {
            double place = (sorted.Length - 1) * share;
            int low = (int)place;
            return low + 1 == sorted.Length ? sorted[low] : sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
        }
        return new(At(0.25), At(0.5), At(0.75));
    }
}

/// <summary>How far promises were kept: the occasions that fell due in the period, as they stood on its last day.</summary>
/// <param name="Occasions">Occasions kept, late or missed: a count, rounded to 5. Excused, cancelled and open ones are none of them.</param>
/// <param name="Rate">Adherence, pooled: (kept + late) / (kept + late + missed) of all occasions, 0 to 1, worked out of counts rounded to 5; null with fewer than 10.</param>
/// <param name="Punctuality">Kept by the day they were due / (kept + late + missed), 0 to 1, worked out of counts rounded to 5; null with fewer than 10.</param>
/// <param name="Mean">The mean of the promises' own adherence, each counting once, 0 to 1, worked out of sums rounded to 5; null with fewer than 10.</param>
/// <param name="Quartiles">Quartiles of the promises' own adherence, 0 to 1, in steps of 0.05; null with fewer than 10 children.</param>
/// <param name="Trend">
/// Adherence of the 90 days up to the last day less that of the 90 before, at a difference of 0.10, whenever the period began.
/// </param>
public sealed record AdherenceFigures(int? Occasions, double? Rate, double? Punctuality, double? Mean, Quartiles? Quartiles, Trend? Trend);

/// <summary>Of promises of plans that had been agreed for so many days in the period: whether contact had lasted until then.</summary>
/// <param name="Days">Days since the plan was agreed: 183 or 365.</param>
/// <param name="Promises">Promises that were to run on that day: a count, rounded to 5.</param>
/// <param name="Share">The share of them whose last contact was, on that day, no longer ago than 60 days or the period with its grace; 0 to 1, worked out of counts rounded to 5; null with fewer than 10.</param>
public sealed record SustainedFigures(int Days, int? Promises, double? Share);

/// <summary>
/// Moves of home in the 365 days before a child's plan was agreed and in the 365 from that day, of plans whose second year ended in the period, and
/// which are no new version of another; of children in care for the whole of the first. Schools are no homes, and coming into care is no move.
/// </summary>
/// <param name="Plans">Plans: a count, rounded to 5.</param>
/// <param name="Before">Moves a plan in the year before, to one place; null with fewer than 10 children.</param>
/// <param name="After">Moves a plan in the year after, to one place; null with fewer than 10 children.</param>
public sealed record MoveFigures(int? Plans, double? Before, double? After);

/// <summary>How children fare before and after their first plan, by one measure: of children with a measurement in the period after it, and one before it.</summary>
/// <param name="Kind">What was measured.</param>
/// <param name="Children">Children: a count, rounded to 5.</param>
/// <param name="Before">The mean of their last values before the plan was agreed, to one place; null with fewer than 10 children.</param>
/// <param name="After">The mean of their last values in the period, on or after the day the plan was agreed, to one place; null with fewer than 10 children.</param>
public sealed record MeasureFigures(MeasureKind Kind, int? Children, double? Before, double? After);

/// <summary>Gaps of one kind in children's networks. One that is about several people, sides or kinds of support counts for each.</summary>
/// <param name="Kind">What is missing.</param>
/// <param name="Opened">Gaps whose first day was in the period: a count, rounded to 5.</param>
/// <param name="Closed">Gaps whose last day was in the period and before its last: a count, rounded to 5.</param>
public sealed record GapFlow(GapKind Kind, int? Opened, int? Closed);
