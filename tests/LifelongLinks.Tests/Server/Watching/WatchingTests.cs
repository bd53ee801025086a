using System.Net.Http.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LifelongLinks.Tests.Server.Watching;

/// <summary>What the server tells of itself.</summary>
public sealed class WatchingTests
{
    [Fact]
    public async Task A_request_is_traced_with_its_operation_and_each_store_call_by_the_names_of_the_conventions()
    {
        await using var server = await WatchedServer.Start();
        await server.Ask("query Page { children(first: 2) { nodes { name } } }");
        string[] told = ["POST /graphql", "http.request.method", "POST", "http.route", "/graphql", "http.response.status_code",
            "query Page", "graphql.operation.type", "query", "graphql.operation.name", "Page", "lifelong_links.cost", "lifelong_links.store.calls",
            "find", "db.system.name", "sqlite", "db.operation.name"];
        await server.Told(told);
        Assert.Subset(server.Collector.Texts("traces").ToHashSet(), told.ToHashSet());
    }

    [Fact]
    public async Task How_full_how_fast_and_how_often_refused_is_counted()
    {
        await using var server = await WatchedServer.Start();
        using var client = server.Client();
        await client.PostAsJsonAsync("/graphql", new { query = $"mutation {{ recordWish(input: {{ childId: \"{Stories.Marcus}\", kind: SEE, words: \"x\" }}) {{ wish {{ id }} }} }}" });
        await client.PostAsJsonAsync("/graphql", new { query = $"mutation {{ recordWish(input: {{ childId: \"{Stories.Amara}\", kind: SEE, words: \"x\" }}) {{ wish {{ id }} }} }}" });
        await client.PutAsync("/graphql", null);
        await client.PostAsJsonAsync("/graphql", new { query = "{ shoeSize }" });
        await client.PostAsJsonAsync("/graphql", new { query = "{ children { nodes { name } } }" });
        Telemetry.Rejected("OVERLOADED");
        string[] told = ["lifelong_links.operation.duration", "lifelong_links.operation.cost", "lifelong_links.errors", "lifelong_links.rejections", "reason",
            "METHOD_NOT_ALLOWED", "OVERLOADED", "lifelong_links.commands", "lifelong_links.command", "recordWish", "outcome", "APPLIED", "REFUSED", "NOT_FOUND",
            "lifelong_links.turns.used", "lifelong_links.turns.waiting", "lifelong_links.audit.waiting", "lifelong_links.audit.broken", "lifelong_links.audit.group",
            "lifelong_links.subscribers", "lifelong_links.connections", "lifelong_links.store.calls.active", "db.client.operation.duration", "change", "append",
            "http.server.request.duration", "dotnet.process.memory.working_set"];
        await server.Told(told);
        Assert.Subset(server.Collector.Texts("metrics").ToHashSet(), told.ToHashSet());
    }

    [Fact]
    public async Task Figures_are_told_as_gauges_and_none_that_rests_on_a_few_children()
    {
        await using var server = await WatchedServer.Start();
        string[] told = ["lifelong_links.children", "lifelong_links.reviews.on_time"];
        await server.Told(told);
        var metrics = server.Collector.Texts("metrics");
        Assert.Subset(metrics.ToHashSet(), told.ToHashSet());
        // Of the nine stories one is of the South Team, so that neither team is told; fewer than five have promises.
        string[] hidden = ["North Team", "South Team", "lifelong_links.adherence.rate"];
        Assert.DoesNotContain(metrics, hidden.Contains);
    }

