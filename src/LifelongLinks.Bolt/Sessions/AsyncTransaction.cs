namespace LifelongLinks.Bolt;

internal sealed class AsyncTransaction(AsyncSession session, Connection connection, Start start, long fetchSize) : IAsyncTransaction, IResultOwner
{
    private readonly List<ResultCursor> _results = new(1);
    private ResultCursor? _turn;
    private Exception? _failure;
    private bool _begun;

    public TransactionConfig TransactionConfig => start.Config;

    public bool IsOpen { get; private set; } = true;

    public Task<IResultCursor> RunAsync(string query) => RunAsync(new Query(query));

    public Task<IResultCursor> RunAsync(string query, object parameters) => RunAsync(new Query(query, parameters));

    public Task<IResultCursor> RunAsync(string query, IDictionary<string, object?> parameters) => RunAsync(new Query(query, parameters));

    public async Task<IResultCursor> RunAsync(Query query)
    {
        ThrowIfClosed();
        if (_failure is not null)
        {
            throw new TransactionTerminatedException(_failure);
        }
        if (_turn is not null)
        {
            await _turn.PutAside();
        }
        ResultCursor result = new(this, connection, query, fetchSize, beginsTransaction: !_begun);
        if (!_begun)
        {
            connection.Add(new Begin(start));
            connection.Occupied = _begun = true;
        }
        try
        {
            connection.Add(new Run(query, start: null));
            connection.Add(new Pull(fetchSize, queryId: -1));
            await connection.Send();
        }
        catch (Exception e)
        {
            _failure = e;
            throw;
        }
        _results.Add(result);
        _turn = result;
        return result;
    }

    public async Task CommitAsync()
    {
        ThrowIfClosed();
        try
        {
            if (_failure is not null)
            {
                throw new TransactionTerminatedException(_failure);
            }
            await DrainResults();
            if (_begun)
            {
                connection.Add(new Commit());
                await connection.Send();
                var outcome = connection.Read(await connection.Success(), static (ref PackStreamReader reader) => Outcome.Read(ref reader));
                connection.Occupied = false;
                await session.Committed(start, outcome.Bookmark);
            }
        }
        finally
        {
            await Close();
        }
    }

    public async Task RollbackAsync()
    {
        ThrowIfClosed();
        try
        {
            // With a failure or with rows under way, the RESET by which the connection is given back rolls back as well.
            if (_begun && _failure is null && _results.Count == 0 && !connection.Broken)
            {
                connection.Add(new Rollback());
                await connection.Send();
                await connection.Success();
                connection.Occupied = false;
            }
        }
        finally
        {
            await Close();
        }
    }

    // By RESET, so that no error of the rollback takes the place of the error that led here.
    public ValueTask DisposeAsync() => IsOpen ? Close() : default;

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    async ValueTask IResultOwner.Turn(ResultCursor result)
    {
        if (_turn != result && _turn is not null)
        {
            await _turn.PutAside();
        }
        _turn = result;
    }

    void IResultOwner.Finished(ResultCursor result, in Outcome outcome)
    {
        _results.Remove(result);
        _turn = _turn == result ? null : _turn;
    }

    void IResultOwner.Failed(ResultCursor result, Exception failure) => _failure ??= failure;

    private async ValueTask DrainResults()
    {
        while (_results.Count > 0)
        {
            await _results[^1].Drain();
        }
    }

    private async ValueTask Close()
    {
        IsOpen = false;
        foreach (var result in _results)
        {
            result.Close();
        }
        await session.Ended(this, connection);
    }

    private void ThrowIfClosed()
    {
        if (!IsOpen)
        {
            throw new TransactionClosedException("The transaction was committed or rolled back.");
        }
    }
}
