using GraphQL;
using GraphQL.DI;
using GraphQL.Validation;

namespace LifelongLinks.Server;

/// <summary>What is known of a request beside its document: how it was sent, what it was counted to cost, and what it subscribes to.</summary>
public sealed class Asked : Dictionary<string, object?>
{
    /// <summary>Whether it came by GET, by which nothing may be changed.</summary>
    public bool ByGet { get; init; }

    /// <summary>Whether there is a way to tell of what happens later.</summary>
    public bool CanBeTold { get; init; }

    /// <summary>What a subscription wants to be told of; found when it begins.</summary>
    public Topic? Topic { get; set; }

    /// <summary>Why a subscription cannot begin.</summary>
    public RequestError? Refused { get; set; }

    /// <summary>What a subscription is run for; null when it begins.</summary>
    public Telling? Telling { get; init; }

    /// <summary>What it was counted to cost, when it was.</summary>
    public Cost? Cost { get; set; }
}

/// <summary>What a request was counted to cost before anything ran, and what it may.</summary>
public sealed class Cost(double requested, int depth, Limits limits)
{
    /// <summary>What it was counted to cost.</summary>
    public double Requested => requested;

    /// <summary>As <c>extensions</c> have it. More than a billion is told as a billion.</summary>
    public Dictionary<string, object?> Told() => new()
    {
        ["requested"] = (int)Math.Min(requested, 1_000_000_000),
        ["limit"] = limits.MaxComplexity,
        ["depth"] = depth,
        ["maxDepth"] = limits.MaxDepth,
    };
}

/// <summary>A request that asks for too much, and what it was counted to cost.</summary>
public sealed class TooComplexError : ValidationError
{
    /// <summary>With what to do.</summary>
    public TooComplexError(string message, Cost cost) : base(message)
    {
        Code = EngineLimits.TooComplex;
        Cost = cost;
    }

    /// <summary>What it was counted to cost.</summary>
    public Cost Cost { get; }
}

/// <summary>Tells with every executed answer what it was counted to cost, as <c>extensions.cost</c>.</summary>
public sealed class EngineCost : IConfigureExecution
{
    /// <summary>Around everything else.</summary>
    public float SortOrder => 0;

    /// <inheritdoc/>
    public async Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        var result = await next(options);
        if (result.Executed && options.UserContext is Asked { Cost: { } cost })
        {
            (result.Extensions ??= [])["cost"] = cost.Told();
        }
        return result;
    }
}
