using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LifelongLinks.Core;
using Microsoft.Data.Sqlite;

namespace LifelongLinks.Storage;

/// <summary>
/// The embedded store: one SQLite file in WAL mode, read through as many connections as there are readers at once, written through one.
/// Other processes of ours may have the same file open.
/// </summary>
public sealed partial class SqliteStore : IWholeStore
{
    private const int MostIds = 10_000;
    private const int MostTries = 10;
    private const int MostHops = 10;

    private readonly string _path;
    private readonly SqliteSettings _settings;
    private readonly DataKeys _keys;
    private readonly ConcurrentBag<Connection> _readers = [];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Connection? _writer;
    private volatile bool _closed;

    private SqliteStore(string path, SqliteSettings settings, DataKeys keys) => (_path, _settings, _keys) = (path, settings, keys);

    /// <summary>
    /// Opens the store in a file, which is made with its folder where there is none, and brings its tables up to date: what is plain yet and may not
    /// be any more is encrypted.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It cannot be used; the message says what to do.</exception>
    public static SqliteStore Open(string path, KeyEncryptionKeys keys, SqliteSettings? settings = null)
    {
        path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.Say(StoreFault.Gone, $"The folder for the store {path} cannot be made: name another, or make it by hand.", e);
        }
        MakeOwners(path);
        SqliteStore store = new(path, settings ?? new(), new(keys, path));
        try
        {
            store._writer = store.OpenWriter();
            // Nothing of it waits: it is done when it returns.
            KeyRotation.EncryptPlain(store, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            store._writer?.Dispose();
            if (e is SqliteException sqlite && Faults.Of(sqlite, path) is { } fault)
            {
                throw fault;
            }
            throw;
        }
        return store;
    }

