namespace LifelongLinks.Bolt;

/// <summary>Which members of a cluster a query is for.</summary>
public enum RoutingControl
{
    /// <summary>Those that may write.</summary>
    Writers,

    /// <summary>Those that read.</summary>
    Readers,
}

/// <summary>How a query is run.</summary>
public class QueryConfig(
    RoutingControl routing = RoutingControl.Writers,
    string? database = null,
    IBookmarkManager? bookmarkManager = null,
    bool enableBookmarkManager = true,
    TransactionConfig? transactionConfig = null)
{
    /// <summary>Which members of a cluster it is for. For readers it must not write.</summary>
    public RoutingControl Routing => routing;

    /// <summary>The database; null for the user's home database.</summary>
    public string? Database => database;

    /// <summary>Whose bookmarks to begin with and to add to; null for the driver's.</summary>
    public IBookmarkManager? BookmarkManager => bookmarkManager;

    /// <summary>Whether it sees the writes of the driver's other queries for certain.</summary>
    public bool EnableBookmarkManager => enableBookmarkManager;

    /// <summary>How its transaction runs.</summary>
    public TransactionConfig TransactionConfig => transactionConfig ?? TransactionConfig.Default;
}

/// <summary>The whole result of a query.</summary>
public sealed record EagerResult<T>(T Result, IResultSummary Summary, string[] Keys);

/// <summary>A query to be run in a transaction of its own.</summary>
public interface IExecutableQuery<TIn, TOut> : IConfiguredQuery<TIn, TOut>
{
    /// <summary>How it is run.</summary>
    IExecutableQuery<TIn, TOut> WithConfig(QueryConfig config);

    /// <summary>Its parameters.</summary>
    IExecutableQuery<TIn, TOut> WithParameters(Dictionary<string, object?> parameters);

    /// <summary>Its parameters: the properties of an object.</summary>
    IExecutableQuery<TIn, TOut> WithParameters(object parameters);
}

/// <summary>A query, and what is made of its rows.</summary>
public interface IConfiguredQuery<TIn, TOut>
{
    /// <summary>Leaves out what does not pass.</summary>
    IConfiguredQuery<TIn, TOut> WithFilter(Func<TOut, bool> filter);

    /// <summary>Makes something of each row.</summary>
    IConfiguredQuery<TOut, TNext> WithMap<TNext>(Func<TOut, TNext> map);

    /// <summary>Runs it.</summary>
    Task<EagerResult<IReadOnlyList<TOut>>> ExecuteAsync(CancellationToken token = default);
}

internal abstract class ConfiguredQuery<TIn, TOut>(Driver driver, Query query, QueryConfig config, Func<IRecord, (bool Kept, TOut Made)> make)
    : IConfiguredQuery<TIn, TOut>
{
    protected Driver Driver => driver;

    protected Query Query => query;

    protected QueryConfig Config => config;

    public IConfiguredQuery<TIn, TOut> WithFilter(Func<TOut, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new MadeQuery<TIn, TOut>(driver, query, config, row => make(row) is (true, var made) && filter(made) ? (true, made) : default);
    }

    public IConfiguredQuery<TOut, TNext> WithMap<TNext>(Func<TOut, TNext> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new MadeQuery<TOut, TNext>(driver, query, config, row => make(row) is (true, var made) ? (true, map(made)) : default);
    }

    public async Task<EagerResult<IReadOnlyList<TOut>>> ExecuteAsync(CancellationToken token = default)
    {
        var mode = config.Routing == RoutingControl.Readers ? AccessMode.Read : AccessMode.Write;
        await using var session = driver.Session(new()
        {
            Database = config.Database,
            DefaultAccessMode = mode,
            BookmarkManager = config.EnableBookmarkManager ? config.BookmarkManager ?? driver.GetExecutableQueryBookmarkManager() : null,
        });
        if (mode == AccessMode.Write)
        {
            return await session.Execute(mode, async runner => await Whole(await runner.RunAsync(query)), config.TransactionConfig, token);
        }
        // What reads may as well be run again in a transaction of the server's own, which saves the round trip for COMMIT.
        Retry retry = new(driver.Config);
        while (true)
        {
            try
            {
                return await Whole(await session.Run(query, config.TransactionConfig, token));
            }
            catch (Neo4jException e) when (Retry.MayPass(e))
            {
                await retry.After(e, token);
            }
        }
    }

    private async Task<EagerResult<IReadOnlyList<TOut>>> Whole(IResultCursor cursor)
    {
        List<TOut> rows = [];
        while (await cursor.FetchAsync())
        {
            if (make(cursor.Current) is (true, var made))
            {
                rows.Add(made);
            }
        }
        return new(rows, await cursor.ConsumeAsync(), await cursor.KeysAsync());
    }
}

internal sealed class MadeQuery<TIn, TOut>(Driver driver, Query query, QueryConfig config, Func<IRecord, (bool Kept, TOut Made)> make)
    : ConfiguredQuery<TIn, TOut>(driver, query, config, make);

internal sealed class ExecutableQuery<T>(Driver driver, Query query, QueryConfig config, Func<IRecord, (bool Kept, T Made)> make)
    : ConfiguredQuery<T, T>(driver, query, config, make), IExecutableQuery<T, T>
{
    private readonly Func<IRecord, (bool Kept, T Made)> _make = make;

    public IExecutableQuery<T, T> WithConfig(QueryConfig config) => new ExecutableQuery<T>(Driver, Query, config, _make);

    public IExecutableQuery<T, T> WithParameters(Dictionary<string, object?> parameters) =>
        new ExecutableQuery<T>(Driver, new Query(Query.Text, parameters), Config, _make);

    public IExecutableQuery<T, T> WithParameters(object parameters) =>
        new ExecutableQuery<T>(Driver, new Query(Query.Text, parameters), Config, _make);
}
