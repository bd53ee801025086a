using GraphQL;

namespace LifelongLinks.Server;

/// <summary>A request that goes over one of the bounds of <see cref="Limits"/>; told with which one, and what it is.</summary>
public sealed class OutOfBoundsError : ExecutionError
{
    private OutOfBoundsError(string bound, int limit, string message) : base(message)
    {
        Code = EngineLimits.TooComplex;
        (Bound, Limit) = (bound, limit);
    }

    /// <summary>The bound, by the name of its setting.</summary>
    public string Bound { get; }

    /// <summary>What it is.</summary>
    public int Limit { get; }

    /// <summary>The error of so many things where there may be fewer; null where there may be as many.</summary>
    /// <param name="found">How many there are.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="bound">Name of the setting.</param>
    /// <param name="things">What is counted, as in "has 16 aliases".</param>
    internal static OutOfBoundsError? Over(double found, int limit, string bound, string things) => found <= limit ? null
        : new(bound, limit, $"The request has {found:0} {things}; at most {limit} are allowed. Ask for less at a time, or in several requests.");

    /// <summary>The error of what was not counted to its end.</summary>
    internal static OutOfBoundsError MoreThan(int limit, string bound, string things) =>
        new(bound, limit, $"The request has more than {limit} {things}. Ask for less at a time, or in several requests.");
}