    /// <inheritdoc />
    public Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel) => Read(connection =>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostIds);
        return Reading.Get(connection, scope, ids);
    }, cancel);

    /// <inheritdoc />
    public Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel) => Read(connection =>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(roots.Count, MostIds);
        return Reading.Expand(connection, scope, roots, pattern);
    }, cancel);

    /// <inheritdoc />
    public Task<Page> Find(Scope scope, Query query, CancellationToken cancel) =>
        Read(connection => FindSql.Find(connection, scope, query), cancel);

    /// <inheritdoc />
    public Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel) => Read(connection =>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hops);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hops, MostHops);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostIds);
        return Neighbours.Of(connection, scope, personId, hops, limit);
    }, cancel);

    /// <inheritdoc />
    public Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel) => Read(connection =>
    {
        AuditPages.Check(query);
        return AuditTrail.Read(connection, query);
    }, cancel);

    /// <inheritdoc />
    public async Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events.Count, AuditPages.MostAppended);
        await InTurn(connection => AuditTrail.Append(connection, events), cancel);
    }

    /// <inheritdoc />
    public async Task<ChangeResult> Change(CaseChange change, CancellationToken cancel)
    {
        var scope = Scope.OfChange(change.Today);
        List<string> roots = [change.ChildId, .. change.AlsoIds];
        bool waits = false;
        try
        {
            for (int tries = 0; tries < MostTries; tries++)
            {
                var (applied, loaded) = await Read(c => (ChangeSql.Applied(c, change.Id),
                    CaseToChange.From(Reading.Expand(c, scope, roots, Case.Pattern), change.ChildId, change.AlsoIds)), cancel);
                if (applied is not null)
                {
                    return new(ChangeStatus.AlreadyApplied, null, applied);
                }
                var decided = change.Decide(loaded);
                if (decided.Refusal is { } refusal)
                {
                    return new(ChangeStatus.Refused, refusal, null);
                }
                if (!waits)
                {
                    await _writing.WaitAsync(cancel);
                    waits = true;
                }
                // After a conflict the turn to write is kept while the case is loaded anew: no other change of this process comes between.
                if (Write(c => ChangeSql.Applied(c, change.Id) is { } before
                    ? new ChangeResult(ChangeStatus.AlreadyApplied, null, before)
                    : Writing.Save(c, change, loaded.Case?.Child.Version, decided.Value!)) is { } result)
                {
                    return result;
                }
            }
            return new(ChangeStatus.Conflict, null, null);
        }
        finally
        {
            if (waits)
            {
                _writing.Release();
            }
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel) =>
        Read(connection => ChangeSql.Since(connection, since, take), cancel);

    /// <inheritdoc />
    public async IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        SheetLot.Check(scope);
        bool keeps = true;
        for (string after = ""; await Read(c => SheetSql.Next(c, after), cancel) is { Children.Count: > 0 } next; after = next.Children[^1])
        {
            foreach (string[] some in keeps ? next.Missing.Chunk(SheetLot.MadeTogether) : [])
            {
                keeps = keeps && await Keep(some, cancel);
            }
            yield return (await Read(c => SheetSql.Read(c, scope, next.Children), cancel)).Packed;
        }
    }

    /// <inheritdoc />
    public Task<CaseloadStamp> Stamp(CancellationToken cancel) => Read(SheetSql.Stamp, cancel);

    // False where nothing can be written now: the caseload is read all the same, only more slowly.
    private async Task<bool> Keep(string[] children, CancellationToken cancel)
    {
        try
        {
            await InTurn(connection => SheetSql.Keep(connection, children), cancel);
            return true;
        }
        catch (StoreUnavailableException e) when (e.Fault is StoreFault.Full or StoreFault.Locked or StoreFault.ReadOnly)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public Task Add(Lot lot, CancellationToken cancel) => InTurn(connection => WholeSql.Add(connection, lot), cancel);

    /// <summary>
    /// Makes new cases, each by one change, all of them in one transaction, with their sheets of the caseload. For filling a file that is being made.
    /// </summary>
    /// <exception cref="ArgumentException">As of <see cref="Change"/>, or one is refused, there already, or in conflict with what is there: nothing is
    /// written.</exception>
    public async Task Fill(IReadOnlyList<CaseChange> changes, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            // What is referred to is looked up by the change itself, once for each and not once for each reference.
            (_writer ??= OpenWriter()).Run("PRAGMA foreign_keys = OFF");
            Write<object>(connection =>
            {
                List<Changes> saved = [];
                foreach (var change in changes)
                {
                    saved.Add(change.Decide(new(null, new Dictionary<string, Node>())).Value ?? throw new ArgumentException($"The change {change.Id} was refused."));
                    if (Writing.SaveNew(connection, change, saved[^1]) is null)
                    {
                        throw new ArgumentException($"The change {change.Id} is of a case that is there, or in conflict with what is there.");
                    }
                }
                SheetSql.KeepNew(connection, [.. changes.Select(c => c.ChildId)], saved);
                return this;
            });
        }
        finally
        {
            _writer?.Run("PRAGMA foreign_keys = ON");
            _writing.Release();
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<AppliedChange>> Applied(string? after, int take, CancellationToken cancel) =>
        Read(connection => ChangeSql.After(connection, after, take), cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<AuditEvent>> Chained(AuditHead? after, int take, CancellationToken cancel) =>
        Read(connection => (IReadOnlyList<AuditEvent>)AuditTrail.Chained(connection, after, take), cancel);

    /// <inheritdoc />
    public Task<long> Unchained(CancellationToken cancel) => Read(connection => connection.Number("SELECT count(*) FROM audit WHERE stream IS NULL"), cancel);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, long>> Count(CancellationToken cancel) => Read(WholeSql.Count, cancel);

    // A new file is its owner's alone, and what SQLite keeps beside it is made as it is. Where it cannot be made, SQLite says why.
    private static void MakeOwners(string path)
    {
        if (File.Exists(path))
        {
            return;
        }
        try
        {
            // Never one that is there: to close it again would let go of the locks that SQLite holds on it in this process.
            using FileStream made = new(path, OwnersFile.New());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is opened next, and what is wrong is told then.
        }
    }

    /// <inheritdoc />
    public async Task<bool> Scour(CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            // What is erased is overwritten in its place (secure_delete); the log that it was written to before is emptied here.
            return (_writer ??= OpenWriter()).Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        }
        catch (SqliteException e) when (Faults.Of(e, _path) is { } fault)
        {
            throw fault;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Waits for the write under way, moves everything into the one file and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (_closed)
            {
                return;
            }
            _closed = true;
            while (_readers.TryTake(out var reader))
            {
                reader.Dispose();
            }
            if (_writer is { } writer)
            {
                // Another process may be reading: then the last one to close does it.
                try
                {
                    writer.Run("PRAGMA wal_checkpoint(TRUNCATE)");
                }
                catch (SqliteException e) when (Faults.Of(e, _path) is not null)
                {
                }
                writer.Dispose();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    // Where a data key is not known, another process has made it: the keys are read anew, once.
    private Task<T> Read<T>(Func<Connection, T> read, CancellationToken cancel)
    {
        var answer = ReadOnce(read, cancel);
        if (answer.Exception?.InnerException is not UnknownDataKeyException)
        {
            return answer;
        }
        var keys = ReadOnce(KeySql.All, cancel);
        if (keys.IsCompletedSuccessfully)
        {
            answer = ReadOnce(c =>
            {
                _keys.Take(keys.Result);
                return read(c);
            }, cancel);
        }
        return answer.Exception?.InnerException is UnknownDataKeyException unknown ? Task.FromException<T>(unknown.Refused) : answer;
    }

    // A read runs where it is called: it takes well under a millisecond to a few, and waits for nobody.
    private Task<T> ReadOnce<T>(Func<Connection, T> read, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancel);
        }
        Connection? connection = null;
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            connection = _readers.TryTake(out var idle) ? idle : new(_path, write: false, _settings, _keys);
            connection.Run("BEGIN");
            var answer = read(connection);
            connection.Run("COMMIT");
            Return(connection);
            return Task.FromResult(answer);
        }
        catch (SqliteException e)
        {
            // A connection on which something went wrong is not used again: the next read opens another.
            connection?.Dispose();
            return Task.FromException<T>(Faults.Of(e, _path) ?? (Exception)e);
        }
        catch (Exception e)
        {
            connection?.Rollback();
            Return(connection);
            return Task.FromException<T>(e);
        }
    }

    private void Return(Connection? connection)
    {
        if (connection is not null)
        {
            _readers.Add(connection);
            if (_closed && _readers.TryTake(out var late))
            {
                late.Dispose();
            }
        }
    }

    // In one transaction, when it is its turn.
    private async Task InTurn(Action<Connection> write, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            Write<object>(connection =>
            {
                write(connection);
                return this;
            });
        }
        finally
        {
            _writing.Release();
        }
    }

    // In one transaction, to be called in turn only. Nothing is written when it answers null or throws.
    private T? Write<T>(Func<Connection, T?> write) where T : class
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            _writer ??= OpenWriter();
            _writer.Run("BEGIN IMMEDIATE");
            // Nothing is written with a key that is not the current one any more: see KeyRotation.
            if (KeySql.Current(_writer) is var current && current != _keys.Current)
            {
                _keys.Take(KeySql.All(_writer));
                _keys.Check(current);
            }
            var answer = write(_writer);
            _writer.Run(answer is null ? "ROLLBACK" : "COMMIT");
            return answer;
        }
        catch (SqliteException e)
        {
            _writer?.Dispose();
            _writer = null;
            throw Faults.Of(e, _path) ?? (Exception)e;
        }
        catch (Exception e)
        {
            _writer?.Rollback();
            throw e is UnknownDataKeyException unknown ? unknown.Refused : e;
        }
    }

    private Connection OpenWriter()
    {
        Connection writer = new(_path, write: true, _settings, _keys);
        try
        {
            if (writer.IsReadOnly)
            {
                throw Faults.ReadOnly(_path);
            }
            Migrations.Run(writer, _path, _settings);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }
}
