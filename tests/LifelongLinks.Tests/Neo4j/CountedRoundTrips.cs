using System.Net;
using System.Net.Sockets;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>
/// Stands between a client and Neo4j and counts round trips: how many times the client speaks after the server did. What the client sends
/// on while the server has not answered is part of the same one.
/// </summary>
internal sealed class CountedRoundTrips : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private int _count;

    internal CountedRoundTrips(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>Where clients reach the server through this.</summary>
    internal string Uri => $"bolt://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>How many there were since it was last set.</summary>
    internal int Count { get => Volatile.Read(ref _count); set => Volatile.Write(ref _count, value); }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Serve(client);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        using (TcpClient server = new())
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            bool serverSpoke = true;
            var there = Pass(client.GetStream(), server.GetStream(), () =>
            {
                if (serverSpoke)
                {
                    Interlocked.Increment(ref _count);
                }
                serverSpoke = false;
            });
            var back = Pass(server.GetStream(), client.GetStream(), () => serverSpoke = true);
            await Task.WhenAny(there, back);
        }
    }

    private async Task Pass(NetworkStream from, NetworkStream to, Action passing)
    {
        byte[] buffer = new byte[16_384];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and int read)
        {
            passing();
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
