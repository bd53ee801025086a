using System.Diagnostics;
using System.Runtime.CompilerServices;
using Activity = System.Diagnostics.Activity;
using ActivityKind = System.Diagnostics.ActivityKind;

namespace LifelongLinks.Server;

/// <summary>
/// Any store, each call of it measured: how long it took, by verb, and how many are under way. At what was asked and answered it does not
/// look. It stands around the port, so that every caller is measured, and neither store has to know.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="system">What it is, as <c>db.system.name</c> has it.</param>
public sealed class MeasuredStore(IStore store, string system) : IStore
{
    /// <summary>The store itself.</summary>
    public IStore Store => store;

    /// <inheritdoc/>
    public Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Measured("get", () => store.Get(scope, ids, cancel));

    /// <inheritdoc/>
    public Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel) =>
        Measured("expand", () => store.Expand(scope, roots, pattern, cancel));

    /// <inheritdoc/>
    public Task<Page> Find(Scope scope, Core.Query query, CancellationToken cancel) => Measured("find", () => store.Find(scope, query, cancel));

    /// <inheritdoc/>
    public Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel) =>
        Measured("neighbourhood", () => store.Neighbourhood(scope, personId, hops, limit, cancel));

    /// <inheritdoc/>
    public Task<ChangeResult> Change(CaseChange change, CancellationToken cancel) => Measured("change", () => store.Change(change, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel) =>
        Measured("changes", () => store.Changes(since, take, cancel));

    /// <inheritdoc/>
    public async IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Each lot is a call: what is done with it in between is not the store's.
        await using var lots = store.Caseload(scope, cancel).GetAsyncEnumerator(cancel);
        while (await Measured("caseload", () => lots.MoveNextAsync().AsTask()))
        {
            yield return lots.Current;
        }
    }

    /// <inheritdoc/>
    public Task<CaseloadStamp> Stamp(CancellationToken cancel) => Measured("stamp", () => store.Stamp(cancel));

    /// <inheritdoc/>
    public Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel)
    {
        Telemetry.AuditGroup.Record(events.Count);
        return Measured("append", async () =>
        {
            await store.Append(events, cancel);
            return true;
        });
    }

    /// <inheritdoc/>
    public Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel) => Measured("audit", () => store.Audit(query, cancel));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => store.DisposeAsync();

    private Task<T> Measured<T>(string verb, Func<Task<T>> call)
    {
        Tally.Count();
        return Telemetry.StoreDuration.Enabled || Telemetry.Source.HasListeners() ? Timed(verb, call) : call();
    }

    private async Task<T> Timed<T>(string verb, Func<Task<T>> call)
    {
        // What nobody asked for, such as the look for other servers' changes, is no trace of its own.
        using var span = Activity.Current is null ? null : Telemetry.Source.StartActivity(verb, ActivityKind.Client);
        TagList tags = new() { { "db.system.name", system }, { "db.operation.name", verb } };
        long began = Stopwatch.GetTimestamp();
        Telemetry.StoreCalls.Add(1, tags);
        string? fault = null;
        try
        {
            return await call();
        }
        catch (Exception e)
        {
            fault = FaultOf(e);
            throw;
        }
        finally
        {
            Telemetry.StoreCalls.Add(-1, tags);
            if (fault is not null)
            {
                tags.Add("error.type", fault);
                span?.SetStatus(ActivityStatusCode.Error);
            }
            Telemetry.StoreDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
            if (span is { IsAllDataRequested: true })
            {
                foreach (var (name, value) in tags)
                {
                    span.SetTag(name, value);
                }
            }
        }
    }

    private static string FaultOf(Exception e) => e switch
    {
        StoreUnavailableException unavailable => Words.Of(unavailable.Fault),
        OperationCanceledException => "CANCELLED",
        _ => e.GetType().Name,
    };
}

/// <summary>How many calls of the store an operation made.</summary>
internal sealed class Tally
{
    private static readonly AsyncLocal<Tally?> _current = new();

    private int _calls;

    /// <summary>How many so far.</summary>
    internal int Calls => Volatile.Read(ref _calls);

    /// <summary>Begins to count what is called from here on, within the asynchronous method that calls this.</summary>
    internal static Tally Begin() => _current.Value = new();

    /// <summary>Counts one.</summary>
    internal static void Count()
    {
        if (_current.Value is { } tally)
        {
            Interlocked.Increment(ref tally._calls);
        }
    }
}
