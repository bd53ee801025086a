using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LifelongLinks.Tests.Server;

/// <summary>A server with the stories, on 30 June 2026, that counts what it asks of its store.</summary>
public sealed class QueriesServer : IDisposable
{
    private CountingStore? _store;

    public QueriesServer() : this([]) { }

    internal QueriesServer(params (string Key, string Value)[] settings) => Server = new(services =>
    {
        var open = services.Single(s => s.ServiceType == typeof(IStore)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<IStore>(s => _store = new((IStore)open(s))));
    }, settings: settings);

    public TestServer Server { get; }

    /// <summary>Asks, and says how many store calls it took.</summary>
    internal async Task<(System.Text.Json.JsonElement Answer, int Calls)> Count(string query, object? variables = null)
    {
        using var client = Server.Client(Server.Token()); // started before it is counted
        _store!.Calls = 0;
        var answer = await Server.Ask(query, variables);
        return (answer, _store.Calls);
    }

    /// <summary>One of the example queries.</summary>
    internal static string Example(string name) => File.ReadAllText(Path.Combine(Examples(), $"{name}.graphql"));

    internal static string Examples([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "queries");

    public void Dispose() => Server.Dispose();

    private sealed class CountingStore(IStore store) : IStore
    {
        private int _calls;

        internal int Calls { get => _calls; set => _calls = value; }

        public Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel) => Counted().Get(scope, ids, cancel);

        public Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel) =>
            Counted().Expand(scope, roots, pattern, cancel);

        public Task<Page> Find(Scope scope, LifelongLinks.Core.Query query, CancellationToken cancel) => Counted().Find(scope, query, cancel);

        public Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel) =>
            Counted().Neighbourhood(scope, personId, hops, limit, cancel);

        public Task<ChangeResult> Change(CaseChange change, CancellationToken cancel) => Counted().Change(change, cancel);

        public Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel) => Counted().Changes(since, take, cancel);

        // Written besides what is asked, and by one for many.
        public IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, CancellationToken cancel) => Counted().Caseload(scope, cancel);

        public Task<CaseloadStamp> Stamp(CancellationToken cancel) => Counted().Stamp(cancel);

        public Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel) => store.Append(events, cancel);

        public Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel) => Counted().Audit(query, cancel);

        public ValueTask DisposeAsync() => store.DisposeAsync();

        private IStore Counted()
        {
            Interlocked.Increment(ref _calls);
            return store;
        }
    }
}
