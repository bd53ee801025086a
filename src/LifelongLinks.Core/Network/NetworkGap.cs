namespace LifelongLinks.Core;

/// <summary>Something that is missing around the child, with what it was judged on.</summary>
/// <param name="Kind">Which rule found it.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Summary">The rule in words, with the figures of the day.</param>
public sealed record NetworkGap(GapKind Kind, GapSeverity Severity, string Summary)
{
    /// <summary>The kind of support that is missing, where it is about one.</summary>
    public SupportKind? Support { get; init; }

    /// <summary>The side of the family, MATERNAL or PATERNAL, where it is about one.</summary>
    public Side? Side { get; init; }

    /// <summary>Id of the wish, worker or person it is about, where it is about one.</summary>
    public string? AboutId { get; init; }

    /// <summary>Ids of the people it is about; WORKER_DEPENDENT: the worker, then those whose ties depend on them.</summary>
    public IReadOnlyList<string> PeopleIds { get; init; } = [];

    /// <summary>The figures the rule was judged on, by name.</summary>
    public IReadOnlyList<GapEvidence> Evidence { get; init; } = [];

    /// <summary>The first day of the unbroken run of days, up to the day asked about, on which the gap held; not before the referral.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>People in the network who could fill it, best path first.</summary>
    public IReadOnlyList<GapCandidate> Candidates { get; init; } = [];

    /// <summary>What makes it the same gap on another day.</summary>
    internal GapKey Key => new(Kind, Support, Side, AboutId);
}

/// <summary>What is missing, in the order of the rules.</summary>
public enum GapKind
{
    /// <summary>No active unpaid adult gives emotional support. HIGH.</summary>
    NoTrustedAdult,
    /// <summary>Fewer than two ties are both loving, by the child's own word, and active. HIGH.</summary>
    UnderTwoLoving,
    /// <summary>There are active ties, and all are paid. HIGH.</summary>
    PaidOnly,
    /// <summary>Some active ties are unpaid, and half or more are paid. MEDIUM.</summary>
    PaidHeavy,
    /// <summary>Nobody unpaid gives this kind of support. EMOTIONAL is HIGH, others MEDIUM.</summary>
    SupportMissing,
    /// <summary>One unpaid person alone gives this kind of support. LOW.</summary>
    SingleProvider,
    /// <summary>Apart from a sibling whom nothing forbids to see, and no two-way contact in 90 days. HIGH.</summary>
    SiblingOutOfTouch,
    /// <summary>Nobody is identified on this side of the family. MEDIUM.</summary>
    SideUnexplored,
    /// <summary>Somebody is identified on this side of the family, and no tie on it is active. LOW.</summary>
    SideInactive,
    /// <summary>A wish is older than 90 days, not met, and the person wished for not connected. HIGH.</summary>
    WishUnmet,
    /// <summary>Somebody made a promise, and there was no contact for more than twice the days between its occasions. MEDIUM.</summary>
    Lapsed,
    /// <summary>All contacts of a quarter or more of the active unpaid ties needed this worker. MEDIUM; from half of them HIGH.</summary>
    WorkerDependent,
    /// <summary>Aged 16 or over, and no promise of an unpaid person runs past the 18th birthday. HIGH.</summary>
    NoOneAfter18,
}

/// <summary>How much a gap matters, most first.</summary>
public enum GapSeverity
{
    /// <summary>To be acted on first.</summary>
    High,
    /// <summary>To be planned for.</summary>
    Medium,
    /// <summary>To be kept in mind.</summary>
    Low,
}

/// <summary>A figure a gap was judged on: one of a number, a date or a text.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Number">A count, a number of days, or a share from 0 to 1.</param>
/// <param name="Date">A day.</param>
/// <param name="Text">Words.</param>
public sealed record GapEvidence(string Name, double? Number = null, DateOnly? Date = null, string? Text = null);

/// <summary>Somebody who could fill a gap.</summary>
/// <param name="PersonId">Id of the person.</param>
/// <param name="Path">The best path to them.</param>
public sealed record GapCandidate(string PersonId, ReconnectionPath Path);

/// <summary>An unbroken run of days on which a gap held.</summary>
/// <param name="Kind">Which rule found it.</param>
/// <param name="Support">The kind of support, where it is about one.</param>
/// <param name="Side">The side of the family, where it is about one.</param>
/// <param name="AboutId">Id of the wish, worker or person, where it is about one.</param>
/// <param name="From">The first day it held; not before the referral.</param>
/// <param name="Until">The first day it no longer held; none: it held on the day asked about.</param>
public sealed record GapSpell(GapKind Kind, SupportKind? Support, Side? Side, string? AboutId, DateOnly From, DateOnly? Until)
{
    internal GapKey Key => new(Kind, Support, Side, AboutId);
}

/// <summary>What makes a gap the same on two days (rule 29): its kind and the support, side, wish, worker or person it is about.</summary>
internal readonly record struct GapKey(GapKind Kind, SupportKind? Support = null, Side? Side = null, string? AboutId = null);
