namespace LifelongLinks.Core;

/// <summary>What the conference agreed: who stays in touch, how and how often.</summary>
public sealed record Plan : CaseNode
{
    /// <summary>Id of the conference that made it.</summary>
    public string? ConferenceId { get; init; }

    /// <summary>The day it was drafted.</summary>
    public required DateOnly DraftedOn { get; init; }

    /// <summary>The day the social worker agreed it.</summary>
    public DateOnly? AgreedOn { get; init; }

    /// <summary>Id of the social worker who agreed it.</summary>
    public string? AgreedById { get; init; }

    /// <summary>The day it was declined, if it was not agreed.</summary>
    public DateOnly? DeclinedOn { get; init; }

    /// <summary>Why it is safe, in the social worker's words.</summary>
    public string? SafetyStatement { get; init; }

    /// <summary>The statutory plans it is part of.</summary>
    public IReadOnlyList<PlanIntegration> IntegratedInto { get; init; } = [];

    /// <summary>The first day it no longer held.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Id of the plan that this is a new version of, as a review decided; agreeing this one ends that.</summary>
    public string? ReplacesId { get; init; }

    /// <summary>Why it was declined, or ended before a review replaced it.</summary>
    public string? EndReason { get; init; }

    /// <summary>Whether it is agreed and not ended on a day.</summary>
    public bool InForce(DateOnly on) => AgreedOn <= on && !(EndedOn <= on);

    /// <summary>The plan's status on a day.</summary>
    public PlanStatus Status(DateOnly on) =>
        EndedOn <= on ? PlanStatus.Ended
        : AgreedOn <= on ? PlanStatus.Agreed
        : DeclinedOn <= on ? PlanStatus.Declined
        : PlanStatus.Draft;
}

/// <summary>A statutory plan of which a plan becomes part.</summary>
public enum PlanIntegration
{
    /// <summary>The care plan of a child in care.</summary>
    CarePlan,
    /// <summary>The pathway plan of a care leaver.</summary>
    PathwayPlan,
}

/// <summary>Status of a plan.</summary>
public enum PlanStatus
{
    /// <summary>Drafted, may change.</summary>
    Draft,
    /// <summary>Agreed by the social worker.</summary>
    Agreed,
    /// <summary>Not agreed.</summary>
    Declined,
    /// <summary>Ended, or replaced at a review.</summary>
    Ended,
}

/// <summary>One promise in a plan.</summary>
public sealed record Commitment : CaseNode
{
    /// <summary>Id of the plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>Ids of the people who promise it.</summary>
    public required IReadOnlyList<string> PersonIds { get; init; }

    /// <summary>Ids of the workers who make it possible.</summary>
    public IReadOnlyList<string> HelperIds { get; init; } = [];

    /// <summary>What kinds of support it gives.</summary>
    public required IReadOnlyList<SupportKind> Support { get; init; }

    /// <summary>How.</summary>
    public required ContactMode Mode { get; init; }

    /// <summary>Whether somebody else is there.</summary>
    public Supervision Supervision { get; init; } = Supervision.Unsupervised;

    /// <summary>How often.</summary>
    public required Cadence Cadence { get; init; }

    /// <summary>Days of grace after due; none: as the cadence has it.</summary>
    public int? Grace { get; init; }

    /// <summary>The first day; periods count from it.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day, itself included.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>When it is paused, and by which review.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>The promise in the person's own words.</summary>
    public string? Words { get; init; }

    /// <summary>Id of the commitment in the version of the plan before that this goes on from.</summary>
    public string? ContinuesId { get; init; }
}

/// <summary>A pause of a commitment, decided by a review.</summary>
/// <param name="From">The first day of the pause.</param>
/// <param name="Until">The first day after it; none while it lasts.</param>
/// <param name="ReviewId">Id of the review that decided it.</param>
public sealed record Pause(DateOnly From, DateOnly? Until = null, string? ReviewId = null);

/// <summary>Kind of support.</summary>
public enum SupportKind
{
    /// <summary>Somebody to talk to and rely on.</summary>
    Emotional,
    /// <summary>A lift, a meal, a hand.</summary>
    Practical,
    /// <summary>Advice and knowledge.</summary>
    Informational,
    /// <summary>Time and fun together.</summary>
    Companionship,
    /// <summary>Family, history, culture, who I am.</summary>
    Identity,
}

/// <summary>How people are in touch.</summary>
public enum ContactMode
{
    /// <summary>Seeing each other.</summary>
    InPerson,
    /// <summary>A stay overnight.</summary>
    OvernightStay,
    /// <summary>A phone call.</summary>
    PhoneCall,
    /// <summary>A video call.</summary>
    VideoCall,
    /// <summary>A text or chat message.</summary>
    Message,
    /// <summary>An email.</summary>
    Email,
    /// <summary>A letter.</summary>
    Letter,
    /// <summary>A card.</summary>
    Card,
    /// <summary>A gift.</summary>
    Gift,
    /// <summary>Letterbox exchange through the authority.</summary>
    Letterbox,
    /// <summary>An outing together.</summary>
    Outing,
    /// <summary>A family event.</summary>
    FamilyEvent,
    /// <summary>A holiday together.</summary>
    Holiday,
}

/// <summary>Whether somebody else is there.</summary>
public enum Supervision
{
    /// <summary>Nobody else has to be there.</summary>
    Unsupervised,
    /// <summary>Somebody helps it happen.</summary>
    Facilitated,
    /// <summary>Somebody watches over it.</summary>
    Supervised,
}
