using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LifelongLinks.Tests.Server;

/// <summary>Who has read what is written down before they are told it.</summary>
public sealed class AuditingTests : IDisposable
{
    private readonly List<TestServer> _servers = [];

    public void Dispose() => _servers.ForEach(s => s.Dispose());

    public static TheoryData<string, string, string[]> Reads => new()
    {
        { "query Page { childById(id: \"AMARA\") { name } }", "query Page", ["AMARA"] },
        { "{ childById(id: \"AMARA\") { __typename } }", "query", ["AMARA"] },
        { "query A { __typename } query Two { children(first: 100) { nodes { id } } }", "query Two", ["AMARA", "KOFI", "JAYDEN", "LEAH", "TOM", "NOOR", "SOFIA", "ELLIS"] },
        { "{ children(where: { name: { startsWith: \"Amara\" } }) { edges { node { stage } } } }", "query", ["AMARA"] },
        { "{ children { totalCount pageInfo { endCursor } edges { cursor } } }", "query", [] },
        { "{ people(where: { name: { eq: \"Beatrice Mensah\" } }) { nodes { name } } }", "query", [] },
        { "{ people(where: { name: { startsWith: \"Amara\" } }) { nodes { name } } }", "query", ["AMARA"] },
        { "{ people { totalCount } }", "query", [] },
        { "{ personById(id: \"NAN\") { name contactDetails { value } } }", "query", [] },
        // A brother in his sister's case: her case, and his own record.
        { "{ childById(id: \"AMARA\") { relationships { from { id } } } }", "query", ["AMARA", "KOFI"] },
        { "{ childById(id: \"AMARA\") { relationships { kind } } }", "query", ["AMARA"] },
        { "{ personById(id: \"KOFI\") { name } }", "query", ["KOFI"] },
        { "{ node(id: \"KOFI\") { ... on Child { stage } } }", "query", ["KOFI"] },
        { "{ nodes(ids: [\"AMARA\", \"KOFI\", \"018a5f00000070008000000000000000\"]) { id } }", "query", ["AMARA", "KOFI"] },
        { "{ node(id: \"AMARAS_LINK\") { __typename } }", "query", ["AMARA"] },
        { "{ plans(first: 100, where: { draftedOn: { gt: \"1900-01-01\" } }) { totalCount } }", "query", [] },
        { "{ planById(id: \"AMARAS_PLAN\") { status } }", "query", ["AMARA"] },
        { "{ childById(id: \"AMARA\") { networkGaps { kind } } }", "query", ["AMARA"] },
    };

    [Theory, MemberData(nameof(Reads))]
    public async Task A_request_that_reads_leaves_one_event_that_names_the_children_of_whom_the_answer_tells(string query, string action, string[] children)
    {
        var server = Server();
        using var client = server.Client(server.Token());
        var sent = DateTimeOffset.UtcNow;
        string? operation = query.Contains("Two", StringComparison.Ordinal) ? "Two" : null;
        var answer = await client.PostAsJsonAsync("/graphql", new { query = await Ids(server, query), operationName = operation });
        Assert.False((await TestServer.Json(answer)).TryGetProperty("errors", out _));
        var audit = Assert.Single(await Read(server));
        Assert.Equal((action, "demo-coordinator"), (audit.Action, audit.Subject));
        Assert.Equal([Role.Coordinator], audit.Roles);
        Assert.Equal(await Task.WhenAll(children.Order().Select(c => Ids(server, c))) is var ids ? ids.Order(StringComparer.Ordinal) : null, audit.ChildIds);
        Assert.Empty(audit.ChangedIds);
        Assert.InRange(audit.At, sent.AddSeconds(-1), DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.False(string.IsNullOrEmpty(audit.RequestId));
        Assert.Null(AuditChain.Fault(AuditHead.New(audit.Stream!), audit));
    }

    [Fact]
    public async Task Siblings_in_a_path_are_named_with_the_child_whose_path_it_is()
    {
        var server = Server();
        var answer = await server.Ask($"{{ childById(id: \"{Stories.Amara}\") {{ reconnectionPaths(first: 100, maxHops: 6) {{ steps {{ relationship {{ id }} }} }} }} }}");
        var ties = answer.GetProperty("data").GetProperty("childById").GetProperty("reconnectionPaths").EnumerateArray()
            .SelectMany(p => p.GetProperty("steps").EnumerateArray()).Select(s => s.GetProperty("relationship").GetProperty("id").GetString()!).Distinct().ToList();
        var stored = await Store(server).Get(Scope.Everything(new(2026, 6, 30)), ties, default);
        var of = stored.Edges.OfType<Relationship>().Select(r => r.RecordedForId).Append(Stories.Amara).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(of, Assert.Single(await Read(server)).ChildIds);
    }

    [Theory]
    [InlineData("{ viewer { subject } service { authority } __schema { queryType { name } } }")]
    [InlineData("{ childById(id: \"018a5f00000070008000000000000000\") { name } }")]
    [InlineData("{ children { nodes { shoeSize } } }")]
    [InlineData("{ auditTrail { nodes { id } } }")]
    public async Task A_request_that_reads_nothing_of_anybody_leaves_none(string query)
    {
        var server = Server();
        await server.Ask(query);
        Assert.Empty(await Read(server));
    }

    [Theory]
    [InlineData("q1_B", "query q1_B")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "query")]
    public async Task A_client_writes_nothing_into_the_trail_but_a_short_name_of_what_it_asks(string name, string action)
    {
        var server = Server();
        await server.Ask($"query {name} {{ people {{ totalCount }} }}");
        Assert.Equal(action, Assert.Single(await Read(server)).Action);
    }