    [Fact]
    public async Task The_audit_event_of_a_request_keeps_the_id_of_its_trace_and_no_client_chooses_it()
    {
        await using var server = await WatchedServer.Start();
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{Stories.Amara}-{Stories.Amara[..16]}-01");
        await client.PostAsJsonAsync("/graphql", new { query = "query Page { children(first: 2) { nodes { name } } }" });
        await client.PostAsJsonAsync("/graphql", new { query = $"mutation Wish {{ recordWish(input: {{ childId: \"{Stories.Amara}\", kind: SEE, words: \"x\" }}) {{ wish {{ id }} }} }}" });
        var events = (await server.Store.Audit(new(), default)).Events.Where(a => a.Subject == "demo-coordinator").ToList();
        Assert.Equal(2, events.Count);
        await server.Told(events.Select(e => e.RequestId));
        var traces = server.Collector.Texts("traces");
        Assert.All(events, e => Assert.Contains(e.RequestId, traces));
        Assert.DoesNotContain(Stories.Amara, traces);
        Assert.Equal(2, events.Select(e => e.RequestId).Distinct().Count());
    }

    [Fact]
    public async Task Names_of_operations_are_so_many_at_most_and_none_in_which_an_id_or_a_day_could_stand()
    {
        using TestServer server = new();
        OperationNames names = new(server.Services.GetRequiredService<TrustedDocuments>());
        Assert.Equal("none", names.Of(null, executed: true));
        Assert.Equal("other", names.Of("Page", executed: false));
        Assert.Equal("Page", names.Of("Page", executed: true));
        Assert.Equal("Page", names.Of("Page", executed: false));
        foreach (string odd in (string[])[$"c{Stories.Amara}", "born_2012_03_04", new string('a', 65), "Ämara", ""])
        {
            Assert.Equal("other", names.Of(odd, executed: true));
        }
        string[] many = [.. Enumerable.Range(0, 500).Select(i => names.Of($"N{i}", executed: true)).Distinct()];
        Assert.Equal(100, many.Length); // with "other"
    }

    [Fact]
    public async Task Names_of_trusted_documents_are_told_however_many_others_there_were()
    {
        string folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "page.graphql"), "query TrustedPage20260630 { children { totalCount } }");
        using (TestServer server = new(null, "Development", ("GraphQL:TrustedDocuments:Path", folder)))
        {
            Assert.Equal("TrustedPage20260630", new OperationNames(server.Services.GetRequiredService<TrustedDocuments>()).Of("TrustedPage20260630", executed: false));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_slow_operation_is_in_the_log_by_its_name_with_what_it_took_and_without_its_document()
    {
        EngineTests.LogBook log = new();
        using TestServer slow = new(services => services.AddSingleton<ILoggerProvider>(log), "Development", ("Telemetry:SlowMilliseconds", "1"));
        await slow.Ask("query Page { children(first: 8) { nodes { name networkGaps { kind candidates { person { name } } } } } }");
        string line = Assert.Single(log.Lines, l => l.StartsWith("Slow: query Page was worked on for ", StringComparison.Ordinal));
        Assert.Matches(@"^Slow: query Page was worked on for \d+ ms; cost \d+, store calls 2, trace [0-9a-f]{32} $", line);
    }

    [Fact]
    public async Task One_that_is_not_slow_is_not()
    {
        EngineTests.LogBook log = new();
        using TestServer fast = new(services => services.AddSingleton<ILoggerProvider>(log), "Development", ("Telemetry:SlowMilliseconds", "600000"));
        await fast.Ask("query Page { children(first: 8) { nodes { name } } }");
        Assert.DoesNotContain(log.Lines, l => l.StartsWith("Slow", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_collector_nothing_is_sent_and_nothing_of_OpenTelemetry_is_there()
    {
        using TestServer server = new();
        Assert.Null(server.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
        Assert.Null(server.Services.GetService<OpenTelemetry.Metrics.MeterProvider>());
        Assert.Null(server.Services.GetService<OpenTelemetry.Logs.LoggerProvider>());
    }

    // A collector that is gone keeps nobody waiting.
    [Fact]
    public async Task A_collector_that_does_not_answer_costs_no_answer()
    {
        using TestServer server = new(null, "Development", ("Telemetry:OtlpEndpoint", "http://127.0.0.1:1"));
        Assert.Equal(8, (await server.Ask("{ children { totalCount } }")).GetProperty("data").GetProperty("children").GetProperty("totalCount").GetInt32());
    }
}
