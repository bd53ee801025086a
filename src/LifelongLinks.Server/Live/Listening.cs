using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using Activity = System.Diagnostics.Activity;

namespace LifelongLinks.Server;

/// <summary>
/// Runs operations that no HTTP request stands for, each in a scope of its own: what is asked over a WebSocket, and a subscription once for
/// each event. So every rule of a query (limits, sight, the day, look-ahead) holds for each event.
/// </summary>
public sealed class Listening(
    IServiceScopeFactory scopes, IDocumentExecuter executer, IGraphQLTextSerializer serializer, IStore store, Hub hub, Turns turns, Rates rates, Auditing auditing, Clock clock,
    Settings settings)
{
    /// <summary>Runs an operation once. What it subscribes to, where it does, is then told by <paramref name="asked"/>.</summary>
    public async Task<ExecutionResult> Run(GraphQLRequest request, ClaimsPrincipal user, Asked asked, CancellationToken cancel)
    {
        var bucket = rates.Of(user);
        if (bucket.Take(Rates.EachRequest) is { } refused)
        {
            return Failed(refused);
        }
        var (result, read) = await Execute(request, user, asked, cancel);
        bucket.Charge(result);
        return await Note(read, cancel) ?? result;
    }

    /// <summary>Takes a place; what is answered for each event follows. An <see cref="ExecutionError"/> when it cannot begin, or goes no further.</summary>
    public async Task<IAsyncEnumerable<ReadOnlyMemory<byte>>> Listen(Topic topic, GraphQLRequest request, ClaimsPrincipal user, CancellationToken cancel)
    {
        var place = await Join(topic, user, cancel);
        return Answers(place, topic, request, user, cancel);
    }

    /// <summary>A result as JSON.</summary>
    public async Task<ReadOnlyMemory<byte>> Json<T>(T result, CancellationToken cancel)
    {
        using MemoryStream bytes = new();
        await serializer.WriteAsync(bytes, result, cancel);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>A result of nothing but an error.</summary>
    public static ExecutionResult Failed(ExecutionError error) => new() { Errors = [error] };

    private async Task<Place> Join(Topic topic, ClaimsPrincipal user, CancellationToken cancel)
    {
        Place? place = null;
        try
        {
            place = await hub.Join(topic, cancel);
            // Looked at with the place taken, so that the change by which it goes out of sight is not missed.
            return topic.ChildId is not { } child || await Topic.IsInSight(Viewers.From(user, clock.Today), child, store, cancel)
                ? place : throw new RequestError("NOT_FOUND", "There is no such child, or not for you.");
        }
        catch (Exception e)
        {
            place?.Dispose();
            throw e is StoreUnavailableException ? new UnhandledError("", e) : e;
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Answers(
        Place place, Topic topic, GraphQLRequest request, ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var kept = place;
        string question = JsonSerializer.Serialize(new { request.Query, request.DocumentId, request.OperationName, request.Variables });
        await foreach (var happening in place.Read(cancel))
        {
            var viewer = Viewers.From(user, clock.Today);
            string viewerKey = JsonSerializer.Serialize(viewer);
            var (tellings, fault) = await Tell(topic, happening, viewer, cancel);
            if (fault is not null)
            {
                yield return await Json(fault, cancel);
            }
            else if (tellings is null)
            {
                yield break;
            }
            foreach (var telling in tellings ?? [])
            {
                // The same question of the same viewer about the same thing has the same answer: whoever is first asks for all.
                var answer = await happening.Once((viewerKey, question, telling.FactId), stop => Answer(request, user, telling, stop), cancel);
                if (answer is not null)
                {
                    yield return await Note(answer.Read, cancel) is { } failed ? await Json(failed, cancel) : answer.Json;
                }
            }
        }
    }

    /// <summary>The answer for one thing to be told, and of whom it tells; null when it is passed over.</summary>
    private async Task<Answered?> Answer(GraphQLRequest request, ClaimsPrincipal user, Telling telling, CancellationToken stop)
    {
        var (result, read) = await Execute(request, user, new() { CanBeTold = true, Telling = telling }, stop);
        return telling.IsPassedOver ? null : new(await Json(result, stop), read);
    }

    private async Task<(ExecutionResult Result, ReadNoted? Read)> Execute(GraphQLRequest request, ClaimsPrincipal user, Asked asked, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(user);
        try
        {
            Task<ExecutionResult> Run() => executer.ExecuteAsync(Endpoint.Options(request, scope.ServiceProvider, user, asked, settings.Limits, cancel));
            var result = await (asked.Telling is null ? turns.Take(Run, cancel) : turns.TakeForEvent(Run, cancel));
            return (result, ReadNoted.Of(result, scope.ServiceProvider, null));
        }
        catch (BadRequestException refused)
        {
            Telemetry.Rejected(refused.Code);
            return (Failed(new RequestError(refused.Code, refused.Message)), null);
        }
    }

    /// <summary>Writes down of whom an answer tells, before it leaves; what to answer instead when that cannot be done.</summary>
    private async Task<ExecutionResult?> Note(ReadNoted? read, CancellationToken cancel)
    {
        try
        {
            if (read is not null)
            {
                await auditing.Note(read with { RequestId = Activity.Current?.TraceId.ToHexString() }, cancel);
            }
            return null;
        }
        catch (StoreUnavailableException unavailable)
        {
            Telemetry.Failed(ErrorAnswers.Unavailable);
            return Failed(new UnhandledError("", unavailable));
        }
    }

    private sealed record Answered(ReadOnlyMemory<byte> Json, ReadNoted? Read);

    // A store that cannot answer is told like any error of an answer; the next event may find it well again.
    private async Task<(IReadOnlyList<Telling>? Tellings, ExecutionResult? Fault)> Tell(Topic topic, Happening happening, Viewer viewer, CancellationToken cancel)
    {
        try
        {
            return (await topic.Tell(happening, viewer, store, cancel), null);
        }
        catch (StoreUnavailableException unavailable)
        {
            return (null, Failed(new UnhandledError("", unavailable)));
        }
    }
}
