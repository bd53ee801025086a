using LifelongLinks.Server;
using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Server;

/// <summary>A store that notes the groups of audit events it is given, and may hold them up, refuse them or lose its answer.</summary>
internal sealed class AppendingStore(IStore store) : IStore
{
    private int _found;

    internal IWholeStore Whole => (IWholeStore)((MeasuredStore)store).Store;

    /// <summary>How many events each group had.</summary>
    internal List<int> Groups { get; } = [];

    /// <summary>How often something was looked for.</summary>
    internal int Found => _found;

    /// <summary>Whether nothing is appended.</summary>
    internal bool Fails { get; set; }

    /// <summary>Whether all is written and nobody told.</summary>
    internal bool LosesAnswer { get; set; }

    /// <summary>What the next group waits for.</summary>
    internal TaskCompletionSource? Gate { get; set; }

    /// <summary>Released when a group waits.</summary>
    internal SemaphoreSlim Waits { get; } = new(0);

    public IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, CancellationToken cancel) => store.Caseload(scope, cancel);

    public Task<CaseloadStamp> Stamp(CancellationToken cancel) => store.Stamp(cancel);

    public async Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel)
    {
        Groups.Add(events.Count);
        if (Gate is { } gate)
        {
            Waits.Release();
            await gate.Task;
        }
        if (Fails)
        {
            throw new StoreUnavailableException("full");
        }
        await store.Append(events, cancel);
        LoseAnswer();
    }

    public async Task<ChangeResult> Change(CaseChange change, CancellationToken cancel)
    {
        var result = await store.Change(change, cancel);
        LoseAnswer();
        return result;
    }

    public Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel) => store.Get(scope, ids, cancel);

    public Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel) => store.Expand(scope, roots, pattern, cancel);

    public Task<Page> Find(Scope scope, LifelongLinks.Core.Query query, CancellationToken cancel)
    {
        Interlocked.Increment(ref _found);
        return store.Find(scope, query, cancel);
    }

    public Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel) => store.Neighbourhood(scope, personId, hops, limit, cancel);

    public Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel) => store.Changes(since, take, cancel);

    public Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel) => store.Audit(query, cancel);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private void LoseAnswer()
    {
        if (LosesAnswer)
        {
            throw new StoreUnavailableException("gone");
        }
    }
}
