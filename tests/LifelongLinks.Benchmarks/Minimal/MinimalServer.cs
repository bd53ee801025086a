using LifelongLinks.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// What somebody could write by hand instead of a GraphQL server, as fast as is reasonable: a slim minimal API, small records, a
/// serialiser generated from them. It signs in exactly as the server does; it answers coordinators only, and errors with a bare status.
/// <c>/reads</c> reads and judges with the store and the rules of the server; <c>/sql</c> on the embedded store and <c>/cypher</c> on Neo4j
/// with statements written for each answer; <c>/raw</c> sends the server's own statement and makes nothing of what it answers.
/// </summary>
internal static class MinimalServer
{
    /// <summary>Runs the command <c>minimal</c>, until it is stopped.</summary>
    internal static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var settings = Settings.Read(builder.Configuration, builder.Environment);
        builder.Services.AddClock(settings);
        builder.Services.AddStore(settings);
        builder.Services.AddSigningIn(settings);
        builder.Services.AddSingleton(_ => new SqlByHand(settings.StorePath));
        builder.Services.AddSingleton(_ => new CypherByHand(settings.Neo4j ?? throw new InvalidOperationException("The store is not Neo4j.")));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));

        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapGet("/alone", () => "the client alone can ask so often");

        var reads = app.MapGroup("/reads").RequireAuthorization();
        reads.MapGet("/child-page", (HttpContext http, IStore store, Clock clock, string child) =>
            SameReads.ChildPage(store, Viewers.From(http.User, clock.Today), child));
        reads.MapGet("/children-page", (HttpContext http, IStore store, Clock clock) =>
            SameReads.ChildrenPage(store, Viewers.From(http.User, clock.Today)));
        reads.MapGet("/lookup", (HttpContext http, IStore store, Clock clock, string person) =>
            SameReads.Lookup(store, Viewers.From(http.User, clock.Today), person));
        reads.MapGet("/paths", (HttpContext http, IStore store, Clock clock, string child, string to) =>
            SameRules.Paths(store, Viewers.From(http.User, clock.Today), child, to));
        reads.MapGet("/gaps", (HttpContext http, IStore store, Clock clock, string child) =>
            SameRules.Gaps(store, Viewers.From(http.User, clock.Today), settings.Gaps, child));
        reads.MapGet("/adherence", (HttpContext http, IStore store, Clock clock, string child) =>
            SameRules.Adherence(store, Viewers.From(http.User, clock.Today), child));

        var sql = app.MapGroup("/sql").RequireAuthorization();
        sql.MapGet("/child-page", (HttpContext http, SqlByHand by, Clock clock, string child) => by.ChildPage(Viewers.From(http.User, clock.Today), child));
        sql.MapGet("/children-page", (HttpContext http, SqlByHand by, Clock clock) => by.ChildrenPage(Viewers.From(http.User, clock.Today)));
        sql.MapGet("/lookup", (HttpContext http, SqlByHand by, Clock clock, string person) => by.Lookup(Viewers.From(http.User, clock.Today), person));

        var cypher = app.MapGroup("/cypher").RequireAuthorization();
        cypher.MapGet("/child-page", (HttpContext http, CypherByHand by, Clock clock, string child) => by.ChildPage(Viewers.From(http.User, clock.Today), child));
        cypher.MapGet("/children-page", (HttpContext http, CypherByHand by, Clock clock) => by.ChildrenPage(Viewers.From(http.User, clock.Today)));
        cypher.MapGet("/lookup", (HttpContext http, CypherByHand by, Clock clock, string person) => by.Lookup(Viewers.From(http.User, clock.Today), person));

        app.MapGet("/raw/paths", async (HttpContext http, CypherByHand by, Clock clock, string child) =>
            await by.PathsRows(Viewers.From(http.User, clock.Today), child) > 0 ? Results.Text("rows came") : Results.NotFound()).RequireAuthorization();

        await app.RunAsync();
        return 0;
    }
}
