using System.Net.WebSockets;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>What one connection may cost, and how long it may last.</summary>
public sealed class SocketLimitsTests
{
    private static readonly string _changed = $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ at }} }}";

    [Fact]
    public async Task Whoever_does_not_say_who_they_are_in_time_is_closed_with_4408()
    {
        using LiveServer server = new(null, ("Live:InitSeconds", "1"));
        using var client = await LiveClient.Open(server.Address);
        Assert.Equal(4408, await client.UntilClosed());
    }

    [Fact]
    public async Task When_the_token_expires_the_connection_ends()
    {
        using LiveServer server = new();
        using var client = await LiveClient.Open(server.Address);
        await client.Initialise(server.Token(issued: DateTimeOffset.UtcNow.AddHours(-8).AddSeconds(2)));
        await client.Subscribe("a", _changed);
        Assert.Equal(4403, await client.UntilClosed());
        Assert.Contains("expired", client.Closed.Reason, StringComparison.Ordinal);
        await server.Listening(0);
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_with_1009()
    {
        using LiveServer server = new(null, ("Live:MaxMessageBytes", "10000"));
        using var client = await server.Connect();
        string prefix = """{"type":"ping","payload":{"x":" """, suffix = "\"}}";
        await client.Send(prefix + new string('x', 10_000 - prefix.Length - suffix.Length) + suffix);
        Assert.Equal("pong", LiveClient.Type(await client.Receive()));
        await client.Send(prefix + new string('x', 200_000) + suffix);
        Assert.Equal(1009, await client.UntilClosed());
    }

    [Fact]
    public async Task More_operations_than_one_may_have_are_refused_and_the_others_go_on()
    {
        using LiveServer server = new(null, ("Live:MaxOperations", "2"));
        using var client = await server.Connect();
        await client.Subscribe("a", _changed);
        await client.Subscribe("b", _changed);
        await client.Subscribe("c", _changed);
        Assert.Equal("TOO_MANY_OPERATIONS", (await client.Receive("error", "c"))[0].GetProperty("extensions").GetProperty("code").GetString());
        await server.Listening(2);
        await client.Send(new { id = "a", type = "complete" });
        await server.Listening(1);
        await server.ChangeLink();
        await client.Next("b");
    }

    [Fact]
    public async Task More_connections_than_there_may_be_are_refused()
    {
        using LiveServer server = new(null, ("Live:MaxConnections", "2"));
        using var first = await server.Connect();
        using var second = await server.Connect();
        await Assert.ThrowsAsync<WebSocketException>(() => server.Connect());
        await first.Close();
        await LiveServer.Until(() => server.Connections.Open == 1);
        using var third = await server.Connect();
    }

    [Fact]
    public async Task A_connection_without_an_operation_is_closed_after_a_while()
    {
        using LiveServer server = new(null, ("Live:IdleSeconds", "1"), ("Live:KeepAliveSeconds", "1"));
        using var idle = await server.Connect();
        using var busy = await server.Connect();
        await busy.Subscribe("a", _changed);
        await server.Listening(1);
        Assert.Equal(1000, await idle.UntilClosed());
        await server.ChangeLink();
        await busy.Next("a");
    }

    [Fact]
    public async Task A_client_that_gives_no_sign_of_life_is_dropped()
    {
        using LiveServer server = new(null, ("Live:KeepAliveSeconds", "1"));
        using var dead = await server.Connect();
        await dead.Subscribe("a", _changed);
        await LiveServer.Until(() => server.Connections.Open == 0); // it reads nothing, so that no ping is answered
        await server.Listening(0);
    }

    [Fact]
    public async Task When_the_server_stops_connections_are_told_to_go_elsewhere()
    {
        LiveServer server = new();
        using var client = await server.Connect();
        await client.Subscribe("a", _changed);
        await server.Listening(1);
        var closed = client.UntilClosed();
        await Task.Run(server.Dispose);
        Assert.Equal(1001, await closed);
    }
}
