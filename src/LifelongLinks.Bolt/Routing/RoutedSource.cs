using System.Collections.Concurrent;

namespace LifelongLinks.Bolt;

/// <summary>
/// A cluster. For each database a routing table says which members read and which write; it is asked for when there is none, when it is too
/// old, or when nobody in it can do what is to be done. A member that cannot be reached is forgotten, one that refuses to write is no longer
/// written to, and whoever was at work on it gets an error by which a transaction function is run again, elsewhere.
/// </summary>
internal sealed class RoutedSource(ServerAddress seed, DriverSettings settings) : IConnectionSource
{
    private readonly ConcurrentDictionary<ServerAddress, ConnectionPool> _pools = new();
    private readonly Dictionary<string, RoutingTable> _tables = []; // Locked. The home database is the one without a name.
    private readonly SemaphoreSlim _asking = new(1);
    private int _turn;
    private volatile bool _disposed;

    public async ValueTask<Connection> Acquire(AccessMode mode, string? database, string[] bookmarks, CancellationToken cancellationToken)
    {
        HashSet<ServerAddress>? tried = null;
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(IDriver));
            var table = await Table(mode, database, bookmarks, cancellationToken);
            if (LeastBusy(table.For(mode), tried) is not { } pool)
            {
                throw new SessionExpiredException(
                    $"The cluster has no member that {(mode == AccessMode.Read ? "reads" : "writes")} and can be reached for now.");
            }
            try
            {
                return Mark(await pool.Acquire(cancellationToken), database);
            }
            catch (ServiceUnavailableException)
            {
                // Then another. A table that names this one again helps no further.
                (tried ??= []).Add(pool.Address);
                await Forget(pool.Address);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }

    private RoutingTable Known(string? database)
    {
        lock (_tables)
        {
            return _tables.GetValueOrDefault(database ?? "", RoutingTable.None);
        }
    }

    private async ValueTask<RoutingTable> Table(AccessMode mode, string? database, string[] bookmarks, CancellationToken cancellationToken)
    {
        var table = Known(database);
        if (table.Serves(mode))
        {
            return table;
        }
        await _asking.WaitAsync(cancellationToken);
        try
        {
            // Somebody may have asked in the meantime.
            table = Known(database);
            if (!table.Serves(mode))
            {
                table = await Ask(table.Routers, database, bookmarks, cancellationToken);
                lock (_tables)
                {
                    _tables[database ?? ""] = table;
                }
                await CloseUnlisted();
            }
            return table;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Asks the routers that were known, and then the one the driver was made with, until one answers.</summary>
    private async ValueTask<RoutingTable> Ask(ServerAddress[] known, string? database, string[] bookmarks, CancellationToken cancellationToken)
    {
        var routers = known.ToArray();
        Random.Shared.Shuffle(routers);
        List<Exception> failures = [];
        foreach (var router in routers.Append(seed).Distinct())
        {
            try
            {
                var table = await Ask(Pool(router), database, bookmarks, cancellationToken);
                if (table.Routers.Length > 0 && table.Readers.Length > 0)
                {
                    return table;
                }
                failures.Add(new ServiceUnavailableException($"{router} knows no routers or no readers for now."));
            }
            catch (Neo4jException e) when (e is not (SecurityException or FatalDiscoveryException or ProtocolException)
                && e.Code != "Neo.ClientError.Transaction.InvalidBookmark")
            {
                failures.Add(e);
            }
        }
        throw new ServiceUnavailableException(
            $"No server tells where the database is to be found: {string.Join(" ", failures.Select(f => f.Message))}", new AggregateException(failures));
    }

    private async ValueTask<RoutingTable> Ask(ConnectionPool router, string? database, string[] bookmarks, CancellationToken cancellationToken)
    {
        var connection = await router.Acquire(cancellationToken);
        try
        {
            connection.Explain = null; // What goes wrong here is no loss to the table that is asked for.
            connection.Add(new Route(settings.Routing!, bookmarks, database));
            await connection.Send();
            return connection.Read(await connection.Success(), static (ref PackStreamReader reader) => RoutingTable.Read(ref reader));
        }
        finally
        {
            await router.Release(connection);
        }
    }

    /// <summary>The pool with the fewest connections in use; of several, each in turn.</summary>
    private ConnectionPool? LeastBusy(ServerAddress[] members, HashSet<ServerAddress>? tried)
    {
        ConnectionPool? least = null;
        uint first = (uint)Interlocked.Increment(ref _turn);
        for (uint i = 0; i < members.Length; i++)
        {
            var member = members[(first + i) % (uint)members.Length];
            if (tried?.Contains(member) != true)
            {
                var pool = Pool(member);
                least = least is null || pool.InUse < least.InUse ? pool : least;
            }
        }
        return least;
    }

    private ConnectionPool Pool(ServerAddress address) => _pools.GetOrAdd(address, static (a, s) => new(a, s), settings);

    private Connection Mark(Connection connection, string? database)
    {
        connection.Database = database;
        connection.Explain = Explain;
        return connection;
    }

    private Neo4jException Explain(Connection connection, Neo4jException failure)
    {
        switch (failure)
        {
            case ServiceUnavailableException or ConnectionReadTimeoutException:
                Change(t => t.Without(connection.Address));
                return new SessionExpiredException($"{connection.Address} was lost; another member may do. {failure.Message}", failure);
            case { Code: Failure.DatabaseUnavailable }:
                Change(connection.Database, t => t.Without(connection.Address));
                return failure;
            case { Code: Failure.NotALeader or Failure.ReadOnlyDatabase }:
                Change(connection.Database, t => t.WithoutWriter(connection.Address));
                return new SessionExpiredException($"{connection.Address} no longer writes; another member may. {failure.Message}", failure);
            default:
                return failure;
        }
    }

    private ValueTask Forget(ServerAddress member)
    {
        Change(t => t.Without(member));
        return _pools.TryRemove(member, out var pool) ? pool.DisposeAsync() : default;
    }

    private async ValueTask CloseUnlisted()
    {
        HashSet<ServerAddress> listed = [seed];
        lock (_tables)
        {
            foreach (var table in _tables.Values)
            {
                listed.UnionWith(table.Routers.Concat(table.Readers).Concat(table.Writers));
            }
        }
        foreach (var address in _pools.Keys.Where(a => !listed.Contains(a)))
        {
            if (_pools.TryRemove(address, out var pool))
            {
                await pool.DisposeAsync();
            }
        }
    }

    private void Change(Func<RoutingTable, RoutingTable> change)
    {
        lock (_tables)
        {
            foreach (string database in _tables.Keys.ToArray())
            {
                _tables[database] = change(_tables[database]);
            }
        }
    }

    private void Change(string? database, Func<RoutingTable, RoutingTable> change)
    {
        lock (_tables)
        {
            _tables[database ?? ""] = change(_tables.GetValueOrDefault(database ?? "", RoutingTable.None));
        }
    }
}
