namespace LifelongLinks.Core;

/// <summary>Why something was not done: expected, and to be told.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Refusal(RefusalCode Code, string Message);

/// <summary>Stable codes of refusals.</summary>
public enum RefusalCode
{
    /// <summary>There is no such thing, or the viewer may not know of it.</summary>
    NotFound,
    /// <summary>An argument cannot be used.</summary>
    BadArgument,
    /// <summary>The network is too large for an exact answer.</summary>
    TooLarge,
    /// <summary>Somebody else changed it meanwhile.</summary>
    Conflict,
}

/// <summary>A value, or a refusal.</summary>
public sealed record Outcome<T> where T : class
{
    internal Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null when it was refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>A value is an outcome.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}

/// <summary>Outcomes of a value held by an interface (a list), which the language will not convert by itself.</summary>
public static class Outcome
{
    /// <summary>The value as an outcome.</summary>
    public static Outcome<T> Of<T>(T value) where T : class => new(value, null);
}
