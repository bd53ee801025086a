namespace LifelongLinks.Core;

/// <summary>A node of the relationship graph.</summary>
public abstract record Node
{
    /// <summary>Opaque, global id: 32 lower-case hexadecimal digits. Later things have later ids; it says nothing else.</summary>
    public required string Id { get; init; }

    /// <summary>Version of the record, from 1; each saved change adds one.</summary>
    public int Version { get; init; } = 1;
}

/// <summary>A fact that belongs to one child's case.</summary>
public abstract record CaseNode : Node
{
    /// <summary>Id of the child whose case this belongs to.</summary>
    public required string ChildId { get; init; }
}

/// <summary>A relationship of the graph that carries properties of its own.</summary>
public abstract record Edge
{
    /// <summary>Opaque, global id: 32 lower-case hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Version of the record, from 1; each saved change adds one.</summary>
    public int Version { get; init; } = 1;
}

/// <summary>Ids: opaque to everybody but the server.</summary>
public static class Ids
{
    /// <summary>Length of an id in characters.</summary>
    public const int Length = 32;

    /// <summary>Whether the text could be an id: 32 lower-case hexadecimal digits.</summary>
    public static bool IsWellFormed(string? text) => text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The id of a time-ordered UUID (RFC 9562, version 7): ids compared ordinally stand in the order they were made.</summary>
    public static string From(Guid uuid) => uuid.ToString("N");
}

/// <summary>Facts that hold for a while: from their first day, until the first day they no longer hold.</summary>
public static class Days
{
    /// <summary>Whether a fact of [from, until) holds on the day. No beginning: it always held; no end: it still does.</summary>
    public static bool Holds(DateOnly? from, DateOnly? until, DateOnly on) => !(from > on) && !(until <= on);

    /// <summary>Whole days from one day to a later one; negative when it is earlier.</summary>
    public static int Between(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    /// <summary>The day so many days later, or earlier; the first or last day there is when it would lie beyond.</summary>
    public static DateOnly Plus(DateOnly day, int days) =>
        DateOnly.FromDayNumber((int)Math.Clamp((long)day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>The day a person born on <paramref name="born"/> attains an age: one born on 29 February on 1 March of a common year.</summary>
    public static DateOnly Attains(DateOnly born, int years)
    {
        int year = born.Year + years;
        return born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year) ? new(year, 3, 1) : new(year, born.Month, born.Day);
    }

    /// <summary>Age in whole years on a day; 0 before birth.</summary>
    public static int Age(DateOnly born, DateOnly on)
    {
        int years = on.Year - born.Year;
        return Math.Max(0, years > 0 && Attains(born, years) > on ? years - 1 : years);
    }
}
