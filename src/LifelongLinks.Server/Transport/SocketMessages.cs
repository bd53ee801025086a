using System.Buffers;
using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>
/// The messages of graphql-transport-ws that a server sends (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md), and the codes
/// by which it closes.
/// </summary>
internal static class SocketMessages
{
    /// <summary>The subprotocol.</summary>
    internal const string Protocol = "graphql-transport-ws";

    internal static readonly ReadOnlyMemory<byte> Acknowledged = """{"type":"connection_ack"}"""u8.ToArray();
    internal static readonly ReadOnlyMemory<byte> Ping = """{"type":"ping"}"""u8.ToArray();
    internal static readonly ReadOnlyMemory<byte> Pong = """{"type":"pong"}"""u8.ToArray();

    /// <summary>A message about an operation, with the payload that is JSON already, where it has one.</summary>
    internal static ReadOnlyMemory<byte> Of(string type, string id, ReadOnlyMemory<byte> payload = default)
    {
        ArrayBufferWriter<byte> message = new(payload.Length + id.Length + 64);
        using Utf8JsonWriter writer = new(message);
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", type);
        if (payload.Length > 0)
        {
            writer.WritePropertyName("payload");
            writer.WriteRawValue(payload.Span, skipInputValidation: true);
        }
        writer.WriteEndObject();
        writer.Flush();
        return message.WrittenMemory;
    }
}

/// <summary>The socket is closed, for what the client did or because of the time: a code and a reason.</summary>
internal sealed class SocketClosing(int code, string reason) : Exception(reason)
{
    // RFC 6455, 5.5: what a close frame may hold, less the code.
    private const int LongestReason = 123;

    /// <summary>Codes from here on say what the client did wrong.</summary>
    internal const int FirstOfFaults = 1009;

    internal int Code => code;

    /// <summary>The reason, as far as there is room for it.</summary>
    internal string Reason
    {
        get
        {
            int length = Message.Length;
            while (System.Text.Encoding.UTF8.GetByteCount(Message.AsSpan(0, length)) > LongestReason)
            {
                length--;
            }
            return Message[..length];
        }
    }

    internal static SocketClosing Normal() => new(1000, "");
    internal static SocketClosing GoingAway() => new(1001, "The server stops. Connect again.");
    internal static SocketClosing Idle() => new(1000, "Nothing was asked for a long time.");
    internal static SocketClosing TooBig(int most) => new(1009, $"A message is larger than {most} bytes.");
    internal static SocketClosing TryAgainLater(int seconds) => new(1013, $"Nobody can be signed in at the moment. Connect again in {seconds} seconds.");
    internal static SocketClosing BadRequest(string reason) => new(4400, reason);
    internal static SocketClosing Unauthorized() => new(4401, "Unauthorized");
    internal static SocketClosing Forbidden() => new(4403, "Forbidden: send a valid bearer token as authorization of connection_init, or in the header.");
    internal static SocketClosing Expired() => new(4403, "Forbidden: the bearer token has expired. Connect again with another.");
    internal static SocketClosing NotAcceptable() => new(4406, "Subprotocol not acceptable: speak graphql-transport-ws.");
    internal static SocketClosing InitTimeout() => new(4408, "Connection initialisation timeout");
    internal static SocketClosing Exists(string id) => new(4409, $"Subscriber for {id} already exists");
    internal static SocketClosing TooManyConnections() => new(4429, "Too many connections of yours are open: close one.");
    internal static SocketClosing TooManyInits() => new(4429, "Too many initialisation requests");
}
