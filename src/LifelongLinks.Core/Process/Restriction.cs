namespace LifelongLinks.Core;

/// <summary>Why contact or disclosure is not allowed, or needs care.</summary>
public sealed record Restriction : CaseNode
{
    /// <summary>What it rests on.</summary>
    public required RestrictionKind Kind { get; init; }

    /// <summary>What it does.</summary>
    public required RestrictionEffect Effect { get; init; }

    /// <summary>Id of the person it is against.</summary>
    public string? AgainstId { get; init; }

    /// <summary>Id of the one tie it is against: then it rules paths only.</summary>
    public string? TieId { get; init; }

    /// <summary>CONFIDENTIAL_ADDRESS: id of the person whose address it protects.</summary>
    public string? ProtectsId { get; init; }

    /// <summary>CONFIDENTIAL_ADDRESS: id of the person from whom the address is kept; none: from everybody.</summary>
    public string? KeptFromId { get; init; }

    /// <summary>The first day it holds; null: always.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day it no longer holds.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The order or reason it rests on, in words.</summary>
    public string? Basis { get; init; }

    /// <summary>The decision it ended by, in words.</summary>
    public string? EndedBecause { get; init; }

    /// <summary>
    /// Whether it takes out whom or what it is against: a BLOCK, and a sealed adoption whatever its effect; a confidential address leaves
    /// nobody out (rule 5).
    /// </summary>
    public bool LeavesOut =>
        Kind == RestrictionKind.SealedAdoption || (Effect == RestrictionEffect.Block && Kind != RestrictionKind.ConfidentialAddress);

    /// <summary>Whether it is in force on a day.</summary>
    public bool InForce(DateOnly on) => Days.Holds(From, Until, on);
}

/// <summary>Kind of a restriction.</summary>
public enum RestrictionKind
{
    /// <summary>An order that forbids contact.</summary>
    NoContactOrder,
    /// <summary>Children Act 1989 s. 34(4): the authority may refuse contact.</summary>
    Section34_4Order,
    /// <summary>Children Act 1989 s. 34(6): contact refused as a matter of urgency.</summary>
    Section34_6Refusal,
    /// <summary>A non-molestation order (Family Law Act 1996).</summary>
    NonMolestationOrder,
    /// <summary>A bail condition.</summary>
    BailCondition,
    /// <summary>An address that must not be told.</summary>
    ConfidentialAddress,
    /// <summary>An adoption whose identities before and after are never linked.</summary>
    SealedAdoption,
    /// <summary>A risk of exploitation.</summary>
    Exploitation,
    /// <summary>No contact online.</summary>
    OnlineContact,
    /// <summary>Domestic abuse.</summary>
    DomesticAbuse,
    /// <summary>Not yet assessed.</summary>
    Unassessed,
}

/// <summary>Effect of a restriction.</summary>
public enum RestrictionEffect
{
    /// <summary>Contact is not allowed.</summary>
    Block,
    /// <summary>Contact needs care.</summary>
    Caution,
}
