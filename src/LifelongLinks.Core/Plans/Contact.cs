namespace LifelongLinks.Core;

/// <summary>Something that happened between the child and somebody.</summary>
public sealed record Contact : CaseNode
{
    /// <summary>Ids of the commitments it fulfils; none: it was not planned.</summary>
    public IReadOnlyList<string> CommitmentIds { get; init; } = [];

    /// <summary>Ids of the people it was with.</summary>
    public required IReadOnlyList<string> PersonIds { get; init; }

    /// <summary>Ids of the workers who were needed: who arranged, transported, facilitated or supervised.</summary>
    public IReadOnlyList<string> NeededIds { get; init; } = [];

    /// <summary>The day it happened.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The day it was recorded.</summary>
    public DateOnly? RecordedOn { get; init; }

    /// <summary>How.</summary>
    public required ContactMode Mode { get; init; }

    /// <summary>Whether a letter, card, message, email or gift was answered; without an answer it is one-way. Calls and meetings go both ways by themselves.</summary>
    public bool Answered { get; init; }

    /// <summary>Who began it.</summary>
    public ContactStarter? StartedBy { get; init; }

    /// <summary>How the child felt about it, 1 (bad) to 5 (very good).</summary>
    public int? Feeling { get; init; }

    /// <summary>The child's own words about it.</summary>
    public string? Words { get; init; }

    /// <summary>Whether it went both ways: seeing or speaking to each other always does, other modes when answered.</summary>
    public bool IsTwoWay => Answered || Mode is ContactMode.InPerson or ContactMode.OvernightStay or ContactMode.PhoneCall
        or ContactMode.VideoCall or ContactMode.Outing or ContactMode.FamilyEvent or ContactMode.Holiday;
}

/// <summary>Who began a contact.</summary>
public enum ContactStarter
{
    /// <summary>The person.</summary>
    Person,
    /// <summary>The child.</summary>
    Child,
    /// <summary>A worker.</summary>
    Worker,
}

/// <summary>Why one occasion does not count.</summary>
public sealed record Excuse : CaseNode
{
    /// <summary>Id of the commitment.</summary>
    public required string CommitmentId { get; init; }

    /// <summary>The due day of the occasion.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>The day it was recorded: before that day it is not known.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary>Why.</summary>
    public required ExcuseReason Reason { get; init; }

    /// <summary>In words.</summary>
    public string? Words { get; init; }
}

/// <summary>Reason of an excuse.</summary>
public enum ExcuseReason
{
    /// <summary>The child did not want it this time; no failure of the relative.</summary>
    ChildDeclined,
    /// <summary>Illness.</summary>
    Illness,
    /// <summary>Bereavement.</summary>
    Bereavement,
    /// <summary>The child moved.</summary>
    PlacementMove,
    /// <summary>No transport.</summary>
    Transport,
    /// <summary>The service failed them; no failure of the relative.</summary>
    ServiceFailure,
    /// <summary>Safety.</summary>
    Safety,
    /// <summary>Anything else.</summary>
    Other,
}
