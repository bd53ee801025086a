namespace LifelongLinks.Core;

/// <summary>Where the child has lived, and each school.</summary>
public sealed record Placement : CaseNode
{
    /// <summary>What kind of home or school.</summary>
    public required PlacementKind Kind { get; init; }

    /// <summary>The home itself: the same for siblings who live together.</summary>
    [Encrypted]
    public required string Home { get; init; }

    /// <summary>Where it is, in words.</summary>
    [Encrypted]
    public string? Place { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The first day it no longer held.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Why the child moved on.</summary>
    public string? ReasonForMove { get; init; }

    /// <summary>Id of the person who cares or cared for the child there.</summary>
    public string? CarerId { get; init; }

    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(DateOnly on) => Days.Holds(From, Until, on);
}

/// <summary>Kind of a placement.</summary>
public enum PlacementKind
{
    /// <summary>With foster carers.</summary>
    FosterCare,
    /// <summary>With a relative or friend.</summary>
    KinshipCare,
    /// <summary>In a children's home.</summary>
    ChildrensHome,
    /// <summary>With parents.</summary>
    WithParents,
    /// <summary>With adopters before the order.</summary>
    PlacedForAdoption,
    /// <summary>Supported lodgings or accommodation.</summary>
    SupportedAccommodation,
    /// <summary>Staying put with former foster carers after 18.</summary>
    StayingPut,
    /// <summary>A home of their own.</summary>
    Independent,
    /// <summary>A school or college.</summary>
    School,
}
