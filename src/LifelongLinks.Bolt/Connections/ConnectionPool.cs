using System.Diagnostics;

namespace LifelongLinks.Bolt;

/// <summary>
/// The connections to one server, as many at once as configured. The one used last is used first, so that what is not needed grows old and is
/// closed. Whoever waits for one longer than configured gets an error.
/// </summary>
internal sealed class ConnectionPool(ServerAddress address, DriverSettings settings) : IAsyncDisposable
{
    private readonly SemaphoreSlim _places = new(settings.Config.MaxConnectionPoolSize);
    private readonly Stack<Connection> _idle = new();
    private volatile bool _closed;

    /// <summary>The server.</summary>
    internal ServerAddress Address => address;

    /// <summary>How many connections are in use.</summary>
    internal int InUse => settings.Config.MaxConnectionPoolSize - _places.CurrentCount;

    /// <summary>A connection that works, as far as can be known. It has to be given back by <see cref="Release"/>.</summary>
    internal async ValueTask<Connection> Acquire(CancellationToken cancellationToken)
    {
        var config = settings.Config;
        long began = Stopwatch.GetTimestamp();
        if (!await _places.WaitAsync(config.ConnectionAcquisitionTimeout, cancellationToken))
        {
            throw new ClientException($"No connection to {address} was free in {config.ConnectionAcquisitionTimeout.TotalSeconds} s: " +
                $"all {config.MaxConnectionPoolSize} are in use.");
        }
        try
        {
            if (_closed)
            {
                throw new ServiceUnavailableException($"The connections to {address} were closed.");
            }
            var connection = await TakeIdle();
            if (connection is null)
            {
                connection = await Connection.Open(address, settings, TimeLeft(began), cancellationToken);
                connection.Pool = this;
            }
            connection.Heed(cancellationToken);
            return connection;
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Takes a connection back. One on which something is under way is reset first.</summary>
    internal async ValueTask Release(Connection connection)
    {
        connection.HeedNoMore();
        try
        {
            if (!connection.Broken && connection.Occupied)
            {
                await connection.TryReset();
            }
            if (!Keep(connection))
            {
                await connection.DisposeAsync();
            }
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Closes the connections that nobody uses, now, and the others as they are given back.</summary>
    public async ValueTask DisposeAsync()
    {
        Connection[] idle;
        lock (_idle)
        {
            _closed = true;
            idle = [.. _idle];
            _idle.Clear();
        }
        foreach (var connection in idle)
        {
            await connection.DisposeAsync();
        }
    }

    private bool Keep(Connection connection)
    {
        lock (_idle)
        {
            if (_closed || connection.Broken)
            {
                return false;
            }
            _idle.Push(connection);
            return true;
        }
    }

    private async ValueTask<Connection?> TakeIdle()
    {
        while (true)
        {
            Connection? connection;
            lock (_idle)
            {
                if (!_idle.TryPop(out connection))
                {
                    return null;
                }
            }
            if (!connection.HasGone() && !Expired(connection.Age, settings.Config.MaxConnectionLifetime)
                && !Expired(connection.Idle, settings.Config.ConnectionIdleTimeout)
                && (settings.Config.ConnectionLivenessThreshold is not { } threshold || connection.Idle < threshold
                    || await connection.TryReset()))
            {
                return connection;
            }
            await connection.DisposeAsync();
        }
    }

    private static bool Expired(TimeSpan time, TimeSpan most) => most >= TimeSpan.Zero && time > most;

    private TimeSpan TimeLeft(long began)
    {
        var (connecting, acquiring) = (settings.Config.ConnectionTimeout, settings.Config.ConnectionAcquisitionTimeout);
        if (acquiring < TimeSpan.Zero)
        {
            return connecting;
        }
        var left = acquiring - Stopwatch.GetElapsedTime(began);
        left = left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
        return connecting > TimeSpan.Zero && connecting < left ? connecting : left;
    }
}
