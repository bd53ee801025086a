namespace LifelongLinks.Bolt;

internal sealed class Driver(ServerAddress address, DriverSettings settings, IConnectionSource source) : IDriver
{
    private readonly BookmarkManager _bookmarks = new();

    public Config Config => settings.Config;

    public bool Encrypted => settings.Trust is not null;

    public IAsyncSession AsyncSession() => Session(new());

    public IAsyncSession AsyncSession(Action<SessionConfigBuilder> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        SessionConfigBuilder builder = new();
        action(builder);
        return Session(builder.Config);
    }

    public IExecutableQuery<IRecord, IRecord> ExecutableQuery(string cypher) => new ExecutableQuery<IRecord>(this, new(cypher), new(), static row => (true, row));

    public IBookmarkManager GetExecutableQueryBookmarkManager() => _bookmarks;

    public Task VerifyConnectivityAsync() => GetServerInfoAsync();

    public async Task<bool> TryVerifyConnectivityAsync()
    {
        try
        {
            await VerifyConnectivityAsync();
            return true;
        }
        catch (Neo4jException)
        {
            return false;
        }
    }

    public async Task<bool> VerifyAuthenticationAsync(IAuthToken authToken)
    {
        try
        {
            var connection = await Connection.Open(address, settings with { Credentials = authToken }, Config.ConnectionTimeout, default);
            await connection.DisposeAsync();
            return true;
        }
        catch (SecurityException e) when (e.Code is not null)
        {
            return false;
        }
    }

    public async Task<IServerInfo> GetServerInfoAsync()
    {
        var connection = await source.Acquire(AccessMode.Read, null, [], default);
        try
        {
            return await connection.TryReset() ? connection.Server : throw new ServiceUnavailableException($"{connection.Address} does not answer.");
        }
        finally
        {
            await connection.Pool!.Release(connection);
        }
    }

    public async Task CloseAsync() => await source.DisposeAsync();

    public ValueTask DisposeAsync() => source.DisposeAsync();

    public void Dispose() => source.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A session.</summary>
    internal AsyncSession Session(SessionConfig config) => new(source, Config, config);
}
