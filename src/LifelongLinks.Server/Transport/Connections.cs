using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;

namespace LifelongLinks.Server;

/// <summary>The connections that stay open: so many at most, of one client and altogether, and all of them end when the server does.</summary>
public sealed class Connections(Settings settings, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<string, int> _ofClient = new(); // of those who have one open: so it is bounded by all there are
    private int _open;

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Counts one more, until it is disposed of; null when there are too many already.</summary>
    public IDisposable? TryOpen()
    {
        if (Interlocked.Increment(ref _open) <= settings.Live.MaxConnections)
        {
            return new Counted(() => Interlocked.Decrement(ref _open));
        }
        Interlocked.Decrement(ref _open);
        return null;
    }

    /// <summary>Counts one more of a signed-in subject, until it is disposed of; null when they have too many.</summary>
    public IDisposable? TryOpenOf(ClaimsPrincipal user) => TryOpen($"subject {user.FindFirstValue("sub")}", settings.Live.MaxConnectionsOfSubject);

    /// <summary>Counts one more of an address that has not said who it is, until it is disposed of; null when it has too many.</summary>
    public IDisposable? TryOpenOf(IPAddress? address) => TryOpen($"address {Rates.Key(address)}", settings.Live.MaxUnsignedOfAddress);

    private Counted? TryOpen(string client, int most)
    {
        if (_ofClient.AddOrUpdate(client, 1, (_, open) => open + 1) <= most)
        {
            return new(() => Close(client));
        }
        Close(client);
        return null;
    }

    private void Close(string client)
    {
        _ofClient.AddOrUpdate(client, 0, (_, open) => open - 1);
        _ofClient.TryRemove(KeyValuePair.Create(client, 0));
    }

    // Once, however often it is disposed of.
    private sealed class Counted(Action close) : IDisposable
    {
        private Action? _close = close;

        public void Dispose() => Interlocked.Exchange(ref _close, null)?.Invoke();
    }
}
