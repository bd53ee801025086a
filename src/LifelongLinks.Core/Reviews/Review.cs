namespace LifelongLinks.Core;

/// <summary>A meeting that reviews the plan.</summary>
public sealed record Review : CaseNode
{
    /// <summary>Id of the plan reviewed, where there is one.</summary>
    public string? PlanId { get; init; }

    /// <summary>Which meeting.</summary>
    public required ReviewKind Kind { get; init; }

    /// <summary>The day it is due.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The day it was held.</summary>
    public DateOnly? HeldOn { get; init; }

    /// <summary>Id of the worker who chairs it.</summary>
    public string? ChairId { get; init; }

    /// <summary>What was decided, in words.</summary>
    public string? Decisions { get; init; }

    /// <summary>What the child said about it.</summary>
    public string? ChildsView { get; init; }

    /// <summary>The metrics as they stood on the day of the meeting.</summary>
    public FrozenMetrics? Metrics { get; init; }

    /// <summary>What was decided about each commitment of the plan.</summary>
    public IReadOnlyList<CommitmentDecided> Decided { get; init; } = [];

    /// <summary>Whether its day has come and it has not been held, on a day.</summary>
    public bool IsDue(DateOnly on) => DueOn <= on && !(HeldOn <= on);

    /// <summary>How it stands on a day (rule 44).</summary>
    public ReviewStatus Status(DateOnly on) =>
        HeldOn <= on ? HeldOn > DueOn ? ReviewStatus.Late : ReviewStatus.OnTime
        : DueOn < on ? ReviewStatus.Overdue
        : ReviewStatus.Due;
}

/// <summary>What a review decided about a commitment.</summary>
/// <param name="CommitmentId">Id of the commitment.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Reason">Why.</param>
public sealed record CommitmentDecided(string CommitmentId, CommitmentDecision Decision, string? Reason = null);

/// <summary>What a review may decide about a commitment.</summary>
public enum CommitmentDecision
{
    /// <summary>It goes on as it is; a pause ends.</summary>
    Continue,
    /// <summary>It goes on otherwise, in a new version of the plan.</summary>
    Change,
    /// <summary>It is paused: nothing is expected meanwhile.</summary>
    Pause,
    /// <summary>It ends.</summary>
    End,
}

/// <summary>How a review stands on a day.</summary>
public enum ReviewStatus
{
    /// <summary>Not held, and not due before the day.</summary>
    Due,
    /// <summary>Held by the day it was due.</summary>
    OnTime,
    /// <summary>Held after the day it was due.</summary>
    Late,
    /// <summary>Not held, and due before the day.</summary>
    Overdue,
}

/// <summary>Kind of a review.</summary>
public enum ReviewKind
{
    /// <summary>Lifelong Links review.</summary>
    LifelongLinksReview,
    /// <summary>Child-in-care review (England, 2010 regulations, r. 33).</summary>
    ChildInCareReview,
    /// <summary>Review of a care leaver's pathway plan.</summary>
    PathwayPlanReview,
}

/// <summary>Plan adherence as it stood on the day of a review: counts of occasions, and rates from 0 to 1.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Kept">Occasions kept.</param>
/// <param name="Late">Occasions kept late.</param>
/// <param name="Missed">Occasions missed.</param>
/// <param name="Excused">Occasions excused.</param>
/// <param name="Cancelled">Occasions cancelled.</param>
/// <param name="Rate">(kept + late) / (kept + late + missed); null when nothing was due.</param>
/// <param name="Punctuality">kept / (kept + late + missed); null when nothing was due.</param>
public sealed record FrozenMetrics(
    DateOnly AsOf, int Kept, int Late, int Missed, int Excused, int Cancelled, double? Rate, double? Punctuality);
