using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>A client that speaks graphql-transport-ws, or whatever else a test sends.</summary>
internal sealed class LiveClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private LiveClient() { }

    /// <summary>With which code the server closed, and why.</summary>
    internal (int Code, string? Reason) Closed => ((int)_socket.CloseStatus!.Value, _socket.CloseStatusDescription);

    internal static async Task<LiveClient> Open(Uri server, string? protocol = "graphql-transport-ws", string? token = null, string? origin = null)
    {
        LiveClient client = new();
        if (protocol is not null)
        {
            client._socket.Options.AddSubProtocol(protocol);
        }
        if (token is not null)
        {
            client._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }
        client._socket.Options.CollectHttpResponseDetails = true;
        await client._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri, Soon());
        return client;
    }

    /// <summary>Says who it is, and is acknowledged.</summary>
    internal async Task Initialise(string token)
    {
        await Send(new { type = "connection_init", payload = new { authorization = $"Bearer {token}" } });
        Assert.Equal("connection_ack", Type(await Receive()));
    }

    internal Task Subscribe(string id, string query, object? variables = null) =>
        Send(new { id, type = "subscribe", payload = new { query, variables } });

    internal Task Send(object message) => Send(JsonSerializer.Serialize(message));

    internal Task Send(string message) => Send(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);

    internal Task Send(byte[] message, WebSocketMessageType type) => _socket.SendAsync(message, type, endOfMessage: true, Soon());

    /// <summary>The next message but pings, which are answered; nothing when the server closes.</summary>
    internal async Task<JsonElement?> Receive()
    {
        var soon = Soon(); // however many pings come meanwhile
        while (true)
        {
            MemoryStream message = new();
            byte[] buffer = new byte[16_384];
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer, soon);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Soon());
                    return null;
                }
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            var received = JsonSerializer.Deserialize<JsonElement>(message.ToArray());
            if (Type(received) != "ping")
            {
                return received;
            }
            await Send(new { type = "pong" });
        }
    }

    /// <summary>The payload of the next message, which must be of a type and about an operation.</summary>
    internal async Task<JsonElement> Receive(string type, string id)
    {
        var message = (await Receive())!.Value;
        Assert.True((type, id) == (Type(message), message.GetProperty("id").GetString()), message.GetRawText());
        return message.TryGetProperty("payload", out var payload) ? payload : default;
    }

    /// <summary>The data of the next event of a subscription.</summary>
    internal async Task<JsonElement> Next(string id)
    {
        var payload = await Receive("next", id);
        Assert.False(payload.TryGetProperty("errors", out var errors), errors.ToString());
        return payload.GetProperty("data");
    }

    /// <summary>Reads on until the server closes; the code.</summary>
    internal async Task<int> UntilClosed()
    {
        while (await Receive() is not null)
        {
        }
        return Closed.Code;
    }

    internal Task Close() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Soon());

    internal static string? Type(JsonElement? message) => message!.Value.GetProperty("type").GetString();

    public void Dispose() => _socket.Dispose();

    // A test that waits in vain fails.
    private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
