using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace LifelongLinks.Benchmarks;

/// <summary>A WebSocket with one subscription, that notes when it hears something. Answers are not read any further, so as to cost little.</summary>
internal sealed class LiveSubscriber : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[4096];
    private TaskCompletionSource<long> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveSubscriber() => _socket.Options.AddSubProtocol("graphql-transport-ws");

    /// <summary>When it heard of what it expects.</summary>
    internal Task<long> Heard => _heard.Task;

    /// <summary>Connects and subscribes.</summary>
    internal static async Task<LiveSubscriber> Listen(int port, string token, string query)
    {
        LiveSubscriber subscriber = new();
        await subscriber._socket.ConnectAsync(new($"ws://127.0.0.1:{port}/graphql"), default);
        await subscriber.Send(new { type = "connection_init", payload = new { authorization = $"Bearer {token}" } });
        await subscriber.Receive("connection_ack");
        await subscriber.Send(new { id = "1", type = "subscribe", payload = new { query } });
        _ = subscriber.Hear();
        return subscriber;
    }

    /// <summary>From now on it waits for something new.</summary>
    internal void Expect() => _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _socket.Dispose();

    private async Task Hear()
    {
        try
        {
            while (true)
            {
                var message = await Receive();
                if (message.Span.IndexOf("\"next\""u8) >= 0)
                {
                    _heard.TrySetResult(message.Span.IndexOf("\"errors\""u8) < 0 ? Stopwatch.GetTimestamp() : throw new InvalidOperationException("An event came as an error."));
                }
                else if (message.Span.IndexOf("\"ping\""u8) >= 0)
                {
                    await Send(new { type = "pong" });
                }
            }
        }
        catch (Exception e)
        {
            _heard.TrySetException(e);
        }
    }

    private async Task Receive(string type)
    {
        var message = await Receive();
        if (JsonSerializer.Deserialize<JsonElement>(message.Span).GetProperty("type").GetString() != type)
        {
            throw new InvalidOperationException($"The server did not answer with {type}.");
        }
    }

    private async Task<ReadOnlyMemory<byte>> Receive()
    {
        int length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), default);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Text ? _buffer.AsMemory(0, length) : throw new InvalidOperationException("The server closed.");
    }

    private Task Send(object message) => _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, default);
}
