using LifelongLinks.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LifelongLinks.Benchmarks;

/// <summary>The server as it is, run by this program; or over a store that takes audit events and writes none, which the server itself cannot be told to.</summary>
internal static class OwnServer
{
    /// <summary>Runs the command <c>audited</c> or <c>unaudited</c>, until it is stopped.</summary>
    internal static async Task<int> Run(string[] args, bool audited)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings.Read(builder.Configuration, builder.Environment);
        builder.Services.AddClock(settings);
        builder.Services.AddStore(settings);
        if (!audited)
        {
            var open = builder.Services.Single(s => s.ServiceType == typeof(IStore)).ImplementationFactory!;
            builder.Services.Replace(ServiceDescriptor.Singleton<IStore>(s => new Unwritten((IStore)open(s))));
        }
        builder.Services.AddGraph(settings);
        builder.Services.AddSigningIn(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapGraphQL("/graphql").RequireAuthorization();
        await Opening.Open(app.Services, settings);
        await app.RunAsync();
        return 0;
    }

    private sealed class Unwritten(IStore store) : IStore
    {
        public IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, CancellationToken cancel) => store.Caseload(scope, cancel);

        public Task<CaseloadStamp> Stamp(CancellationToken cancel) => store.Stamp(cancel);

        public Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel) => Task.CompletedTask;

        public Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel) => store.Get(scope, ids, cancel);

        public Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel) => store.Expand(scope, roots, pattern, cancel);

        public Task<Page> Find(Scope scope, Core.Query query, CancellationToken cancel) => store.Find(scope, query, cancel);

        public Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel) => store.Neighbourhood(scope, personId, hops, limit, cancel);

        public Task<ChangeResult> Change(CaseChange change, CancellationToken cancel) => store.Change(change, cancel);

        public Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel) => store.Changes(since, take, cancel);

        public Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel) => store.Audit(query, cancel);

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
