namespace LifelongLinks.Bolt;

internal sealed class AsyncSession(IConnectionSource source, Config config, SessionConfig sessionConfig) : IAsyncSession, IResultOwner
{
    private readonly long _fetchSize = sessionConfig.FetchSize ?? config.FetchSize;
    private string[] _bookmarks = Bookmarks.From(sessionConfig.Bookmarks).Values;
    private AsyncTransaction? _transaction;
    private ResultCursor? _result; // Of a query in a transaction of its own, with what that began with and the connection it is on.
    private Start _start;
    private Connection? _connection;
    private Task _lastRelease = Task.CompletedTask;
    private bool _closed;

    public Bookmarks LastBookmarks => Bookmarks.From(_bookmarks);

    public SessionConfig SessionConfig => sessionConfig;

    public Task<IResultCursor> RunAsync(string query) => RunAsync(new Query(query), null, default);

    public Task<IResultCursor> RunAsync(string query, object parameters) => RunAsync(new Query(query, parameters), null, default);

    public Task<IResultCursor> RunAsync(string query, IDictionary<string, object?> parameters) => RunAsync(new Query(query, parameters), null, default);

    public Task<IResultCursor> RunAsync(Query query) => RunAsync(query, null, default);

    public Task<IResultCursor> RunAsync(string query, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken) =>
        RunAsync(new Query(query), action, cancellationToken);

    public Task<IResultCursor> RunAsync(
        string query, IDictionary<string, object?> parameters, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken) =>
        RunAsync(new Query(query, parameters), action, cancellationToken);

    public Task<IResultCursor> RunAsync(Query query, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken) =>
        Run(query, TransactionConfig.Of(action), cancellationToken);

    /// <summary>Runs a query in a transaction of its own.</summary>
    internal async Task<IResultCursor> Run(Query query, TransactionConfig transactionConfig, CancellationToken cancellationToken)
    {
        await Free();
        _start = await Start(sessionConfig.DefaultAccessMode, transactionConfig, cancellationToken);
        _connection = await source.Acquire(_start.Mode, _start.Database, _start.Bookmarks, cancellationToken);
        _connection.Add(new Run(query, _start));
        _connection.Add(new Pull(_fetchSize, queryId: -1));
        _connection.Occupied = true;
        _result = new(this, _connection, query, _fetchSize, beginsTransaction: false);
        await _connection.Send();
        return _result;
    }

    public Task<IAsyncTransaction> BeginTransactionAsync() => BeginTransactionAsync(null, default);

    public async Task<IAsyncTransaction> BeginTransactionAsync(Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken) =>
        await Begin(sessionConfig.DefaultAccessMode, TransactionConfig.Of(action), cancellationToken);

    public Task<TResult> ExecuteReadAsync<TResult>(
        Func<IAsyncQueryRunner, Task<TResult>> work, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken) =>
        Execute(AccessMode.Read, work, TransactionConfig.Of(action), cancellationToken);

    public Task ExecuteReadAsync(Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken) =>
        Execute(AccessMode.Read, Answering(work), TransactionConfig.Of(action), cancellationToken);

    public Task<TResult> ExecuteWriteAsync<TResult>(
        Func<IAsyncQueryRunner, Task<TResult>> work, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken) =>
        Execute(AccessMode.Write, work, TransactionConfig.Of(action), cancellationToken);

    public Task ExecuteWriteAsync(Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken) =>
        Execute(AccessMode.Write, Answering(work), TransactionConfig.Of(action), cancellationToken);

