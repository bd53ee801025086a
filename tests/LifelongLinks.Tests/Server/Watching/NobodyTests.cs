using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LifelongLinks.Seed;
using LifelongLinks.Tests.Publishing;
using LifelongLinks.Tests.Server.Calendars;
using LifelongLinks.Tests.Server.Live;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LifelongLinks.Tests.Server.Watching;

/// <summary>
/// Nobody is in what the server tells of itself: everything that can be asked is asked, everything that can go wrong goes wrong, and then no text, id
/// or day of the stories, and nothing that was written into a document, a header or an address is in any byte that was sent, or any line of a log.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class NobodyTests
{
    private const string Marked = "Zebedee Quillfeather";

    [Fact]
    public async Task Nobody_is_in_any_trace_metric_or_log_whatever_is_asked_and_whatever_fails()
    {
        await using var server = await WatchedServer.Start();
        Assert.True(await new FromReferralToReview(server.Server).Follow() > 60);
        foreach (string example in Directory.GetFiles(Path.Combine(Docs(), "queries"), "*.graphql"))
        {
            foreach (string account in (string[])["coordinator", "foster-carer", "young-person", "administrator", "auditor", "analyst"])
            {
                await server.Ask(File.ReadAllText(example), account);
            }
        }
        await AskByEveryWay(server);
        await AskWhatFails(server);
        await AskOfABrokenStore(server);
        string[] secrets = await AskForCalendars(server);
        await server.Told("mutation none", "query ChildPage", "subscription Changes", "POST /graphql", "GET /graphql", "UNAVAILABLE", "INTERNAL", "GET /calendar/{**address}");
        IReadOnlyList<string> told = [.. server.Collector.Texts(), .. server.Log.Lines];
        // All that was asked was told of: else nothing would be found in it.
        string[] missing =
        [
            .. ((string[])["mutation none", "query ChildPage", "subscription Changes", "recordWish", "UNAVAILABLE", "INTERNAL", "TOO_COMPLEX", "BAD_USER_INPUT", "BAD_REQUEST",
                "UNAUTHENTICATED", "METHOD_NOT_ALLOWED", "SOCKET_4403", "SYNTAX_ERROR"]).Where(t => !told.Contains(t)),
            .. ((string[])["Unforeseen, reference", "The store cannot answer", "The audit trail cannot be written", "A case was opened", "Slow: query ChildPage"])
                .Where(t => !server.Log.Lines.Any(l => l.Contains(t, StringComparison.Ordinal))),
        ];
        Assert.Equal("", string.Join('\n', [.. missing.Select(m => $"not told: {m}"), .. (await Found(server, told)).Select(f => $"told: {f}"),
            // By the first of its characters too: no part of it is told.
            .. secrets.Where(s => told.Any(t => t.Contains(s[..12], StringComparison.OrdinalIgnoreCase))).Select(s => $"told: the secret {s}")]));
    }

    // What is looked for is found: in each of the three, and in a log that leaves by no wire.
    [Fact]
    public async Task A_value_that_is_told_by_mistake_is_found()
    {
        await using var server = await WatchedServer.Start();
        using System.Diagnostics.ActivitySource source = new(LifelongLinks.Server.Telemetry.Name);
        source.StartActivity("Beatrice Mensah")!.Dispose();
        LifelongLinks.Server.Telemetry.Rejected(Stories.Amara);
        server.Server.Services.GetRequiredService<ILogger<LifelongLinks.Server.Hub>>().Say(LogLevel.Warning, "somebody looks for Kwame Osei");
        await server.Told("Beatrice Mensah", Stories.Amara, "somebody looks for Kwame Osei");
        Assert.Contains("Beatrice Mensah", await Found(server, server.Collector.Texts("traces")));
        Assert.Contains(Stories.Amara, await Found(server, server.Collector.Texts("metrics")));
        Assert.Contains("Kwame Osei", await Found(server, server.Collector.Texts("logs")));
        Assert.Contains("Kwame Osei", await Found(server, [.. server.Log.Lines]));
    }

    private static async Task AskByEveryWay(WatchedServer server)
    {
        using var client = server.Client();
        // Who asks may write what they like into the address, the headers and the name of an operation.
        client.DefaultRequestHeaders.Add("traceparent", $"00-{Stories.Amara}-{Stories.Amara[..16]}-01");
        client.DefaultRequestHeaders.Add("tracestate", "who=Zebedee");
        client.DefaultRequestHeaders.Add("baggage", "who=Zebedee");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Zebedee/1.0");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.77");
        string query = $"query N{Stories.Kofi} {{ childById(id: \"{Stories.Amara}\") {{ name }} }}";
        (await client.GetAsync($"/graphql?query={Uri.EscapeDataString(query)}&Zebedee={Uri.EscapeDataString(Marked)}")).EnsureSuccessStatusCode();
        await client.GetAsync("/people/Zebedee?who=Zebedee");
        await client.GetAsync("/health/ready?who=Zebedee");
        using (HttpRequestMessage odd = new(new HttpMethod("ZEBEDEE"), "/graphql"))
        {
            await client.SendAsync(odd);
        }
        using (HttpRequestMessage events = new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) })
        {
            events.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            Assert.Contains("Amara", await (await client.SendAsync(events)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var socket = await LiveClient.Open(server.Address);
        await socket.Initialise(server.Server.Token());
        await socket.Subscribe("1", $"subscription Changes {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}");
        await LiveServer.Until(() => server.Server.Services.GetRequiredService<LifelongLinks.Server.Hub>().Subscribers == 1);
        await server.Ask($"mutation {{ recordWish(input: {{ childId: \"{Stories.Amara}\", kind: SEE, words: \"{Marked}\" }}) {{ wish {{ words }} }} }}");
        Assert.Contains("Amara", (await socket.Next("1")).GetRawText(), StringComparison.Ordinal);
        await socket.Close();
        using var stranger = await LiveClient.Open(server.Address);
        await stranger.Send(new { type = "connection_init", payload = new { authorization = "Bearer Zebedee" } });
        await stranger.UntilClosed();
    }

    private static async Task AskWhatFails(WatchedServer server)
    {
        string reference = (await server.Ask($"{{ childById(id: \"{Stories.Marcus}\") {{ reference }} }}", "administrator"))
            .GetProperty("data").GetProperty("childById").GetProperty("reference").GetString()!;
        string[] asked =
        [
            $"{{ childById(id: \"{Marked}\") {{ name }} }}", $"{{ childById(id: {Marked.Split(' ')[0]}) {{ name }} }}", "{ Zebedee }", $"{{ \"{Marked}\" ",
            "query Zebedee { children(first: 100) { nodes { links(first: 100) { nodes { person { name } relationships { from { name } } } } } } }",
            $"{{ people(where: {{ name: {{ eq: \"{Marked}\" }} }}, after: \"{Marked}\") {{ nodes {{ name }} }} }}",
            $"mutation {{ recordWish(input: {{ childId: \"{Stories.Marcus}\", kind: SEE, words: \"{Marked}\" }}) {{ errors {{ ... on Error {{ message }} }} }} }}",
            $"mutation {{ breakGlass(input: {{ reference: \"{reference}\", reason: \"{Marked}\" }}) {{ child {{ name }} }} }}",
        ];
        foreach (string query in asked)
        {
            await server.Ask(query);
        }
        Exception[] faults =
        [
            new InvalidOperationException(Marked), new SqliteException($"UNIQUE constraint failed: {Marked}", 19, 2067), new System.Text.Json.JsonException(Marked, $"$.{Marked}", 1, 1),
            new ArgumentException(Marked), new KeyNotFoundException(Marked), new AggregateException(Marked, new FormatException(Marked)),
            new LifelongLinks.Bolt.ClientException("Neo.ClientError.Schema.ConstraintValidationFailed", $"Node(1) already exists with name = '{Marked}'"),
            new StoreUnavailableException("The store cannot be opened.", new SqliteException(Marked, 14)),
        ];
        using var client = server.Client();
        foreach (var fault in faults)
        {
            server.Fault = fault;
            await client.PostAsJsonAsync("/graphql", new { query = "query Fails { viewer { subject } }", operationName = "Fails" });
        }
        await client.PostAsync("/graphql", new StringContent($"{{ \"{Marked}\": "));
        await client.PostAsync("/graphql", new StringContent($"{{ \"{Marked}\": ", new MediaTypeHeaderValue("application/json")));
        using var stranger = server.Client(null);
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "Zebedee.Zebedee.Zebedee");
        await stranger.GetAsync("/graphql?query={Zebedee}");
    }

    private static async Task AskOfABrokenStore(WatchedServer server)
    {
        using var client = server.Client();
        string ask = $"{{ childById(id: \"{Stories.Amara}\") {{ name }} }}";
        server.Store.IsFull = true;
        Assert.Equal("UNAVAILABLE", TestServer.Code(await server.Ask(ask)));
        await client.GetAsync("/health/ready");
        server.Store.IsFull = false;
        server.Store.IsBroken = true;
        Assert.Equal("UNAVAILABLE", TestServer.Code(await server.Ask(ask)));
        await client.GetAsync("/health/ready");
        server.Store.IsBroken = false;
        Assert.Contains("Amara", (await server.Ask(ask)).GetRawText(), StringComparison.Ordinal);
    }

    // By every way in which an address can be asked, and with everything that can go wrong: what stands in the addresses.
    private static async Task<string[]> AskForCalendars(WatchedServer server)
    {
        string[] paths = [await CalendarsOverHttp.Nan(server.Server), await CalendarsOverHttp.Own(server.Server), await CalendarsOverHttp.Reviews(server.Server)];
        string[] secrets = [.. paths.Select(CalendarsOverHttp.SecretOf)];
        string never = CalendarSecret.New();
        using var client = server.Client(null);
        foreach (string path in (string[])[.. paths, $"/calendar/{never}.ics", $"/calendar/{never}", $"/calendar/{never}/{never}.ics?a={never}", $"/calendar/%00{never}", $"/{never}"])
        {
            foreach (string method in (string[])["GET", "HEAD", "POST", "OPTIONS", "ZEBEDEE"])
            {
                using var answer = await client.SendAsync(new(new HttpMethod(method), path));
                Assert.DoesNotContain(answer.Headers.Concat(answer.Content.Headers).SelectMany(h => h.Value), v => secrets.Append(never).Any(v.Contains));
            }
        }
        server.Store.IsFull = true;
        await Unanswered();
        server.Store.IsFull = false;
        server.Store.IsBroken = true;
        await Unanswered();
        server.Store.IsBroken = false;
        return [.. secrets, never];

        // Something else than before, which would have to be written down.
        async Task Unanswered()
        {
            string path = paths[0];
            if (server.Store.IsFull)
            {
                path = await CalendarsOverHttp.Nan(server.Server);
                secrets = [.. secrets, CalendarsOverHttp.SecretOf(path)];
            }
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, (await client.GetAsync(path)).StatusCode);
        }
    }

    private static async Task<IReadOnlyList<string>> Found(WatchedServer server, IReadOnlyList<string> told)
    {
        DateOnly today = new(2026, 6, 30);
        var children = await server.Store.Find(Scope.Everything(today), new("Child") { Take = 1_000 }, default);
        var people = await server.Store.Find(Scope.Everything(today), new("Person") { Take = 1_000 }, default);
        var now = await server.Store.Expand(Scope.Everything(today), [.. children.Nodes.Select(c => c.Id)], Case.Pattern, default);
        var stories = Stories.All(today);
        SourceTexts source = new([.. now.Nodes.Values, .. people.Nodes, .. stories.SelectMany(s => s.Changes.Nodes)], [.. now.Edges, .. stories.SelectMany(s => s.Changes.Edges)]);
        string page = await File.ReadAllTextAsync(Path.Combine(Docs(), "from-referral-to-review.md"));
        source.Texts.UnionWith([Marked, "Zebedee", "Quillfeather", "192.0.2.77", "127.0.0.1", .. DemoAccounts.All.SelectMany(a => (string[])[a.Subject, a.DisplayName])]);
        source.Texts.UnionWith(Directory.GetFiles(Path.Combine(Docs(), "queries"), "*.graphql").Select(File.ReadAllText).Concat(Documents().Matches(page).Select(d => d.Value))
            .SelectMany(d => Literals().Matches(d)).Select(m => m.Groups[1].Value));
        // Names are looked for by their words too.
        source.Texts.UnionWith([.. people.Nodes.OfType<Person>().SelectMany(p => p.Name.Split(' ')).Where(w => w.Length > 2)]);
        return source.In(told);
    }

    private static string Docs([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs");

    [GeneratedRegex("```graphql\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Documents();

    [GeneratedRegex("\"([^\"\\n]+)\"")]
    private static partial Regex Literals();
}
