namespace LifelongLinks.Bolt;

/// <summary>The way to a server or cluster, with its connections. One for a program, used by all its threads.</summary>
public interface IDriver : IDisposable, IAsyncDisposable
{
    /// <summary>How it works.</summary>
    Config Config { get; }

    /// <summary>Whether its connections are encrypted.</summary>
    bool Encrypted { get; }

    /// <summary>A session that works as by default.</summary>
    IAsyncSession AsyncSession();

    /// <summary>A session.</summary>
    IAsyncSession AsyncSession(Action<SessionConfigBuilder> action);

    /// <summary>A query to be run in a transaction of its own, and again after an error that may pass.</summary>
    IExecutableQuery<IRecord, IRecord> ExecutableQuery(string cypher);

    /// <summary>The bookmarks by which such queries see each other's writes, for sessions that have to see them too.</summary>
    IBookmarkManager GetExecutableQueryBookmarkManager();

    /// <summary>Connects, signs in and gets an answer, or throws.</summary>
    Task VerifyConnectivityAsync();

    /// <summary>Whether it can connect, sign in and get an answer.</summary>
    Task<bool> TryVerifyConnectivityAsync();

    /// <summary>Whether somebody else could sign in.</summary>
    Task<bool> VerifyAuthenticationAsync(IAuthToken authToken);

    /// <summary>The server that answers.</summary>
    Task<IServerInfo> GetServerInfoAsync();

    /// <summary>Closes all connections.</summary>
    Task CloseAsync();
}

/// <summary>Where sessions get connections.</summary>
internal interface IConnectionSource : IAsyncDisposable
{
    /// <summary>A connection to a server that may do this in this database.</summary>
    ValueTask<Connection> Acquire(AccessMode mode, string? database, string[] bookmarks, CancellationToken cancellationToken);
}

/// <summary>One server, whatever is to be done.</summary>
internal sealed class DirectSource(ServerAddress address, DriverSettings settings) : IConnectionSource
{
    private readonly ConnectionPool _pool = new(address, settings);
    private volatile bool _disposed;

    public ValueTask<Connection> Acquire(AccessMode mode, string? database, string[] bookmarks, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(IDriver));
        return _pool.Acquire(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _pool.DisposeAsync();
    }
}

/// <summary>What all connections of a driver share.</summary>
internal sealed record DriverSettings(Config Config, IAuthToken Credentials, TrustManager? Trust, IReadOnlyDictionary<string, object?>? Routing)
{
    internal NameCache Names { get; } = new();
}