    public async Task CloseAsync()
    {
        if (_closed)
        {
            return;
        }
        _closed = true;
        try
        {
            if (_transaction is not null)
            {
                await _transaction.DisposeAsync();
            }
        }
        finally
        {
            await EndResult();
            await _lastRelease;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    public void Dispose() => CloseAsync().GetAwaiter().GetResult();

    /// <summary>Runs a function in a transaction, and again while that may help.</summary>
    internal async Task<T> Execute<T>(
        AccessMode mode, Func<IAsyncQueryRunner, Task<T>> work, TransactionConfig transactionConfig, CancellationToken cancellationToken)
    {
        Retry retry = new(config);
        while (true)
        {
            try
            {
                await using var transaction = await Begin(mode, transactionConfig, cancellationToken);
                T answer = await work(transaction);
                if (transaction.IsOpen)
                {
                    await transaction.CommitAsync();
                }
                return answer;
            }
            catch (Neo4jException e) when (Retry.MayPass(e))
            {
                await retry.After(e, cancellationToken);
            }
        }
    }

    /// <summary>A transaction was committed: the next begin after it.</summary>
    internal async ValueTask Committed(Start start, string? bookmark)
    {
        if (bookmark is null)
        {
            return;
        }
        _bookmarks = [bookmark];
        if (sessionConfig.BookmarkManager is { } manager)
        {
            await manager.UpdateBookmarksAsync(start.Bookmarks, _bookmarks);
        }
    }

    /// <summary>A transaction has ended, and its connection goes back.</summary>
    internal ValueTask Ended(AsyncTransaction transaction, Connection connection)
    {
        _transaction = _transaction == transaction ? null : _transaction;
        return connection.Pool!.Release(connection);
    }

    ValueTask IResultOwner.Turn(ResultCursor result) => default; // There is one result at a time.

    void IResultOwner.Finished(ResultCursor result, in Outcome outcome)
    {
        var connection = _connection!;
        connection.Occupied = false;
        _connection = null;
        var release = connection.Pool!.Release(connection);
        var noted = Committed(_start, outcome.Bookmark);
        if (!release.IsCompletedSuccessfully || !noted.IsCompletedSuccessfully)
        {
            _lastRelease = Task.WhenAll(release.AsTask(), noted.AsTask());
        }
    }

    void IResultOwner.Failed(ResultCursor result, Exception failure)
    {
        // The connection goes back when the session is used again or closed: that has to wait for a RESET.
    }

    private async ValueTask<AsyncTransaction> Begin(AccessMode mode, TransactionConfig transactionConfig, CancellationToken cancellationToken)
    {
        await Free();
        var start = await Start(mode, transactionConfig, cancellationToken);
        var connection = await source.Acquire(start.Mode, start.Database, start.Bookmarks, cancellationToken);
        return _transaction = new(this, connection, start, _fetchSize);
    }

    private async ValueTask<Start> Start(AccessMode mode, TransactionConfig transactionConfig, CancellationToken cancellationToken)
    {
        string[] bookmarks = _bookmarks;
        if (sessionConfig.BookmarkManager is { } manager)
        {
            string[] others = await manager.GetBookmarksAsync(cancellationToken);
            bookmarks = bookmarks.Length == 0 ? others : [.. bookmarks.Union(others)];
        }
        return new(mode, sessionConfig.Database, bookmarks, transactionConfig);
    }

    /// <summary>Makes sure that nothing of the session is under way. A result that was not read to its end is passed over.</summary>
    private async ValueTask Free()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IAsyncSession));
        if (_transaction is not null)
        {
            throw new TransactionNestingException("The session has an open transaction: run the query in it, or end it first.");
        }
        await EndResult();
        await _lastRelease;
    }

    private async ValueTask EndResult()
    {
        try
        {
            // One that has failed has told whoever read it.
            if (_result is { HasFailed: false })
            {
                await _result.Drain();
            }
        }
        finally
        {
            var connection = _connection;
            (_connection, _result) = (null, null);
            if (connection is not null)
            {
                await connection.Pool!.Release(connection);
            }
        }
    }

    private static Func<IAsyncQueryRunner, Task<bool>> Answering(Func<IAsyncQueryRunner, Task> work) => async runner =>
    {
        await work(runner);
        return true;
    };
}
