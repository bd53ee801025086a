using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>GraphQL over server-sent events, distinct connections mode, https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md.</summary>
public sealed class EventStreamTests(LiveServer server) : IClassFixture<LiveServer>, IAsyncLifetime
{
    private const string Events = "text/event-stream";
    private const string Mixed = "application/graphql-response+json, application/json, text/event-stream";

    private static readonly string _changed = $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}";

    public Task InitializeAsync() => server.Listening(0);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Events)]
    [InlineData(Mixed)]
    public async Task A_subscription_is_a_stream_of_events_until_the_client_leaves(string accept)
    {
        using (var stream = await Stream.Post(server, _changed, accept))
        {
            Assert.Equal(Events, stream.Type);
            Assert.Equal(1, server.Hub.Subscribers); // it listens before it answers
            for (int i = 0; i < 3; i++)
            {
                await server.ChangeLink();
                var (name, data) = await stream.Next();
                Assert.Equal("next", name);
                Assert.Equal("Amara Osei", Json(data).GetProperty("data").GetProperty("caseChanged").GetProperty("child").GetProperty("name").GetString());
            }
        }
        await server.Listening(0);
        await LiveServer.Until(() => server.Connections.Open == 0);
    }

    [Fact]
    public async Task By_GET_one_subscribes_too_and_changes_nothing()
    {
        using var stream = await Stream.Get(server, _changed);
        await server.ChangeLink();
        Assert.Equal("next", (await stream.Next()).Name);
        using HttpClient client = server.Http(server.Token());
        client.DefaultRequestHeaders.Accept.Add(new(Events));
        string answer = await client.GetStringAsync(new Uri("/graphql?query=mutation{x}", UriKind.Relative));
        Assert.StartsWith("event: next\ndata: {\"errors\":", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_is_one_event_and_completes()
    {
        using var stream = await Stream.Post(server, $"{{ childById(id: \"{Stories.Amara}\") {{ name }} }}", Events);
        var (name, data) = await stream.Next();
        Assert.Equal(("next", "Amara Osei"), (name, Json(data).GetProperty("data").GetProperty("childById").GetProperty("name").GetString()));
        Assert.Equal(("complete", ""), await stream.Next());
        Assert.True(await stream.Ends());
    }

    [Fact]
    public async Task A_client_that_takes_JSON_too_gets_a_query_as_JSON()
    {
        using var stream = await Stream.Post(server, "{ __typename }", Mixed);
        Assert.Equal("application/graphql-response+json", stream.Type);
    }

    [Theory]
    [InlineData("subscription { nothing }", "FIELDS_ON_CORRECT_TYPE")]
    [InlineData("subscription { caseChanged(childId: \"ffffffffffffffffffffffffffffffff\") { at } }", "NOT_FOUND")]
    [InlineData("subscription { __typename }", "SINGLE_ROOT_FIELD_SUBSCRIPTIONS")]
    [InlineData("{ nothing }", "FIELDS_ON_CORRECT_TYPE")]
    public async Task What_cannot_be_run_is_told_as_an_event(string query, string code)
    {
        using var stream = await Stream.Post(server, query, Events);
        var (name, data) = await stream.Next();
        Assert.Equal("next", name);
        Assert.Equal(code, TestServer.Code(Json(data)));
        Assert.False(Json(data).TryGetProperty("data", out _));
        Assert.Equal("complete", (await stream.Next()).Name);
        Assert.Equal(0, server.Hub.Subscribers);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    [InlineData("*/*")]
    [InlineData("text/event-stream;q=0, */*")]
    public async Task Without_a_stream_a_subscription_is_told_how_to_subscribe(string accept)
    {
        using var stream = await Stream.Post(server, _changed, accept);
        Assert.Equal("STREAM_NEEDED", TestServer.Code(Json(await stream.All())));
        Assert.Equal(0, server.Hub.Subscribers);
    }

    [Fact]
    public async Task What_is_no_request_gets_400()
    {
        using HttpClient client = server.Http(server.Token());
        using HttpRequestMessage request = new(HttpMethod.Post, "/graphql") { Content = new StringContent("nonsense", MediaTypeHeaderValue.Parse("application/json")) };
        request.Headers.Accept.Add(new(Events));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task When_the_case_goes_out_of_sight_the_stream_completes()
    {
        string subject = $"officer-{LiveServer.NewId()}", worker = LiveServer.NewId(), oversight = LiveServer.NewId();
        await server.Change(Stories.Kofi, _ => new Changes
        {
            Nodes = [new Worker { Id = worker, Name = "Officer", Subject = subject, Roles = [Role.PersonalAdviser] }],
            Edges = [new Oversight { Id = oversight, WorkerId = worker, ChildId = Stories.Kofi, Role = Role.PersonalAdviser, Since = new(2026, 6, 1) }],
        });
        using var stream = await Stream.Post(server, $"subscription {{ caseChanged(childId: \"{Stories.Kofi}\") {{ at }} }}", Events, server.TokenFor(subject, Role.PersonalAdviser));
        await server.ChangeLink(Stories.Kofi);
        Assert.Equal("next", (await stream.Next()).Name);
        await server.Change(Stories.Kofi, c => new Changes { Edges = [c.Oversight.Single(o => o.Id == oversight) with { Until = new(2026, 6, 30) }] });
        Assert.Equal("complete", (await stream.Next()).Name);
        Assert.True(await stream.Ends());
        await server.Listening(0);
    }

    [Fact]
    public async Task When_the_token_expires_it_says_so_and_completes()
    {
        using var stream = await Stream.Post(server, _changed, Events, server.Token(issued: DateTimeOffset.UtcNow.AddHours(-8).AddSeconds(2)));
        Assert.Equal("UNAUTHENTICATED", TestServer.Code(Json((await stream.Next()).Data)));
        Assert.Equal("complete", (await stream.Next()).Name);
        await server.Listening(0);
    }

    [Fact]
    public async Task While_nothing_happens_comments_keep_it_alive()
    {
        using LiveServer often = new(null, ("Live:KeepAliveSeconds", "1"));
        using var stream = await Stream.Post(often, _changed, Events);
        Assert.Equal(":", await stream.Line());
        Assert.Equal("", await stream.Line());
        Assert.Equal(":", await stream.Line());
        await often.ChangeLink();
        Assert.Equal("next", (await stream.Next()).Name);
    }

    [Fact]
    public async Task More_streams_than_there_may_be_get_503()
    {
        using LiveServer small = new(null, ("Live:MaxConnections", "1"));
        using var first = await Stream.Post(small, _changed, Events);
        using var second = await Stream.Post(small, _changed, Events);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "TOO_MANY_CONNECTIONS"), (second.Status, TestServer.Code(Json(await second.All()))));
    }

    [Fact]
    public async Task When_the_server_stops_the_stream_breaks_off_without_completing()
    {
        LiveServer stopping = new();
        using var stream = await Stream.Post(stopping, _changed, Events);
        var rest = stream.All();
        await Task.Run(stopping.Dispose);
        Assert.Equal("", await rest);
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    /// <summary>An answer, read as it comes.</summary>
    private sealed class Stream : IDisposable
    {
        private readonly HttpClient _client;
        private readonly HttpResponseMessage _response;
        private readonly StreamReader _reader;

        private Stream(HttpClient client, HttpResponseMessage response, StreamReader reader) => (_client, _response, _reader) = (client, response, reader);

        internal HttpStatusCode Status => _response.StatusCode;

        internal string? Type => _response.Content.Headers.ContentType?.MediaType;

        internal static Task<Stream> Post(LiveServer server, string query, string accept, string? token = null) =>
            Ask(server, new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) }, accept, token);

        internal static Task<Stream> Get(LiveServer server, string query) =>
            Ask(server, new(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}"), Events, null);

        private static async Task<Stream> Ask(LiveServer server, HttpRequestMessage request, string accept, string? token)
        {
            var client = server.Http(token ?? server.Token());
            request.Headers.TryAddWithoutValidation("Accept", accept);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Soon());
            return new(client, response, new(await response.Content.ReadAsStreamAsync()));
        }

        /// <summary>The next event; comments are passed over.</summary>
        internal async Task<(string Name, string Data)> Next()
        {
            string? line = await Line();
            while (line is ":" or "")
            {
                line = await Line();
            }
            string? data = await Line();
            Assert.Equal("", await Line());
            return (line!["event: ".Length..], data!["data: ".Length..]);
        }

        internal Task<string?> Line() => _reader.ReadLineAsync(Soon()).AsTask();

        internal Task<string> All() => _reader.ReadToEndAsync(Soon());

        internal async Task<bool> Ends() => await Line() is null;

        public void Dispose()
        {
            _reader.Dispose();
            _response.Dispose();
            _client.Dispose();
        }

        // A test that waits in vain fails.
        private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
    }
}
