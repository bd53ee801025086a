using GraphQL;
using GraphQL.DI;
using GraphQL.Execution;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace LifelongLinks.Server;

/// <summary>The beginning of a subscription: finds what it wants to be told of, and resolves nothing.</summary>
internal sealed class EngineSubscribing : ParallelExecutionStrategy
{
    /// <inheritdoc/>
    public override Task<ExecutionResult> ExecuteAsync(ExecutionContext context)
    {
        var asked = (Asked)context.UserContext;
        try
        {
            asked.Topic = TopicOf(context);
        }
        catch (RequestError refused)
        {
            asked.Refused = refused;
        }
        return Task.FromResult(new ExecutionResult { Executed = true });
    }

    private Topic TopicOf(ExecutionContext context)
    {
        var fields = CollectFieldsFrom(context, context.Schema.Subscription!, context.Operation.SelectionSet, null).Values;
        var (field, definition) = fields.FirstOrDefault();
        if (fields.Count != 1 || definition.Name.StartsWith("__", StringComparison.Ordinal))
        {
            throw new RequestError("BAD_REQUEST", "A subscription asks for one field, and one that something is told of.");
        }
        string? childId = context.ArgumentValues?.GetValueOrDefault(field)?.TryGetValue("childId", out var given) == true ? given.Value as string : null;
        return new(definition.Name, childId is null ? null : Reading.CheckId(childId));
    }
}

/// <summary>A subscription that cannot begin is not executed, though the engine takes it for that: its client is told of the error alone.</summary>
internal sealed class EngineBeginnings : IConfigureExecution
{
    /// <summary>Around everything else.</summary>
    public float SortOrder => 0;

    /// <inheritdoc/>
    public async Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        var result = await next(options);
        return options.UserContext is Asked { Refused: { } refused } ? Listening.Failed(refused) : result;
    }
}
