using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>A store that cannot be read for a while, though others go on changing it; and that counts how often it is asked for changes.</summary>
internal sealed class Breaking(IStore store) : IStore
{
    private int _asked;

    internal bool IsBroken { get; set; }

    /// <summary>Whether nothing can be appended to the audit trail.</summary>
    internal bool IsFull { get; set; }

    internal int Asked => Volatile.Read(ref _asked);

    /// <summary>Puts it in place of a server's store.</summary>
    internal static Action<IServiceCollection> Store(out Func<Breaking> store)
    {
        Breaking? breaking = null;
        store = () => breaking!;
        return services =>
        {
            var open = services.Single(s => s.ServiceType == typeof(IStore)).ImplementationFactory!;
            services.Replace(ServiceDescriptor.Singleton<IStore>(s => breaking = new((IStore)open(s))));
        };
    }

    public Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel) => Whole().Get(scope, ids, cancel);

    public Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel) =>
        Whole().Expand(scope, roots, pattern, cancel);

    public Task<Page> Find(Scope scope, LifelongLinks.Core.Query query, CancellationToken cancel) => Whole().Find(scope, query, cancel);

    public Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel) =>
        Whole().Neighbourhood(scope, personId, hops, limit, cancel);

    public Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        return Whole().Changes(since, take, cancel);
    }

    public Task<ChangeResult> Change(CaseChange change, CancellationToken cancel) => store.Change(change, cancel);

    public IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, CancellationToken cancel) => Whole().Caseload(scope, cancel);

    public Task<CaseloadStamp> Stamp(CancellationToken cancel) => Whole().Stamp(cancel);

    public Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel) => IsFull ? throw new StoreUnavailableException("It is full.") : Whole().Append(events, cancel);

    public Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel) => Whole().Audit(query, cancel);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private IStore Whole() => IsBroken ? throw new StoreUnavailableException("It is broken.") : store;
}