    [Fact]
    public async Task A_change_leaves_its_own_event_and_one_more_only_for_what_that_does_not_name()
    {
        var server = Server();
        string Wish(string key, string fields) => $"mutation Wish {{ recordWish(input: {{ childId: \"{Stories.Amara}\", kind: SEE, words: \"To see the sea\", idempotencyKey: \"{key}\" }}) {{ errors {{ __typename }} {fields} }} }}";
        async Task<string[]> Events(string mutation)
        {
            int before = (await Read(server)).Count;
            Assert.Equal(JsonValueKind.Null, (await server.Ask(mutation)).GetProperty("data").GetProperty("recordWish").GetProperty("errors").ValueKind);
            var events = await Read(server);
            return [.. events.Take(events.Count - before).OrderBy(a => a.Action == "recordWish" ? 0 : 1).Select(a => $"{a.Action}: {string.Join(' ', a.ChildIds.Select(c => c == Stories.Amara ? "Amara" : c == Stories.Kofi ? "Kofi" : c))}")];
        }
        Assert.Equal(["recordWish: Amara"], await Events(Wish("one", "child { name oversightGroup { worker { name } } }")));
        // Tried again it changes nothing, and tells of the case all the same.
        Assert.Equal(["mutation Wish: Amara"], await Events(Wish("one", "child { name }")));
        Assert.Equal(["recordWish: Amara", "mutation Wish: Kofi"], await Events(Wish("two", "child { relationships { from { name } } }")));
        var walked = await Walk(server);
        Assert.Empty(walked.Broken);
        Assert.Equal((4L, 2), (walked.Events, walked.Heads.Count));
    }

