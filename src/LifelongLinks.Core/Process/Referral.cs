namespace LifelongLinks.Core;

/// <summary>By whom, when and why a child was referred.</summary>
public sealed record Referral : CaseNode
{
    /// <summary>Id of the person who refers.</summary>
    public string? ReferredById { get; init; }

    /// <summary>The day of the referral.</summary>
    public required DateOnly ReferredOn { get; init; }

    /// <summary>Why Lifelong Links is asked for.</summary>
    public string? Why { get; init; }

    /// <summary>Risks to consider.</summary>
    public string? Risks { get; init; }

    /// <summary>The support the child will need during the process.</summary>
    public string? Support { get; init; }

    /// <summary>How far the referral has come.</summary>
    public ReferralStatus Status { get; init; } = ReferralStatus.Open;

    /// <summary>The day it was accepted or declined.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>The first day on which the case that it opened was closed.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Why it was declined.</summary>
    public string? ReasonDeclined { get; init; }
}

/// <summary>Status of a referral.</summary>
public enum ReferralStatus
{
    /// <summary>Waits for a decision.</summary>
    Open,
    /// <summary>Accepted: the work may begin.</summary>
    Accepted,
    /// <summary>Declined.</summary>
    Declined,
}

/// <summary>The plan made with the referrer: whom to look for, and where.</summary>
public sealed record FindingPlan : CaseNode
{
    /// <summary>The day it was made.</summary>
    public required DateOnly MadeOn { get; init; }

    /// <summary>Risks to weigh while looking.</summary>
    public string? Risks { get; init; }
}

/// <summary>One step of a finding plan.</summary>
public sealed record FindingStep : CaseNode
{
    /// <summary>Id of the finding plan.</summary>
    public required string FindingPlanId { get; init; }

    /// <summary>Id of the person to look for, where they are known by name.</summary>
    public string? PersonId { get; init; }

    /// <summary>Id of the worker who does it.</summary>
    public string? WorkerId { get; init; }

    /// <summary>Where to look.</summary>
    public required FindingSource Source { get; init; }

    /// <summary>What is to be done, in words.</summary>
    public string? Words { get; init; }

    /// <summary>How far the step has come.</summary>
    public FindingStatus Status { get; init; } = FindingStatus.Planned;

    /// <summary>The day it was done.</summary>
    public DateOnly? DoneOn { get; init; }

    /// <summary>What was found, in words.</summary>
    public string? Found { get; init; }
}

/// <summary>Where a finding step looks.</summary>
public enum FindingSource
{
    /// <summary>The authority's records and the child's file.</summary>
    Records,
    /// <summary>Earlier foster carers and homes.</summary>
    EarlierCarers,
    /// <summary>The family itself.</summary>
    Family,
    /// <summary>Schools.</summary>
    Schools,
    /// <summary>Social media.</summary>
    SocialMedia,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Status of a finding step.</summary>
public enum FindingStatus
{
    /// <summary>Not begun.</summary>
    Planned,
    /// <summary>Under way.</summary>
    UnderWay,
    /// <summary>Done.</summary>
    Done,
    /// <summary>Given up.</summary>
    GivenUp,
}
