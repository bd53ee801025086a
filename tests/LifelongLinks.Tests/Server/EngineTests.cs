using System.Net;
using System.Text.Json;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LifelongLinks.Tests.Server;

public sealed class EngineTests : IClassFixture<EngineTests.Served>
{
    public sealed class Served : IDisposable
    {
        public TestServer Server { get; } = new(services =>
        {
            Probe.Serve(services);
            services.AddSingleton<ILoggerProvider>(Log);
        }, "Development", ("GraphQL:MaxTokens", "20000"), ("GraphQL:MaxRepeats", "2000"));

        public static readonly LogBook Log = new();

        public void Dispose() => Server.Dispose();
    }

    private readonly TestServer _server;

    public EngineTests(Served served) => _server = served.Server;

    [Fact]
    public async Task What_nobody_foresaw_is_told_by_a_reference_that_is_in_the_log_and_by_nothing_else()
    {
        var answer = await _server.Ask("{ broken }");
        var extensions = answer.GetProperty("errors")[0].GetProperty("extensions");
        string reference = extensions.GetProperty("reference").GetString()!;
        Assert.Equal("INTERNAL", TestServer.Code(answer));
        Assert.Equal(2, extensions.EnumerateObject().Count());
        Assert.DoesNotContain("secret", answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("INVALID_OPERATION", answer.ToString(), StringComparison.Ordinal);
        Assert.Contains(Served.Log.Lines, l => l.Contains(reference, StringComparison.Ordinal) && l.Contains(nameof(InvalidOperationException), StringComparison.Ordinal));
        Assert.DoesNotContain(Served.Log.Lines, l => l.Contains("secret of the inside", StringComparison.Ordinal)); // exceptions quote what they were given
    }

    // Outside any field: the request's own services cannot be made, or the engine breaks.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nor_is_it_told_otherwise_outside_any_field(bool outsideTheEngine)
    {
        LogBook log = new();
        using TestServer broken = new(services =>
        {
            Probe.Serve(services);
            services.AddSingleton<ILoggerProvider>(log);
            if (outsideTheEngine)
            {
                services.AddSingleton<GraphQL.IDocumentExecuter>(new BrokenExecuter());
            }
            else
            {
                services.AddSingleton<GraphQL.DI.IConfigureExecution>(new BrokenStep());
            }
        }, "Development");
        foreach (var (accept, status) in ((string, HttpStatusCode)[])
            [(Answers.GraphQL, HttpStatusCode.InternalServerError), (Answers.Json, outsideTheEngine ? HttpStatusCode.InternalServerError : HttpStatusCode.OK)])
        {
            using var client = broken.Client(broken.Token());
            client.DefaultRequestHeaders.Accept.ParseAdd(accept);
            var response = await client.GetAsync("/graphql?query={__typename}");
            var answer = await TestServer.Json(response);
            Assert.Equal("INTERNAL", TestServer.Code(answer));
            Assert.Equal(status, response.StatusCode);
            Assert.DoesNotContain("secret", answer.ToString(), StringComparison.Ordinal);
            string reference = answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("reference").GetString()!;
            Assert.Contains(log.Lines, l => l.Contains(reference, StringComparison.Ordinal) && l.Contains(nameof(InvalidOperationException), StringComparison.Ordinal));
            Assert.DoesNotContain(log.Lines, l => l.Contains("secret of the engine", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_client_that_leaves_is_no_error_in_the_log()
    {
        LogBook log = new();
        using TestServer left = new(services =>
        {
            Probe.Serve(services);
            services.AddSingleton<ILoggerProvider>(log);
        }, "Development");
        using var client = left.Client(left.Token());
        using CancellationTokenSource leaving = new();
        var asked = client.GetAsync("/graphql?query={slow}", leaving.Token);
        await Probe.Query.SlowBegan.WaitAsync(TimeSpan.FromSeconds(20));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.True(await Probe.Query.SlowEnded.WaitAsync(TimeSpan.FromSeconds(20)));
        left.Dispose(); // which waits for what is still running
        Assert.DoesNotContain(log.Lines, l => l.Contains("Exception", StringComparison.Ordinal) || l.Contains("Unforeseen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_cannot_answer_is_UNAVAILABLE()
    {
        var answer = await _server.Ask("{ down }");
        Assert.Equal("UNAVAILABLE", TestServer.Code(answer));
        Assert.DoesNotContain("secret", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resolver_raises_a_typed_error_with_its_path()
    {
        var answer = await _server.Ask("{ gone: missing }");
        Assert.Equal("NOT_FOUND", TestServer.Code(answer));
        Assert.Equal("There is no such child.", answer.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal("gone", answer.GetProperty("errors")[0].GetProperty("path")[0].GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("gone").ValueKind);
    }

    [Fact]
    public async Task Items_of_a_list_are_asked_what_their_own_type_is_asked_and_no_more()
    {
        const string asked = """
            query ($no: Boolean!) { places { id ...Towns ... on City { since } ... @include(if: $no) { name } } }
            fragment Towns on Town { size twin(of: 1) { name } twin(of: 1) { size } name @skip(if: $no) }
            """;
        var places = (await _server.Ask(asked, new { no = false })).GetProperty("data").GetProperty("places");
        Assert.Equal("""[{"id":"t","size":3,"twin":{"name":"","size":null},"name":"Ashford"},{"id":"c","since":"1109-01-01"},{"id":"u","size":null,"twin":{"name":"","size":null},"name":"Ripon"}]""",
            places.GetRawText());
        places = (await _server.Ask(asked, new { no = true })).GetProperty("data").GetProperty("places");
        Assert.Equal("""[{"id":"t","size":3,"twin":{"name":"","size":null},"name":"Ashford"},{"id":"c","since":"1109-01-01","name":"Ely"},{"id":"u","size":null,"twin":{"name":"","size":null},"name":"Ripon"}]""",
            places.GetRawText());
    }

    [Fact]
    public async Task A_member_that_throws_is_one_error_at_its_place_in_the_list()
    {
        var answer = await _server.Ask("{ places { id ... on City { ruined } } }");
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("NOT_FOUND", TestServer.Code(answer));
        Assert.Equal("""["places",1,"ruined"]""", error.GetProperty("path").GetRawText());
        Assert.Equal("""[{"id":"t"},{"id":"c","ruined":null},{"id":"u"}]""", answer.GetProperty("data").GetProperty("places").GetRawText());
    }

    [Fact]
    public async Task What_takes_too_long_is_ended()
    {
        using TestServer impatient = new(Probe.Serve, "Development", ("GraphQL:TimeoutSeconds", "1"));
        Assert.Equal("TIMEOUT", TestServer.Code(await impatient.Ask("{ slow }")));
    }

    [Theory]
    [InlineData("{ day(on: \"2028-02-28\") }", "day", "2028-02-29")]
    [InlineData("{ instant(at: \"2026-06-30T10:30:00+01:00\") }", "instant", "2026-06-30T09:30:00Z")]
    [InlineData("{ instant(at: \"2026-06-30T09:30:00.25Z\") }", "instant", "2026-06-30T09:30:00.25Z")]
    [InlineData("{ sides(side: NOT_APPLICABLE) }", "sides", "NOT_APPLICABLE")]
    public async Task Days_instants_and_words_are_written_as_the_contract_has_them(string query, string field, string expected) =>
        Assert.Equal(expected, (await _server.Ask(query)).GetProperty("data").GetProperty(field).GetString());

    [Theory]
    [InlineData("{ day(on: \"2027-02-29\") }")]
    [InlineData("{ day(on: \"30/06/2026\") }")]
    [InlineData("{ day(on: 20260630) }")]
    [InlineData("{ instant(at: \"2026-06-30\") }")]
    [InlineData("{ instant(at: \"yesterday\") }")]
    public async Task A_malformed_day_or_instant_is_told_how_it_is_written(string query)
    {
        var answer = await _server.Ask(query);
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(answer));
        Assert.Contains("2026-06-30", answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_day_in_a_variable_is_told_too()
    {
        var answer = await _server.Ask("query($on: Date!) { day(on: $on) }", new { on = "2026-13-01" });
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(answer));
        Assert.Equal("2026-07-01", (await _server.Ask("query($on: Date!) { day(on: $on) }", new { on = "2026-06-30" })).GetProperty("data").GetProperty("day").GetString());
    }

    [Fact]
    public async Task Keys_asked_for_side_by_side_are_fetched_at_once_and_each_once()
    {
        Probe.Item.Fetched.Clear();
        var answer = await _server.Ask("{ items(first: 80) { nodes { doubled self { doubled } } } }");
        var nodes = answer.GetProperty("data").GetProperty("items").GetProperty("nodes");
        Assert.Equal("160", nodes[79].GetProperty("self").GetProperty("doubled").GetString());
        Assert.Equal([80], Probe.Item.Fetched);
    }

    [Fact]
    public async Task Fields_nested_too_deep_are_refused_also_in_a_fragment()
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat("{ self ", depth - 2)) + "{ id }" + new string('}', depth - 2);
        Assert.True((await _server.Ask($"{{ item(id: 1) {Nested(15)} }}")).TryGetProperty("data", out _));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask($"{{ item(id: 1) {Nested(16)} }}")));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask($"{{ item(id: 1) {{ ...Deep }} }} fragment Deep on Item {Nested(16)}")));
    }

    [Fact]
    public async Task A_document_nested_too_deep_to_be_read_is_refused_as_what_it_is()
    {
        string query = string.Concat(Enumerable.Repeat("{ item ", 5000)) + new string('}', 5000);
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask(query)));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask($"{{ item(id: {new string('[', 5000)}{new string(']', 5000)}) {{ id }} }}")));
    }

    [Fact]
    public async Task What_costs_too_much_is_refused_for_known_documents_too()
    {
        const string Query = "query($n: Int) { items(first: $n) { nodes { items(first: $n) { nodes { id self { id } } } } } }";
        Assert.True((await _server.Ask(Query, new { n = 2 })).TryGetProperty("data", out _));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask(Query, new { n = 100 })));
        Assert.True((await _server.Ask(Query, new { n = 3 })).TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Aliases_and_fragments_do_not_make_a_request_cheaper()
    {
        string aliases = string.Concat(Enumerable.Range(0, 100).Select(i => $"a{i}: items(first: 100) {{ nodes {{ ...F }} }} "));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask($"{{ {aliases} }} fragment F on Item {{ id self {{ id }} }}")));
    }

    [Fact]
    public async Task Fragments_that_spread_fragments_are_refused_before_they_are_counted_one_by_one()
    {
        string Bomb(int levels) => "{ item(id: 1) { ...F0 } } " + string.Concat(Enumerable.Range(0, levels).Select(i =>
            $"fragment F{i} on Item {{ a: self {{ ...F{i + 1} }} b: self {{ ...F{i + 1} }} }} ")) + $"fragment F{levels} on Item {{ id }}";
        Assert.True((await _server.Ask(Bomb(5))).TryGetProperty("data", out _));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask(Bomb(40))));
    }

    [Fact]
    public async Task A_long_chain_of_fragments_a_very_wide_document_and_a_circle_are_refused()
    {
        string chain = "{ item(id: 1) { ...F0 } } " + string.Concat(Enumerable.Range(0, 9000).Select(i => $"fragment F{i} on Item {{ ...F{i + 1} }} ")) +
            "fragment F9000 on Item { id }";
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask(chain)));
        string Wide(int fields) => $"{{ item(id: 1) {{ {string.Concat(Enumerable.Repeat("id ", fields - 1))} }} }}";
        Assert.True((await _server.Ask(Wide(1000))).TryGetProperty("data", out _));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask(Wide(1001))));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await _server.Ask(Wide(300_000))));
        Assert.Equal("NO_FRAGMENT_CYCLES", TestServer.Code(await _server.Ask("{ item(id: 1) { ...A } } fragment A on Item { self { ...A } }")));
    }

    [Fact]
    public async Task Outside_Development_the_schema_is_not_told()
    {
        using TestServer production = new(services => Probe.Serve(services), "Production",
            ("Authentication:Authority", "https://127.0.0.1:9"), ("Authentication:Audience", "lifelong-links"));
        var executer = production.Services.GetRequiredService<GraphQL.IDocumentExecuter>();
        var serializer = production.Services.GetRequiredService<GraphQL.IGraphQLTextSerializer>();
        async Task<string> Ask(string query) => serializer.Serialize(await executer.ExecuteAsync(
            new() { Query = query, RequestServices = production.Services }));

        Assert.Contains("errors", await Ask("{ __schema { types { name } } }"), StringComparison.Ordinal);
        Assert.Contains("errors", await Ask("{ __type(name: \"Item\") { name } }"), StringComparison.Ordinal);
        string guess = await Ask("{ mising }");
        Assert.Contains("mising", guess, StringComparison.Ordinal);
        Assert.DoesNotContain("missing", guess, StringComparison.Ordinal);

        Assert.Contains("missing", (await _server.Ask("{ mising }")).ToString(), StringComparison.Ordinal);
        Assert.True((await _server.Ask("{ __schema { types { name } } }")).TryGetProperty("data", out _));
    }

    private sealed class BrokenExecuter : GraphQL.IDocumentExecuter
    {
        public Task<GraphQL.ExecutionResult> ExecuteAsync(GraphQL.ExecutionOptions options) => throw new InvalidOperationException("the secret of the engine");
    }

    private sealed class BrokenStep : GraphQL.DI.IConfigureExecution
    {
        public float SortOrder => 300;

        public Task<GraphQL.ExecutionResult> ExecuteAsync(GraphQL.ExecutionOptions options, GraphQL.DI.ExecutionDelegate next) =>
            throw new InvalidOperationException("the secret of the engine");
    }

    /// <summary>What was logged.</summary>
    public sealed class LogBook : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
