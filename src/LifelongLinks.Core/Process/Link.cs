namespace LifelongLinks.Core;

/// <summary>The child's tie to one person and how far the process has come with it.</summary>
public sealed record Link : CaseNode
{
    /// <summary>Id of the person.</summary>
    public required string PersonId { get; init; }

    /// <summary>How much the person matters to the child, 1 (a little) to 5 (most of all).</summary>
    public int? Importance { get; init; }

    /// <summary>Where the child places the person on their map.</summary>
    public Circle? Circle { get; init; }

    /// <summary>The day the person was identified.</summary>
    public required DateOnly IdentifiedOn { get; init; }

    /// <summary>Whether the child named the person themselves.</summary>
    public bool NamedByChild { get; init; }

    /// <summary>The first day the link no longer held.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Why it was ended.</summary>
    public string? EndReason { get; init; }
}

/// <summary>Circle of the child's map.</summary>
public enum Circle
{
    /// <summary>Closest.</summary>
    Inner,
    /// <summary>In the middle.</summary>
    Middle,
    /// <summary>Farthest.</summary>
    Outer,
}

/// <summary>One step taken on a link.</summary>
public sealed record Decision : CaseNode
{
    /// <summary>Id of the link.</summary>
    public required string LinkId { get; init; }

    /// <summary>Which step.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>How it came out, for the steps that have outcomes.</summary>
    public DecisionOutcome? Outcome { get; init; }

    /// <summary>The day it was taken.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>The day it was recorded.</summary>
    public DateOnly? RecordedOn { get; init; }

    /// <summary>Id of the worker who took it.</summary>
    public string? WorkerId { get; init; }

    /// <summary>Why, or within which limits.</summary>
    public string? Reason { get; init; }
}

/// <summary>Kind of a decision.</summary>
public enum DecisionKind
{
    /// <summary>A search was begun.</summary>
    Search,
    /// <summary>The person was located.</summary>
    Locate,
    /// <summary>The oversight group's check: CLEARED, CAUTION or NOT_SAFE.</summary>
    OversightCheck,
    /// <summary>The child's answer for this person: AGREED, AGREED_WITH_LIMITS or REFUSED.</summary>
    ChildAnswer,
    /// <summary>The person was approached.</summary>
    Approach,
    /// <summary>The person's answer: JOINED, UNDECIDED or DECLINED.</summary>
    PersonAnswer,
    /// <summary>A visit.</summary>
    Visit,
    /// <summary>An invitation to the conference.</summary>
    Invitation,
}

/// <summary>Outcome of a decision.</summary>
public enum DecisionOutcome
{
    /// <summary>Oversight check: cleared.</summary>
    Cleared,
    /// <summary>Oversight check: with care.</summary>
    Caution,
    /// <summary>Oversight check: not safe.</summary>
    NotSafe,
    /// <summary>The child agreed.</summary>
    Agreed,
    /// <summary>The child agreed, within limits.</summary>
    AgreedWithLimits,
    /// <summary>The child refused.</summary>
    Refused,
    /// <summary>The person joined.</summary>
    Joined,
    /// <summary>The person has not decided.</summary>
    Undecided,
    /// <summary>The person declined.</summary>
    Declined,
}

/// <summary>A worry raised by a professional, and how it was answered.</summary>
public sealed record Concern : CaseNode
{
    /// <summary>Id of the link it is about, where it is about one.</summary>
    public string? LinkId { get; init; }

    /// <summary>Id of the worker who raised it.</summary>
    public string? WorkerId { get; init; }

    /// <summary>The worry, in words.</summary>
    public required string Words { get; init; }

    /// <summary>The day it was raised.</summary>
    public required DateOnly RaisedOn { get; init; }

    /// <summary>How it was answered.</summary>
    public string? Answer { get; init; }

    /// <summary>The day it was answered.</summary>
    public DateOnly? AnsweredOn { get; init; }
}

/// <summary>Support a person says they can give, now or in future.</summary>
public sealed record Offer : CaseNode
{
    /// <summary>Id of the person.</summary>
    public required string PersonId { get; init; }

    /// <summary>What kind of support.</summary>
    public required SupportKind Support { get; init; }

    /// <summary>How, where it was said.</summary>
    public ContactMode? Mode { get; init; }

    /// <summary>In the person's words.</summary>
    public string? Words { get; init; }

    /// <summary>When it could be, in words ("now", "when you are 18").</summary>
    public string? When { get; init; }

    /// <summary>The day it was offered.</summary>
    public required DateOnly OfferedOn { get; init; }
}
