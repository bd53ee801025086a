namespace LifelongLinks.Server;

/// <summary>The connections that stay open: so many at most, and all of them end when the server does.</summary>
public sealed class Connections(Settings settings, IHostApplicationLifetime lifetime)
{
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
            return new Connection(this);
        }
        Interlocked.Decrement(ref _open);
        return null;
    }

    private sealed class Connection(Connections all) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref all._open);
    }
}
