namespace LifelongLinks.Core;

/// <summary>
/// The figures on which activity and gaps are judged (domain.md 4): configuration, in one place, with the defaults of the service.
/// </summary>
public sealed record GapThresholds
{
    /// <summary>The defaults.</summary>
    public static readonly GapThresholds Default = new();

    /// <summary>A tie is active when the last two-way contact is at most so many days ago, whatever was promised.</summary>
    public int ActiveDays { get; init; } = 90;

    /// <summary>A tie with a promise is active for so many times the days between its occasions, when that is longer.</summary>
    public double ActiveCadences { get; init; } = 1.5;

    /// <summary>The child's word that a tie is loving counts for so many days.</summary>
    public int LovingDays { get; init; } = 183;

    /// <summary>UNDER_TWO_LOVING: the ties both loving and active that a child should have.</summary>
    public int LovingTies { get; init; } = 2;

    /// <summary>PAID_HEAVY: the share of active ties, 0 to 1, from which too many are paid.</summary>
    public double PaidShare { get; init; } = 0.5;

    /// <summary>SIBLING_OUT_OF_TOUCH: days without two-way contact after which siblings are out of touch.</summary>
    public int SiblingDays { get; init; } = 90;

    /// <summary>WISH_UNMET: days a wish may wait.</summary>
    public int WishDays { get; init; } = 90;

    /// <summary>LAPSED: how many times the days between occasions may pass without any contact.</summary>
    public double LapsedCadences { get; init; } = 2;

    /// <summary>WORKER_DEPENDENT: the days back in which every contact needed the worker.</summary>
    public int DependentDays { get; init; } = 183;

    /// <summary>WORKER_DEPENDENT: the share of active unpaid ties, 0 to 1, from which it is a gap.</summary>
    public double DependentShare { get; init; } = 0.25;

    /// <summary>WORKER_DEPENDENT: the share of active unpaid ties, 0 to 1, from which it is a severe one.</summary>
    public double DependentHighShare { get; init; } = 0.5;

    /// <summary>NO_ONE_AFTER_18: the age in years from which it is asked.</summary>
    public int LeavingAge { get; init; } = 16;

    /// <summary>The most relationships a path to a candidate may have, 1 to 6.</summary>
    public int CandidateHops { get; init; } = 4;

    /// <summary>The most candidates named for one gap.</summary>
    public int Candidates { get; init; } = 5;
}