    [Theory, InlineData("application/graphql-response+json", 503), InlineData("application/json", 200)]
    public async Task Where_the_audit_cannot_be_written_nothing_is_answered(string accept, int status)
    {
        AppendingStore? store = null;
        var server = Server(s => store = new(s));
        using var client = server.Client(server.Token());
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);
        store!.Fails = true;
        var refused = await client.PostAsJsonAsync("/graphql", new { query = "{ children { nodes { name } } }" });
        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Equal(accept, refused.Content.Headers.ContentType!.MediaType);
        var answer = await TestServer.Json(refused);
        Assert.Equal("UNAVAILABLE", TestServer.Code(answer));
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.DoesNotContain("Amara", answer.GetRawText(), StringComparison.Ordinal);
        // What is not about anybody is answered all the same; and all is well when the store is.
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/graphql", new { query = "{ viewer { subject } }" })).StatusCode);
        store.Fails = false;
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/graphql", new { query = "{ children { nodes { name } } }" })).StatusCode);
    }

    [Fact]
    public async Task The_event_is_durable_before_the_answer_leaves()
    {
        AppendingStore? store = null;
        var server = Server(s => store = new(s));
        using var client = server.Client(server.Token());
        store!.Gate = new();
        var asked = client.PostAsJsonAsync("/graphql", new { query = "{ children { nodes { name } } }" });
        await store.Waits.WaitAsync();
        await Task.Delay(200);
        bool answered = asked.IsCompleted;
        store.Gate.SetResult();
        Assert.False(answered);
        Assert.Equal(HttpStatusCode.OK, (await asked).StatusCode);
    }

    [Fact]
    public async Task Those_who_ask_while_a_group_is_written_are_written_as_one_group()
    {
        const int many = 40;
        AppendingStore? store = null;
        var server = Server(s => store = new(s));
        using var client = server.Client(server.Token());
        store!.Gate = new();
        int before = store.Found;
        Task<HttpResponseMessage> Ask() => client.PostAsJsonAsync("/graphql", new { query = "{ people { totalCount } }" });
        var first = Ask();
        await store.Waits.WaitAsync();
        var others = Enumerable.Range(0, many).Select(_ => Ask()).ToList();
        while (store.Found < before + many + 1)
        {
            await Task.Delay(10);
        }
        await Task.Delay(200);
        store.Gate.SetResult();
        await Task.WhenAll([first, .. others]);
        Assert.Equal(many + 1, store.Groups.Sum());
        Assert.InRange(store.Groups.Count, 2, 4); // two, unless some were late
        Assert.Equal(many + 1, (await Read(server)).Select(a => a.Id).Distinct().Count());
        Assert.Empty((await Walk(server)).Broken);
    }

    [Fact]
    public async Task A_stream_is_left_when_it_is_not_known_whether_a_group_was_written_and_both_are_whole()
    {
        AppendingStore? store = null;
        var server = Server(s => store = new(s));
        await server.Ask("{ people { totalCount } }");
        store!.LosesAnswer = true;
        Assert.Equal("UNAVAILABLE", TestServer.Code(await server.Ask("{ people { totalCount } }")));
        store.LosesAnswer = false;
        await server.Ask("{ people { totalCount } }");
        var walked = await Walk(server);
        Assert.Empty(walked.Broken);
        Assert.Equal([2, 1], walked.Heads.Select(h => h.Sequence));
    }

    [Fact]
    public async Task A_server_begins_other_streams_than_the_one_before()
    {
        string folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName, path = Path.Combine(folder, "shared.db");
        string token = DevelopmentTokens.Make(DemoAccounts.All[0], DevelopmentKey.Open(Path.Combine(folder, "development-key.pem")), DateTimeOffset.UtcNow);
        for (int i = 0; i < 2; i++)
        {
            using TestServer server = new(null, "Development", ("Store:Path", path));
            using var client = server.Client(token);
            await client.PostAsJsonAsync("/graphql", new { query = "{ people { totalCount } }" });
            await client.PostAsJsonAsync("/graphql", new { query = "{ people { totalCount } }" });
        }
        await using (var store = SqliteStore.Open(path, KeyEncryptionKeys.Beside(path)))
        {
            var walked = await AuditWalk.Walk(store, new Dictionary<string, AuditHead>(), default);
            Assert.Empty(walked.Broken);
            Assert.Equal([2, 2], walked.Heads.Select(h => h.Sequence));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Changes_rent_streams_and_give_them_back_and_leave_one_whose_end_is_not_known()
    {
        AppendingStore? store = null;
        var server = Server(s => store = new(s));
        AuditStreams streams = new(Store(server));
        CaseChange Change() => new(LifelongLinks.Core.Ids.From(Guid.CreateVersion7()), Stories.Amara, _ => new Changes(),
            new() { Id = LifelongLinks.Core.Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UtcNow, Subject = "test", Action = "test" });
        await streams.Change(Change(), default);
        await streams.Change(Change() with { Decide = _ => new Refusal(RefusalCode.BadArgument, "no") }, default);
        await streams.Change(Change(), default);
        Assert.Equal([2], (await Walk(server)).Heads.Select(h => h.Sequence));
        store!.LosesAnswer = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => streams.Change(Change(), default));
        store.LosesAnswer = false;
        await streams.Change(Change(), default);
        Assert.Equal([3, 1], (await Walk(server)).Heads.Select(h => h.Sequence));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => streams.Change(Change(), default))));
        var walked = await Walk(server);
        Assert.Empty(walked.Broken);
        Assert.Equal(3 + 1 + 8, walked.Events);
    }

    private TestServer Server(Func<IStore, AppendingStore>? over = null)
    {
        TestServer server = new(services =>
        {
            var open = services.Single(s => s.ServiceType == typeof(IStore)).ImplementationFactory!;
            services.Replace(ServiceDescriptor.Singleton<IStore>(s => over is null ? (IStore)open(s) : over((IStore)open(s))));
        });
        _servers.Add(server);
        Store(server); // started, with the stories in it
        return server;
    }

    private static IStore Store(TestServer server) => server.Services.GetRequiredService<IStore>();

    // The events of requests: the stories came by changes.
    private static async Task<List<AuditEvent>> Read(TestServer server) =>
        [.. (await Store(server).Audit(new(), default)).Events.Where(a => a.Subject != "lifelong-links")];

    private static Task<AuditWalked> Walk(TestServer server) => AuditWalk.Walk(
        Store(server) is AppendingStore { Whole: var whole } ? whole : (IWholeStore)((MeasuredStore)Store(server)).Store, new Dictionary<string, AuditHead>(), default);

    // Names in capitals stand for ids.
    private static async Task<string> Ids(TestServer server, string text)
    {
        if (text.Contains("AMARAS_", StringComparison.Ordinal))
        {
            var own = await Store(server).Expand(Scope.Everything(new(2026, 6, 30)), [Stories.Amara], Case.Pattern, default);
            text = text.Replace("AMARAS_LINK", own.Nodes.Values.OfType<Link>().First().Id, StringComparison.Ordinal)
                .Replace("AMARAS_PLAN", own.Nodes.Values.OfType<Plan>().First().Id, StringComparison.Ordinal);
        }
        (string Name, string Id)[] all =
        [
            ("AMARA", Stories.Amara), ("KOFI", Stories.Kofi), ("JAYDEN", Stories.Jayden), ("LEAH", Stories.Leah), ("TOM", Stories.Tom), ("NOOR", Stories.Noor),
            ("SOFIA", Stories.Sofia), ("ELLIS", Stories.Ellis), ("NAN", Stories.AmarasNan),
        ];
        return all.Aggregate(text, (t, a) => t.Replace(a.Name, a.Id, StringComparison.Ordinal));
    }
}
