using System.Net;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>Who gets which report, and what stands before all of them.</summary>
public sealed class ReportAccessTests
{
    private static readonly string[] _figures = ["plan-reviews", "adherence", "networks", "reviews-due"];

    [Fact]
    public async Task Figures_are_for_reporting_tools_and_managers_and_nobody_else_gets_anything()
    {
        using ReportsServer server = new();
        string[] may = ["reporting", "team-manager", "fgc-manager", "administrator"];
        foreach (var account in DemoAccounts.All)
        {
            using var client = server.As(account.Name);
            foreach (string name in _figures.SelectMany(n => new[] { n, $"{n}.csv", $"{n}.jsonl", $"{n}.parquet", $"{n}.csv-metadata.json" }))
            {
                using var response = await client.GetAsync($"/reports/{name}");
                Assert.Equal(may.Contains(account.Name) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
            }
        }
        using var nobody = server.Server.Client(null);
        foreach (string path in (string[])[.. _figures, "openapi.json", "reviews-due-list", "plan-reviews.csv-metadata.json", "nothing"])
        {
            using var response = await nobody.GetAsync($"/reports/{path}");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Single_reviews_are_for_the_professionals_of_these_cases_and_written_down_with_them()
    {
        using ReportsServer server = new();
        foreach (var account in DemoAccounts.All)
        {
            using var client = server.As(account.Name);
            using var response = await client.GetAsync("/reports/reviews-due-list.jsonl?within=366");
            bool may = Sight.Professionals.Contains(account.Role);
            Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
            if (!may)
            {
                continue;
            }
            string[] references = [.. (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("child_reference").GetString()!)];
            var written = (await server.Trail())[0];
            Assert.Equal(($"demo-{account.Name}", "report reviews-due-list"), (written.Subject, written.Action));
            var told = await server.Server.Services.GetRequiredService<IStore>().Get(Scope.Everything(new(2026, 6, 30)), [.. written.ChildIds], default);
            Assert.Equal(references.Distinct().Order(), told.Nodes.Values.OfType<Child>().Select(c => c.Reference).Order());
            if (account.Name == "administrator")
            {
                Assert.NotEmpty(references);
            }
        }
    }

    [Fact]
    public async Task A_list_has_the_reviews_of_the_same_question_in_GraphQL()
    {
        using ReportsServer server = new();
        using var client = server.As("coordinator");
        var asked = await server.Server.Ask("{ reviewsDue(first: 100, within: 366) { nodes { kind dueOn child { reference } } } }");
        string[] expected = [.. asked.GetProperty("data").GetProperty("reviewsDue").GetProperty("nodes").EnumerateArray()
            .Select(n => $"{n.GetProperty("child").GetProperty("reference")},{n.GetProperty("kind")},{n.GetProperty("dueOn")}")];
        string[] rows = (await client.GetStringAsync("/reports/reviews-due-list.csv?within=366")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.NotEmpty(rows);
        Assert.Equal(expected.Order(), rows.Select(r => string.Join(',', r.Split(',')[..3])).Order());
    }

    [Fact]
    public async Task Where_it_cannot_be_written_down_there_is_no_report()
    {
        AppendingStore? store = null;
        using ReportsServer server = new(services =>
        {
            var made = services.Last(s => s.ServiceType == typeof(IStore));
            services.Replace(ServiceDescriptor.Singleton<IStore>(s => store = new((IStore)made.ImplementationFactory!(s))));
        });
        foreach (bool ofCases in (bool[])[false, true])
        {
            server.Probe.OfCases = ofCases;
            using var client = server.As("reporting");
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/reports/probe.csv")).StatusCode);
            store!.Fails = true;
            using var response = await client.GetAsync("/reports/probe.csv");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("/reports/problems#unavailable", (await TestServer.Json(response)).GetProperty("type").GetString());
            Assert.Null(response.Headers.ETag);
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
            store.Fails = false;
        }
    }

    [Fact]
    public async Task The_guard_stands_before_reports_and_says_no_as_they_do()
    {
        using ReportsServer server = new(("Cors:Origins", "https://links.example.org"));
        using var client = server.As("reporting");
        client.DefaultRequestHeaders.Add("Origin", "https://evil.example.org");
        using (var refused = await client.GetAsync("/reports/probe.csv"))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Equal("/reports/problems#origin-not-allowed", (await TestServer.Json(refused)).GetProperty("type").GetString());
        }
        client.DefaultRequestHeaders.Remove("Origin");
        client.DefaultRequestHeaders.Add("Origin", "https://links.example.org");
        using var allowed = await client.GetAsync("/reports/probe.csv");
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Equal("https://links.example.org", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("nosniff", allowed.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials")); // no browser sends a key by itself
    }

    [Fact]
    public async Task Who_asks_for_too_much_or_when_too_many_ask_is_told_when_to_come_again()
    {
        using ReportsServer server = new(("GraphQL:MaxComplexity", "500"), ("Rates:Burst", "520"), ("Rates:PerSecond", "1"),
            ("GraphQL:MaxConcurrentRequests", "1"), ("GraphQL:MaxWaitingRequests", "1"));
        using HttpClient client = server.As("reporting"), manager = server.As("fgc-manager");
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/reports/probe.csv")).StatusCode);
        }
        using (var limited = await client.GetAsync("/reports/probe.csv"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
            Assert.NotNull(limited.Headers.RetryAfter);
            Assert.True(limited.Headers.Contains("RateLimit"));
            Assert.Equal("/reports/problems#rate-limited", (await TestServer.Json(limited)).GetProperty("type").GetString());
        }
        server.Probe.Gate = new();
        var slow = manager.GetAsync("/reports/probe.csv");
        await LiveServer.Until(() => server.Probe.Made == 5);
        var waits = manager.GetAsync("/reports/probe.csv?kind=ONE");
        var turns = server.Server.Services.GetRequiredService<Turns>();
        await LiveServer.Until(() => turns.IsFull);
        using var full = await manager.GetAsync("/reports/probe.csv");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
        Assert.Equal("/reports/problems#overloaded", (await TestServer.Json(full)).GetProperty("type").GetString());
        server.Probe.Gate.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await slow).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await waits).StatusCode);
    }

    [Fact]
    public async Task A_report_can_be_had_however_little_one_request_may_cost()
    {
        using ReportsServer server = new(("GraphQL:MaxComplexity", "50"), ("Rates:Burst", "60"), ("Rates:PerSecond", "1"));
        using var client = server.As("reporting");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/reports/probe.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync("/reports/probe.csv")).StatusCode);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up()
    {
        using ReportsServer server = new(("Reports:MaxSeconds", "1"));
        (server.Probe.OfCases, server.Probe.Gate) = (true, new()); // nothing has been sent by then
        using var client = server.As("reporting");
        using var response = await client.GetAsync("/reports/probe.csv");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("/reports/problems#timed-out", (await TestServer.Json(response)).GetProperty("type").GetString());
    }
}
