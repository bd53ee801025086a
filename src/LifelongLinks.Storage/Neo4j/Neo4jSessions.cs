using System.Diagnostics;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// Reads and writes through the driver, each in a session of its own that has seen what was written here before. What may pass is tried
/// again a few times at once; a database that is gone is said to be gone rather than waited for.
/// </summary>
internal sealed class Neo4jSessions : IAsyncDisposable
{
    private const int MostTries = 5;

    private readonly IDriver _driver;
    private readonly Neo4jSettings _settings;
    private readonly PlannedOnce _planned = new();
    private volatile Bookmarks _written = Bookmarks.From(Array.Empty<string>());
    private volatile bool _closed;

    internal Neo4jSessions(Neo4jSettings settings)
    {
        _settings = settings;
        try
        {
            _driver = GraphDatabase.Driver(settings.Uri, settings.User is null ? AuthTokens.None : AuthTokens.Basic(settings.User, settings.Password ?? ""), config => config
                .WithMaxConnectionPoolSize(settings.MaxConnections)
                .WithConnectionTimeout(settings.ConnectionTimeout)
                .WithConnectionAcquisitionTimeout(settings.ConnectionTimeout)
                .WithConnectionLivenessCheckTimeout(TimeSpan.FromMinutes(1)));
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException or NotSupportedException)
        {
            throw Neo4jFaults.Say(StoreFault.Gone, $"Store:Uri is \"{settings.Uri}\", but must be such as bolt://localhost:7687 or neo4j+s://host.", e);
        }
    }

    /// <summary>What one statement answers, read in one round trip.</summary>
    internal async Task<T> Read<T>(string statement, Dictionary<string, object?> values, Func<IReadOnlyList<IRecord>, T> read, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        long since = Stopwatch.GetTimestamp();
        for (int tries = 1; ; tries++)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                return read(await _planned.Ask(statement, goesOn => Rows(statement, values, goesOn), cancel));
            }
            catch (Neo4jException e)
            {
                await PassOver(e, tries, since, cancel);
            }
        }
    }

    /// <summary>
    /// Runs a transaction, and commits it when it says so. Whether a commit whose answer was lost went through is for the next try to find out:
    /// the work has to see to it that nothing is done twice.
    /// </summary>
    internal Task<T> Write<T>(Func<IAsyncTransaction, Task<(T Answer, bool Commits)>> work, CancellationToken cancel) =>
        Again(() => WriteOnce(work, cancel), cancel);

    /// <summary>Runs one statement that commits itself, in one round trip; as with a transaction, it has to see to it that nothing is done twice.</summary>
    internal Task<bool> Write(string statement, Dictionary<string, object?> values, CancellationToken cancel) => Again(async () =>
    {
        var before = _written;
        await using var session = Session(AccessMode.Write);
        var cursor = await session.RunAsync(statement, values!, Limit, cancel);
        await cursor.ConsumeAsync();
        Seen(before, session.LastBookmarks);
        return true;
    }, cancel);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await _driver.DisposeAsync();
    }

    private async Task<T> Again<T>(Func<Task<T>> write, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        long since = Stopwatch.GetTimestamp();
        for (int tries = 1; ; tries++)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                return await write();
            }
            catch (Neo4jException e) when (!Neo4jFaults.IsTaken(e))
            {
                await PassOver(e, tries, since, cancel);
            }
        }
    }

    private async Task<IReadOnlyList<IRecord>> Rows(string statement, Dictionary<string, object?> values, CancellationToken cancel)
    {
        await using var session = Session(AccessMode.Read);
        var cursor = await session.RunAsync(statement, values!, Limit, cancel);
        return await cursor.ToListAsync(cancel);
    }

    private async Task<T> WriteOnce<T>(Func<IAsyncTransaction, Task<(T Answer, bool Commits)>> work, CancellationToken cancel)
    {
        var before = _written;
        await using var session = Session(AccessMode.Write);
        await using var transaction = await session.BeginTransactionAsync(Limit, cancel);
        var (answer, commits) = await work(transaction);
        if (commits)
        {
            await transaction.CommitAsync();
            Seen(before, session.LastBookmarks);
        }
        else
        {
            await transaction.RollbackAsync();
        }
        return answer;
    }

    // What is asked for is bounded and read whole: it comes in one piece, not by a round trip for every thousand rows.
    private IAsyncSession Session(AccessMode mode) => _driver.AsyncSession(session => session
        .WithDatabase(_settings.Database).WithDefaultAccessMode(mode).WithBookmarks(_written).WithFetchSize(Config.Infinite));

    private void Limit(TransactionConfigBuilder transaction) => transaction.WithTimeout(_settings.TransactionTimeout);

    // What a session saw when it began lies before what it has written; what others wrote meanwhile does not.
    private void Seen(Bookmarks before, Bookmarks written)
    {
        lock (_driver)
        {
            _written = Bookmarks.From(_written.Values.Except(before.Values).Concat(written.Values).ToArray());
        }
    }

    private async Task PassOver(Neo4jException fault, int tries, long since, CancellationToken cancel)
    {
        if (PlannedOnce.IsLoss(fault))
        {
            _planned.Forget();
        }
        // A database that is silent takes its time to be found out: once is enough.
        bool silent = fault is not TransientException && Stopwatch.GetElapsedTime(since) > _settings.ConnectionTimeout;
        if (!fault.IsRetriable || tries == MostTries || silent)
        {
            throw Neo4jFaults.Of(fault, _settings.Uri) ?? (Exception)fault;
        }
        // Others that were in the way are given time; a connection that was lost is replaced at once.
        if (fault is TransientException)
        {
            await Task.Delay(Random.Shared.Next(5, 20 * (1 << tries)), cancel);
        }
    }
}

/// <summary>Statements within a transaction.</summary>
internal static class Neo4jTransactions
{
    /// <summary>All rows of a statement.</summary>
    internal static async Task<IReadOnlyList<IRecord>> Rows(this IAsyncQueryRunner transaction, string statement, Dictionary<string, object?> values)
    {
        var cursor = await transaction.RunAsync(statement, values!);
        return await cursor.ToListAsync();
    }
}
