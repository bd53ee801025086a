using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends requests prepared as bytes and reads each answer whole: a client that does little, as
/// it shares the machine with what it measures.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _received = new byte[64 * 1024];
    private byte[] _body = new byte[64 * 1024];
    private int _read, _end, _length;

    internal HttpConnection(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <summary>The body of the last answer.</summary>
    internal ReadOnlyMemory<byte> Body => _body.AsMemory(0, _length);

    /// <summary>Sends a request and reads its answer; the status.</summary>
    internal async ValueTask<int> Ask(ReadOnlyMemory<byte> request)
    {
        (_read, _end, _length) = (0, 0, 0);
        for (var left = request; left.Length > 0;)
        {
            left = left[await _socket.SendAsync(left, SocketFlags.None)..];
        }
        int head;
        while ((head = Received.IndexOf("\r\n\r\n"u8)) < 0)
        {
            await Receive();
        }
        int status = Number(Received.Slice("HTTP/1.1 ".Length, 3), 'D');
        int length = Received[..head].IndexOf("\r\nContent-Length: "u8) is >= 0 and int at ? Number(Received[(at + 18)..], 'D') : -1;
        _read += head + 4;
        if (length >= 0)
        {
            await Take(length);
            return status;
        }
        // Without a length the body comes in chunks (RFC 9112, section 7.1), the last of them empty.
        for (int chunk = -1; chunk != 0;)
        {
            int line;
            while ((line = Received.IndexOf("\r\n"u8)) < 0)
            {
                await Receive();
            }
            chunk = Number(Received[..line], 'X');
            _read += line + 2;
            await Take(chunk);
            await Skip(2);
        }
        return status;
    }

    public void Dispose() => _socket.Dispose();

    private ReadOnlySpan<byte> Received => _received.AsSpan(_read, _end - _read);

    private static int Number(ReadOnlySpan<byte> text, char format) =>
        Utf8Parser.TryParse(text, out int number, out _, format) ? number : throw new InvalidDataException("This is no HTTP/1.1 answer.");

    private async ValueTask Take(int count)
    {
        if (_body.Length < _length + count)
        {
            Array.Resize(ref _body, 2 * (_length + count));
        }
        while (_end - _read < count)
        {
            await Receive();
        }
        Received[..count].CopyTo(_body.AsSpan(_length));
        _length += count;
        _read += count;
    }

    private async ValueTask Skip(int count)
    {
        while (_end - _read < count)
        {
            await Receive();
        }
        _read += count;
    }

    private async ValueTask Receive()
    {
        if (_end == _received.Length)
        {
            Array.Resize(ref _received, 2 * _received.Length);
        }
        int more = await _socket.ReceiveAsync(_received.AsMemory(_end), SocketFlags.None);
        _end += more > 0 ? more : throw new IOException("The server closed the connection.");
    }
}
