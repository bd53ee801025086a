using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>graphql-transport-ws, https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md.</summary>
public sealed class SocketTests(LiveServer server) : IClassFixture<LiveServer>, IAsyncLifetime
{
    public Task InitializeAsync() => server.Listening(0);

    public Task DisposeAsync() => Task.CompletedTask;

    private static readonly string _changed = $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}";

    [Fact]
    public async Task A_query_is_answered_once_and_completes()
    {
        using var client = await server.Connect();
        await client.Subscribe("a", "query Q($id: ID!) { childById(id: $id) { name } }", new { id = Stories.Amara });
        Assert.Equal("Amara Osei", (await client.Next("a")).GetProperty("childById").GetProperty("name").GetString());
        await client.Receive("complete", "a");
        // An id that is free again may be used again.
        await client.Subscribe("a", "{ childById(id: \"0\") { name } }");
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(await client.Receive("next", "a")));
        await client.Receive("complete", "a");
    }

    [Fact]
    public async Task A_subscription_is_answered_for_each_event_until_the_client_completes_it()
    {
        using var client = await server.Connect();
        await client.Subscribe("a", _changed);
        await server.Listening(1);
        for (int i = 0; i < 3; i++)
        {
            await server.ChangeLink();
            Assert.Equal("Amara Osei", (await client.Next("a")).GetProperty("caseChanged").GetProperty("child").GetProperty("name").GetString());
        }
        await client.Send(new { id = "a", type = "complete" });
        await server.Listening(0);
        await server.ChangeLink();
        await client.Subscribe("b", "{ __typename }");
        await client.Next("b"); // and nothing of a in between
    }

    [Fact]
    public async Task Several_operations_run_beside_each_other()
    {
        using var client = await server.Connect();
        await client.Subscribe("a", _changed);
        await client.Subscribe("b", _changed);
        await server.Listening(2);
        await server.ChangeLink();
        string?[] told = [(await client.Receive())!.Value.GetProperty("id").GetString(), (await client.Receive())!.Value.GetProperty("id").GetString()];
        Assert.Equal(["a", "b"], told.Order());
    }

    [Theory]
    [InlineData("subscription { nothing }")]
    [InlineData("subscription { unclosed")]
    [InlineData("subscription { caseChanged(childId: \"0\") { at } }")]
    [InlineData("subscription($id: ID!) { caseChanged(childId: $id) { at } }")]
    [InlineData("subscription { __typename }")]
    [InlineData("subscription { a: reviewBecameDue { child { id } } contactRecorded { child { id } } }")]
    [InlineData("subscription { reviewBecameDue @skip(if: true) { child { id } } }")]
    [InlineData("subscription { contactRecorded { child { reviews(first: 100) { nodes { child { reviews(first: 100) { nodes { child { reviews(first: 100) { nodes { id } } } } } } } } } }")]
    public async Task What_cannot_be_run_is_an_error_and_takes_no_place(string query)
    {
        using var client = await server.Connect();
        await client.Subscribe("a", query);
        var errors = await client.Receive("error", "a");
        Assert.NotNull(errors[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.NotEqual("INTERNAL", errors[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(0, server.Hub.Subscribers);
    }

    [Fact]
    public async Task A_ping_is_answered_by_a_pong_before_and_after_signing_in()
    {
        using var client = await LiveClient.Open(server.Address);
        await client.Send(new { type = "ping", payload = new { at = 1 } });
        Assert.Equal("pong", LiveClient.Type(await client.Receive()));
        await client.Initialise(server.Token());
        await client.Send(new { type = "ping" });
        Assert.Equal("pong", LiveClient.Type(await client.Receive()));
        await client.Send(new { type = "pong" });
        await client.Send(new { type = "ping" });
        Assert.Equal("pong", LiveClient.Type(await client.Receive()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"something"}""")]
    [InlineData("""{"type":"next","id":"a","payload":{}}""")]
    [InlineData("""{"type":"subscribe"}""")]
    [InlineData("""{"type":"subscribe","id":""}""")]
    [InlineData("""{"type":"subscribe","id":"a"}""")]
    [InlineData("""{"type":"subscribe","id":"a","payload":{}}""")]
    [InlineData("""{"type":"subscribe","id":"a","payload":{"query":7}}""")]
    [InlineData("""{"type":"subscribe","id":"a","payload":{"query":"{ __typename }","variables":7}}""")]
    [InlineData("""{"type":"complete"}""")]
    public async Task What_is_no_message_closes_with_4400(string message)
    {
        using var client = await server.Connect();
        await client.Send(message);
        Assert.Equal(4400, await client.UntilClosed());
    }

    [Fact]
    public async Task A_binary_message_closes_with_4400()
    {
        using var client = await server.Connect();
        await client.Send("""{"type":"ping"}"""u8.ToArray(), WebSocketMessageType.Binary);
        Assert.Equal(4400, await client.UntilClosed());
    }

    [Fact]
    public async Task A_payload_of_connection_init_that_is_no_object_closes_with_4400()
    {
        using var client = await LiveClient.Open(server.Address, token: server.Token());
        await client.Send("""{"type":"connection_init","payload":[]}""");
        Assert.Equal(4400, await client.UntilClosed());
    }

    [Fact]
    public async Task Subscribing_before_it_is_acknowledged_closes_with_4401()
    {
        using var client = await LiveClient.Open(server.Address, token: server.Token());
        await client.Subscribe("a", "{ __typename }");
        Assert.Equal(4401, await client.UntilClosed());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer nonsense")]
    [InlineData("nonsense")]
    public async Task Whoever_has_no_valid_token_is_turned_away_with_4403(string? authorization)
    {
        using var client = await LiveClient.Open(server.Address);
        await client.Send(authorization is null ? new { type = "connection_init" } : new { type = "connection_init", payload = new { authorization } });
        Assert.Equal(4403, await client.UntilClosed());
    }

    [Fact]
    public async Task An_expired_token_is_turned_away_with_4403()
    {
        using var client = await LiveClient.Open(server.Address);
        await client.Send(new { type = "connection_init", payload = new { authorization = $"Bearer {server.Token(issued: DateTimeOffset.UtcNow.AddHours(-9))}" } });
        Assert.Equal(4403, await client.UntilClosed());
    }

    [Fact]
    public async Task The_token_may_come_in_the_header_and_the_one_of_the_payload_goes_first()
    {
        using var byHeader = await LiveClient.Open(server.Address, token: server.Token("social-worker"));
        await byHeader.Send(new { type = "connection_init" });
        Assert.Equal("connection_ack", LiveClient.Type(await byHeader.Receive()));
        await byHeader.Subscribe("a", "{ viewer { roles } }");
        Assert.Equal("SOCIAL_WORKER", (await byHeader.Next("a")).GetProperty("viewer").GetProperty("roles")[0].GetString());

        using var byBoth = await LiveClient.Open(server.Address, token: server.Token("social-worker"));
        await byBoth.Send(new { type = "connection_init", payload = new { Authorization = $"Bearer {server.Token("auditor")}" } });
        Assert.Equal("connection_ack", LiveClient.Type(await byBoth.Receive()));
        await byBoth.Subscribe("a", "{ viewer { roles } }");
        Assert.Equal("AUDITOR", (await byBoth.Next("a")).GetProperty("viewer").GetProperty("roles")[0].GetString());
    }

    [Fact]
    public async Task Saying_twice_who_one_is_closes_with_4429()
    {
        using var client = await server.Connect();
        await client.Send(new { type = "connection_init" });
        Assert.Equal(4429, await client.UntilClosed());
    }

    [Fact]
    public async Task An_id_that_is_in_use_closes_with_4409()
    {
        using var client = await server.Connect();
        string id = new('é', 200);
        await client.Subscribe(id, _changed);
        await client.Subscribe(id, _changed);
        Assert.Equal(4409, await client.UntilClosed());
        Assert.StartsWith("Subscriber for éé", client.Closed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_subprotocol_is_closed_with_4406(string? protocol)
    {
        using var client = protocol is null
            ? await LiveClient.Open(server.Address, null)
            : await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.Open(server.Address, protocol)).ContinueWith(_ => (LiveClient?)null);
        if (client is not null)
        {
            Assert.Equal(4406, await client.UntilClosed());
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("own", true)]
    public async Task Only_pages_of_the_servers_own_may_connect(string origin, bool allowed)
    {
        string given = origin == "own" ? server.Address.GetLeftPart(UriPartial.Authority) : origin;
        if (allowed)
        {
            using var client = await LiveClient.Open(server.Address, origin: given);
            await client.Initialise(server.Token());
            return;
        }
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.Open(server.Address, origin: given));
    }

    [Fact]
    public async Task When_the_client_leaves_its_places_are_free_again()
    {
        await LiveServer.Until(() => server.Connections.Open == 0); // those of the tests before
        var polite = await server.Connect();
        var rude = await server.Connect();
        await polite.Subscribe("a", _changed);
        await rude.Subscribe("a", _changed);
        await server.Listening(2);
        Assert.Equal(2, server.Connections.Open);
        await polite.Close();
        rude.Dispose();
        await server.Listening(0);
        await LiveServer.Until(() => server.Connections.Open == 0);
    }

    [Fact]
    public async Task A_message_in_pieces_is_one_message()
    {
        using ClientWebSocket socket = new();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/graphql" }.Uri, default);
        byte[] message = JsonSerializer.SerializeToUtf8Bytes(new { type = "connection_init", payload = new { authorization = $"Bearer {server.Token()}", padding = new string('x', 20_000) } });
        foreach (byte[] piece in message.Chunk(3_000))
        {
            await socket.SendAsync(piece, WebSocketMessageType.Text, endOfMessage: false, default);
        }
        await socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, endOfMessage: true, default);
        byte[] answer = new byte[1_000];
        var received = await socket.ReceiveAsync(answer, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        Assert.Equal("""{"type":"connection_ack"}"""u8.ToArray(), answer[..received.Count]);
    }

    [Fact]
    public async Task Without_a_WebSocket_it_is_the_endpoint_it_was()
    {
        using var anonymous = server.Http(null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(new Uri("/graphql?query={__typename}", UriKind.Relative))).StatusCode);
    }
}
