using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// A Bolt 5.8 server that gives every query one row of one whole number, and a query that begins with UNWIND a hundred thousand, by threads
/// that allocate nothing once they run: what is measured is the client's.
/// </summary>
internal sealed class CannedServer : IDisposable
{
    private const int Many = 100_000;

    private static readonly byte[] _success = Message([0xB1, 0x70, 0xA0]);
    private static readonly byte[] _header = Message([0xB1, 0x70, 0xA1, 0x86, .. "fields"u8, 0x91, 0x81, (byte)'i']);
    private static readonly byte[] _more = Message([0xB1, 0x70, 0xA1, 0x88, .. "has_more"u8, 0xC3]);
    private static readonly byte[] _row = Message([0xB1, 0x71, 0x91, 0xC9, 0x30, 0x39]);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal CannedServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        new Thread(Accept) { IsBackground = true }.Start();
    }

    internal int Port { get; }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.AcceptSocket();
                client.NoDelay = true;
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }

    private static void Serve(Socket client)
    {
        byte[] received = new byte[64 * 1024], answer = new byte[64 * 1024];
        client.Receive(received); // The handshake.
        client.Send([0, 0, 8, 5]);
        int have = 0, left = 0;
        while (client.Receive(received.AsSpan(have)) is > 0 and int count)
        {
            have += count;
            int at = 0, length = 0;
            while (have - at >= 2 && BinaryPrimitives.ReadUInt16BigEndian(received.AsSpan(at)) is var size && have - at >= size + 4)
            {
                Answer(client, received.AsSpan(at + 2, size), answer, ref length, ref left);
                at += size + 4;
            }
            client.Send(answer.AsSpan(0, length));
            received.AsSpan(at, have - at).CopyTo(received);
            have -= at;
        }
        client.Dispose();
    }

    private static void Answer(Socket client, ReadOnlySpan<byte> request, byte[] answer, ref int length, ref int left)
    {
        switch (request[1])
        {
            case 0x02:
                break;
            case 0x10:
                left = request.IndexOf("UNWIND"u8) > 0 ? Many : 1;
                Add(_header, answer, ref length);
                break;
            case 0x3F:
                for (int rows = Math.Min(left, 1000); rows > 0; rows--, left--)
                {
                    if (answer.Length - length < 2 * _row.Length + _more.Length)
                    {
                        client.Send(answer.AsSpan(0, length));
                        length = 0;
                    }
                    Add(_row, answer, ref length);
                }
                Add(left > 0 ? _more : _success, answer, ref length);
                break;
            default:
                Add(_success, answer, ref length);
                break;
        }
    }

    private static void Add(byte[] message, byte[] answer, ref int length)
    {
        message.CopyTo(answer, length);
        length += message.Length;
    }

    private static byte[] Message(ReadOnlySpan<byte> content) => [0, (byte)content.Length, .. content, 0, 0];
}
