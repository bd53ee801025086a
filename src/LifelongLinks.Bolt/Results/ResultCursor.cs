using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace LifelongLinks.Bolt;

/// <summary>Whom a result belongs to: a session or a transaction.</summary>
internal interface IResultOwner
{
    /// <summary>The result may send and receive from here on; the one that did before has put aside what it had asked for.</summary>
    ValueTask Turn(ResultCursor result);

    /// <summary>The result was received to its end.</summary>
    void Finished(ResultCursor result, in Outcome outcome);

    /// <summary>The server refused, or the connection was lost.</summary>
    void Failed(ResultCursor result, Exception failure);
}

/// <summary>
/// A result whose RUN and first PULL were sent. Rows are taken from the connection as they are asked for, so what is not asked for waits in the
/// network and slows the server down: no more is held than one network buffer, or one batch where another result of the transaction comes
/// between.
/// </summary>
internal sealed class ResultCursor(IResultOwner owner, Connection connection, Query query, long fetchSize, bool beginsTransaction) : IResultCursor
{
    private Stage _stage = beginsTransaction ? Stage.Begin : Stage.Header;
    private Header _header;
    private Outcome _outcome;
    private Queue<Record>? _aside;
    private Record? _current;
    private Record? _peeked;
    private Exception? _failure;
    private bool _consumed;
    private CancellationTokenRegistration _attended;

    // What the server is to send next.
    private enum Stage
    {
        Begin,
        Header,
        Rows,
        More, // Nothing: the next batch has to be asked for.
        Done,
        Failed,
    }

    public IRecord Current => _current ?? throw new InvalidOperationException("No row has been fetched, or there was none.");

    public bool IsOpen => !_consumed;

    /// <summary>Whether it has thrown what went wrong.</summary>
    internal bool HasFailed => _failure is not null;

    public async Task<string[]> KeysAsync()
    {
        while (_stage < Stage.Rows)
        {
            Take(await Receive(), keep: false);
        }
        ThrowIfFailed();
        return [.. _header.Fields];
    }

    public async Task<IResultSummary> ConsumeAsync()
    {
        await Drain();
        return new ResultSummary(query, connection.Server, _outcome, _header.AvailableAfter);
    }

    public async Task<IRecord?> PeekAsync()
    {
        ThrowIfConsumed();
        return _peeked ??= await Next();
    }

    public Task<bool> FetchAsync()
    {
        ThrowIfConsumed();
        if (_peeked is null)
        {
            return TryNext(out _current) ? Task.FromResult(_current is not null) : Fetch();
        }
        (_current, _peeked) = (_peeked, null);
        return Task.FromResult(true);
    }

    public async IAsyncEnumerator<IRecord> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Attend(cancellationToken);
        try
        {
            while (await FetchAsync())
            {
                yield return Current;
            }
        }
        finally
        {
            AttendNoMore();
        }
    }

    /// <summary>Every wait of this result ends when a token is cancelled, until it is attended no more.</summary>
    internal void Attend(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _attended = _stage < Stage.Done ? connection.Attend(cancellationToken) : default;
    }

    /// <summary>The token is no longer attended. At the end of the result that must be so, for the connection is somebody else's then.</summary>
    internal void AttendNoMore()
    {
        _attended.Dispose();
        _attended = default;
    }

    /// <summary>Puts aside the rows that were asked for and not yet received, so that the connection is free for another request.</summary>
    internal async ValueTask PutAside()
    {
        while (_stage < Stage.More)
        {
            if (Take(await Receive(), keep: true) is { } row)
            {
                (_aside ??= new()).Enqueue(row);
            }
        }
    }

    /// <summary>Passes over all that is left, on the way here and on the server.</summary>
    internal async ValueTask Drain()
    {
        Close();
        while (_stage < Stage.Done)
        {
            if (_stage == Stage.More)
            {
                await owner.Turn(this);
                await Ask(new Discard(_header.QueryId));
            }
            Take(await Receive(), keep: false);
        }
        ThrowIfFailed();
    }

    /// <summary>From here on no row can be read.</summary>
    internal void Close()
    {
        _consumed = true;
        _aside = null;
        _peeked = null;
    }

    private async Task<bool> Fetch()
    {
        _current = await Next();
        return _current is not null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Record?> Next()
    {
        Record? row;
        while (!TryNext(out row))
        {
            if (_stage == Stage.More)
            {
                await owner.Turn(this);
                await Ask(new Pull(fetchSize, _header.QueryId));
            }
            row = Take(await Receive(), keep: true);
            if (row is not null)
            {
                break;
            }
        }
        return row;
    }

    /// <summary>The next row, or null at the end, as far as it is here already.</summary>
    private bool TryNext(out Record? row)
    {
        if (_aside is { Count: > 0 })
        {
            row = _aside.Dequeue();
            return true;
        }
        ThrowIfFailed();
        row = null;
        while (row is null && _stage != Stage.Done)
        {
            if (_stage == Stage.More || !TryReceive(out var reply))
            {
                return false;
            }
            row = Take(reply, keep: true);
        }
        return true;
    }

    private async ValueTask Ask<T>(T request) where T : struct, IRequest
    {
        try
        {
            connection.Add(request);
            await connection.Send();
            _stage = Stage.Rows;
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
    }

    private bool TryReceive(out Reply reply)
    {
        try
        {
            return connection.TryReceive(out reply);
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Reply> Receive()
    {
        try
        {
            return await connection.Receive();
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
    }

    /// <summary>Understands a reply; the row, if it is one.</summary>
    private Record? Take(in Reply reply, bool keep)
    {
        try
        {
            switch (_stage, reply.Tag)
            {
                case (Stage.Begin, Tag.Success):
                    _stage = Stage.Header;
                    break;
                case (Stage.Header, Tag.Success):
                    _header = connection.Read(reply, static (ref PackStreamReader reader) => Header.Read(ref reader));
                    _stage = Stage.Rows;
                    break;
                case (Stage.Rows, Tag.Record):
                    return keep ? Row(reply) : null;
                case (Stage.Rows, Tag.Success):
                    _outcome = connection.Read(reply, static (ref PackStreamReader reader) => Outcome.Read(ref reader));
                    _stage = _outcome.HasMore ? Stage.More : Stage.Done;
                    if (_stage == Stage.Done)
                    {
                        AttendNoMore();
                        owner.Finished(this, _outcome);
                    }
                    break;
                default:
                    throw connection.Refused(reply);
            }
            return null;
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
    }

    private Record Row(in Reply reply)
    {
        object?[] values = connection.Read(reply, static (ref PackStreamReader reader) => reader.Items(reader.ListCount()));
        return values.Length == _header.Fields.Length
            ? new(_header.Fields, values)
            : throw connection.Lost(new ProtocolException($"The server sent a row of {values.Length} values for {_header.Fields.Length} fields."));
    }

    private void Fail(Exception failure)
    {
        if (_failure is null)
        {
            _failure = failure;
            _stage = Stage.Failed;
            owner.Failed(this, failure);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void ThrowIfConsumed()
    {
        if (_consumed)
        {
            throw new ResultConsumedException("The result was consumed, or its session or transaction has ended.");
        }
    }
}
