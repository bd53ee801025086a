namespace LifelongLinks.Core;

/// <summary>Anyone: a relative, friend, carer, teacher or worker.</summary>
public record Person : Node
{
    /// <summary>What stands for the name of somebody whose details were erased.</summary>
    public const string NoName = "(details erased)";

    /// <summary>Full name, as it is written.</summary>
    public required string Name { get; init; }

    /// <summary>The name the person uses and is called by.</summary>
    public string? KnownAs { get; init; }

    /// <summary>The pronouns the person uses, such as "she/her".</summary>
    public string? Pronouns { get; init; }

    /// <summary>Earlier full names.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>Date of birth, where it is known.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>The day the person died.</summary>
    public DateOnly? Died { get; init; }

    /// <summary>
    /// The day on which everything that was known of the person was erased, as they were never approached or had declined; what is left
    /// says only that they are not to be approached.
    /// </summary>
    public DateOnly? ErasedOn { get; init; }

    /// <summary>Whether the person is alive on a day.</summary>
    public bool IsAlive(DateOnly on) => !(Died <= on);

    /// <summary>Whether there is somebody to be in touch with on a day: alive, and not erased.</summary>
    public bool IsThere(DateOnly on) => IsAlive(on) && ErasedOn is null;
}

/// <summary>A child in care or care leaver with a case here.</summary>
public sealed record Child : Person
{
    /// <summary>The authority's own reference for the case.</summary>
    public required string Reference { get; init; }

    /// <summary>The token's <c>sub</c> with which the young person signs in, where they do.</summary>
    public string? Subject { get; init; }

    /// <summary>The day the child came into care.</summary>
    public DateOnly? EnteredCareOn { get; init; }

    /// <summary>The first day the child was no longer in care.</summary>
    public DateOnly? LeftCareOn { get; init; }

    /// <summary>The day the case was closed.</summary>
    public DateOnly? ClosedOn { get; init; }
}

/// <summary>Somebody who signs in: a professional or a carer.</summary>
public sealed record Worker : Person
{
    /// <summary>The token's <c>sub</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The roles this person has in the authority.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>The digest of the secret in the address of their calendar of reviews (<see cref="CalendarSecret"/>); null: they have none.</summary>
    public string? CalendarDigest { get; init; }

    /// <summary>The day that address was made.</summary>
    public DateOnly? CalendarSince { get; init; }
}

/// <summary>A team of the authority; a case belongs to one.</summary>
public sealed record Team : Node
{
    /// <summary>The team's name, as tokens write it.</summary>
    public required string Name { get; init; }
}

/// <summary>A phone number, email or address of a person, held apart from them.</summary>
public sealed record ContactDetail : Node
{
    /// <summary>Id of the person.</summary>
    public required string PersonId { get; init; }

    /// <summary>What it is.</summary>
    public required ContactDetailKind Kind { get; init; }

    /// <summary>The number or address itself.</summary>
    [Encrypted]
    public required string Value { get; init; }

    /// <summary>The first day it held.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The first day it no longer held.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Kind of a contact detail.</summary>
public enum ContactDetailKind
{
    /// <summary>A telephone number.</summary>
    Phone,
    /// <summary>An email address.</summary>
    Email,
    /// <summary>A postal address.</summary>
    Address,
}
