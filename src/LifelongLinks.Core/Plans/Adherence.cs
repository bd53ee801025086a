namespace LifelongLinks.Core;

/// <summary>How far promises were kept between two days, as it stood on a day; of one promise, a plan, a child or a group.</summary>
public sealed record Adherence : Tally
{
    /// <summary>The first due day counted.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last due day counted; never after asOf.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The day on which everything is judged: contacts after it do not exist yet.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>
    /// Adherence weighted towards the present, 0 to 1: kept 1, late ½, missed 0, each weighing half as much for every 90 days between
    /// its due day and asOf; null when nothing was due.
    /// </summary>
    public required double? RecencyWeighted { get; init; }

    /// <summary>The mean of the commitments' own rates, 0 to 1, those with none left out; null when there are none.</summary>
    public required double? Mean { get; init; }

    /// <summary>The days covered by contact; null when no promise is so many times a period.</summary>
    public required Coverage? Covered { get; init; }

    /// <summary>
    /// Occasions kept or late in the latest unbroken run, whatever from: a count. Excused, cancelled and open ones neither add nor end it.
    /// </summary>
    public required int Streak { get; init; }

    /// <summary>Whether adherence rises or falls.</summary>
    public required Trend Trend { get; init; }

    /// <summary>Whether fewer than 3 occasions were kept, late or missed: too few to judge by.</summary>
    public bool LowConfidence => Counts.Decided < 3;

    /// <summary>
    /// Excused occasions by reason, in the order of the reasons. CHILD_DECLINED and SERVICE_FAILURE are no failure of a relative.
    /// </summary>
    public required IReadOnlyList<ExcuseCount> ExcusedBy { get; init; }

    /// <summary>Whether contact lasted: 183 and 365 days after the plan was agreed.</summary>
    public required IReadOnlyList<SustainedCheck> Sustained { get; init; }

    /// <summary>Week by week, month by month or quarter by quarter, in order, empty ones included.</summary>
    public required IReadOnlyList<AdherenceBucket> Series { get; init; }

    /// <summary>By person who promised, in order of id; only people in the case.</summary>
    public required IReadOnlyList<PersonAdherence> ByPerson { get; init; }

    /// <summary>By the way of being in touch.</summary>
    public required IReadOnlyList<ModeAdherence> ByMode { get; init; }

    /// <summary>By kind of support.</summary>
    public required IReadOnlyList<SupportAdherence> BySupport { get; init; }
}

/// <summary>
/// Days covered by contact: each covers as many days as lie between occasions, overlaps once, so contact cannot be stockpiled.
/// Excused and cancelled periods are left out of both figures.
/// </summary>
/// <param name="CoveredDays">Days covered.</param>
/// <param name="Days">Days in question.</param>
public sealed record Coverage(int CoveredDays, int Days)
{
    /// <summary>Covered days by days in question, 0 to 1; null when no day is in question.</summary>
    public double? Share => Days == 0 ? null : (double)CoveredDays / Days;
}

/// <summary>Which way adherence goes: the last 90 days less the 90 before, at a difference of 0.10.</summary>
public enum Trend
{
    /// <summary>At least 0.10 higher.</summary>
    Improving,
    /// <summary>Less than 0.10 either way.</summary>
    Steady,
    /// <summary>At least 0.10 lower.</summary>
    Slipping,
    /// <summary>Fewer than 3 occasions on either side: nobody can say.</summary>
    Unknown,
}

/// <summary>How many occasions were excused for a reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many occasions.</param>
public sealed record ExcuseCount(ExcuseReason Reason, int Count);

/// <summary>Of how many promises contact had lasted so many days after their plan was agreed.</summary>
/// <param name="Days">Days after the agreement: 183 or 365.</param>
/// <param name="Asked">How many promises are old enough to ask, and ran on that day.</param>
/// <param name="Sustained">How many of these had a contact no longer ago, on that day, than 60 days or the period and its grace.</param>
/// <param name="IsSustained">Of a single promise: whether it was; null when it is not asked, or of several.</param>
public sealed record SustainedCheck(int Days, int Asked, int Sustained, bool? IsSustained);
