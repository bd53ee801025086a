using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>Reads the messages of a WebSocket, each whole and as JSON, and none that is too long.</summary>
internal sealed class SocketReader(WebSocket socket, Func<int> mostBytes)
{
    private const int Usual = 4096;

    /// <summary>The next message; null when the client closes. What is no message is a <see cref="SocketClosing"/>.</summary>
    internal async Task<JsonElement?> Next()
    {
        // Waits without a buffer: most sockets wait most of the time.
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (first.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Usual);
        try
        {
            int length = 0;
            for (bool ends = first.EndOfMessage; !ends;)
            {
                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(2 * length);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                    buffer = larger;
                }
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }
                length += part.Count;
                ends = part.EndOfMessage;
                if (length > mostBytes())
                {
                    throw SocketClosing.TooBig(mostBytes());
                }
            }
            if (first.MessageType != WebSocketMessageType.Text)
            {
                throw NoMessage();
            }
            using var message = StrictJson.Parse(buffer.AsMemory(0, length));
            return message.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw NoMessage();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // a token or somebody's name may have been in it
        }
    }

    private static SocketClosing NoMessage() => SocketClosing.BadRequest("A message is a JSON object, sent as text.");
}
