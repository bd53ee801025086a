using System.Diagnostics;
using GraphQL;
using GraphQL.DI;
using GraphQL.Execution;
using Activity = System.Diagnostics.Activity;

namespace LifelongLinks.Server;

/// <summary>
/// Every operation, whichever way it came: how long it was worked on, what it cost, which errors it was answered with, and a line in the log
/// where it was slow. Never its document, its variables or what it answered.
/// </summary>
public sealed class MeasuredExecution(OperationNames names, IErrorInfoProvider errors, Settings settings, ILogger<MeasuredExecution> log) : IConfigureExecution
{
    /// <summary>Around everything else.</summary>
    public float SortOrder => -1;

    /// <inheritdoc/>
    public async Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        var tally = Tally.Begin();
        using var span = Telemetry.Source.StartActivity("graphql");
        long began = Stopwatch.GetTimestamp();
        ExecutionResult result;
        try
        {
            result = await next(options);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The engine makes an answer of it, further out than any step can see.
            Telemetry.Failed(e is StoreUnavailableException ? ErrorAnswers.Unavailable : ErrorAnswers.Internal);
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        var took = Stopwatch.GetElapsedTime(began);
        bool slow = took.TotalMilliseconds >= settings.Telemetry.SlowMilliseconds;
        if (slow || span is not null || Telemetry.OperationDuration.Enabled)
        {
            Tell(result, (options.UserContext as Asked)?.Cost, tally.Calls, took, slow, span);
        }
        return result;
    }

    private void Tell(ExecutionResult result, Cost? cost, int calls, TimeSpan took, bool slow, Activity? span)
    {
        string type = result.Operation?.Operation.ToString().ToLowerInvariant() ?? "none";
        string name = names.Of(result.Operation?.Name?.StringValue, result.Executed);
        string? code = null;
        foreach (var error in result.Errors ?? [])
        {
            code = CodeOf(error);
            Telemetry.Failed(code);
        }
        TagList tags = new() { { "graphql.operation.type", type }, { "graphql.operation.name", name } };
        if (cost is not null)
        {
            Telemetry.OperationCost.Record(cost.Requested, tags);
        }
        if (code is not null)
        {
            tags.Add("error.type", code);
            span?.SetStatus(ActivityStatusCode.Error);
        }
        Telemetry.OperationDuration.Record(took.TotalSeconds, tags);
        if (span is { IsAllDataRequested: true })
        {
            span.DisplayName = $"{type} {name}";
            foreach (var (key, value) in tags)
            {
                span.SetTag(key, value);
            }
            span.SetTag("lifelong_links.cost", cost?.Requested).SetTag("lifelong_links.store.calls", calls);
        }
        if (slow)
        {
            log.Slow(type, name, (long)took.TotalMilliseconds, cost?.Requested ?? 0, calls, Activity.Current?.TraceId.ToHexString() ?? "none");
        }
    }

    private string CodeOf(ExecutionError error) =>
        errors.GetInfo(error).Extensions?.TryGetValue("code", out object? code) == true && code is string known ? known : "none";
}
