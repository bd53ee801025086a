using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// The store in Neo4j: one server, a cluster or Aura. A read is one statement and one round trip; a change is two and the commit. What this
/// process has written it reads afterwards, whichever server answers.
/// </summary>
public sealed partial class Neo4jStore : IWholeStore
{
    private const int MostIds = 10_000;
    private const int MostTries = 10;
    private const int MostDoublings = 6;
    private const int MostHops = 10;
    private const int MostChanges = 1_000;

    private static readonly string _beginChange = PatternCypher.StatementOfChange(ScopeCypher.Of(Scope.OfChange(default)), Case.Pattern);

    private readonly Neo4jSessions _sessions;
    private readonly DataKeys _keys;

    private Neo4jStore(Neo4jSessions sessions, DataKeys keys) => (_sessions, _keys) = (sessions, keys);

    /// <summary>
    /// Opens the store in a database, which has to be empty or one of ours, and brings its constraints and indexes up to date: what is plain yet and
    /// may not be any more is encrypted.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It cannot be used; the message says what to do.</exception>
    public static Task<Neo4jStore> Open(Neo4jSettings settings, KeyEncryptionKeys keys, CancellationToken cancel = default) =>
        Open(settings, keys, Neo4jMigrations.Run, cancel);

    /// <summary>
    /// Opens a store to be filled: in a database that is empty, or was being filled when that was broken off, which then is emptied. Nobody
    /// else can open it before <see cref="Finish"/>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It cannot be used; the message says what to do.</exception>
    public static Task<Neo4jStore> OpenToFill(Neo4jSettings settings, KeyEncryptionKeys keys, CancellationToken cancel = default) =>
        Open(settings, keys, Neo4jMigrations.Begin, cancel);

    /// <summary>Says that a store that was to be filled is whole.</summary>
    public Task Finish(CancellationToken cancel) => Neo4jMigrations.Finish(_sessions, cancel);

    private static async Task<Neo4jStore> Open(
        Neo4jSettings settings, KeyEncryptionKeys outside, Func<Neo4jSessions, DataKeys, string, CancellationToken, Task> prepare, CancellationToken cancel)
    {
        Neo4jSessions sessions = new(settings);
        DataKeys keys = new(outside, settings.Uri);
        try
        {
            await prepare(sessions, keys, settings.Uri, cancel);
            keys.Take(await KeyCypher.All(sessions, cancel));
            Neo4jStore store = new(sessions, keys);
            await KeyRotation.EncryptPlain(store, cancel);
            return store;
        }
        catch
        {
            await sessions.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostIds);
        var found = await Read(GetCypher.Statement(ScopeCypher.Of(scope)), With(scope, ("ids", ids.ToList())), Found, cancel);
        return found.All;
    }

    /// <inheritdoc />
    public async Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(roots.Count, MostIds);
        string statement = PatternCypher.Statement(ScopeCypher.Of(scope), pattern);
        var values = With(scope, ("roots", roots.ToList()));
        // A read that a commit came between is made again; beyond a few times somebody writes without end, and the last is as good as any.
        for (int tries = 1; ; tries++)
        {
            var found = await Read(statement, values, Found, cancel);
            if (found.IsOfOneMoment || tries == MostTries)
            {
                return found.All;
            }
        }
    }

    /// <inheritdoc />
    public Task<Page> Find(Scope scope, Query query, CancellationToken cancel)
    {
        FindCypher find;
        try
        {
            find = FindCypher.Of(scope, query);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return Task.FromException<Page>(e);
        }
        return Read(find.Statement, find.Values, rows => find.Read(rows.Single(), _keys), cancel);
    }

    /// <inheritdoc />
    public async Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hops);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hops, MostHops);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostIds);
        return await Read(NeighbourhoodCypher.Statement(ScopeCypher.Of(scope), hops), With(scope, ("person", personId), ("limit", (long)limit)),
            rows => NeighbourhoodCypher.Read(rows.Single(), limit, _keys), cancel);
    }

    /// <inheritdoc />
    public async Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel)
    {
        AuditPages.Check(query);
        var values = AuditCypher.Values(query);
        var events = await _sessions.Read(AuditCypher.Page(query), values, AuditCypher.Read, cancel);
        int total = query.Counts ? await _sessions.Read(AuditCypher.Count(query), values, rows => checked((int)(long)rows[0][0]!), cancel) : 0;
        return AuditPages.Of(query, events, total);
    }

    /// <inheritdoc />
    public async Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events.Count, AuditPages.MostAppended);
        Dictionary<string, object?> values = new() { ["audit"] = events.Select(SavingCypher.Row).ToList<object>() };
        try
        {
            await _sessions.Write(AuditCypher.Append, values, cancel);
        }
        catch (Neo4jException e) when (Neo4jFaults.IsTaken(e))
        {
            // A commit whose answer was lost may have come between the look and the write: now it is there to be seen.
            await _sessions.Write(AuditCypher.Append, values, cancel);
        }
    }

    /// <inheritdoc />
    public async Task<ChangeResult> Change(CaseChange change, CancellationToken cancel)
    {
        var scope = Scope.OfChange(change.Today);
        List<string> roots = [change.ChildId, .. change.AlsoIds];
        // What the case does not hold is taken for new. Where the database says that it is not, it is looked up at the next try.
        bool looks = false, committing = false, staleKeys = false, rekeyed = false;
        for (int tries = 1; tries <= MostTries; tries++)
        {
            try
            {
                var result = await _sessions.Write<ChangeResult?>(async transaction =>
                {
                    var found = Found(await transaction.Rows(_beginChange, With(scope, ("child", change.ChildId), ("change", change.Id), ("roots", roots))));
                    if (found.Applied is { } applied)
                    {
                        // By this very call, where its commit went through and the answer was lost.
                        return (new ChangeResult(committing ? ChangeStatus.Applied : ChangeStatus.AlreadyApplied, null, applied), false);
                    }
                    var stored = found.All;
                    var loaded = CaseToChange.From(stored, change.ChildId, change.AlsoIds);
                    var decided = change.Decide(loaded);
                    if (decided.Refusal is { } refusal)
                    {
                        return (new(ChangeStatus.Refused, refusal, null), false);
                    }
                    var changes = decided.Value!;
                    var unknown = CaseSaving.Unknown(changes, stored);
                    // What is to be erased is always looked up: nothing would say that it is another's.
                    if (unknown.Count > 0 && (looks || unknown.Any(changes.Erased.Contains)))
                    {
                        var more = Found(await transaction.Rows(GetCypher.Statement(ScopeCypher.Of(scope)), With(scope, ("ids", unknown)))).All;
                        stored = stored with { Nodes = stored.Nodes.Concat(more.Nodes).ToDictionary(), Edges = [.. stored.Edges, .. more.Edges] };
                    }
                    if (CaseSaving.Of(change.ChildId, stored, changes, _keys) is not { } saving)
                    {
                        return (null, false);
                    }
                    var saved = AppliedChange.Of(change, changes, saving.Changed);
                    var audited = change.Audited(saving.Changed);
                    var row = (await transaction.Rows(SavingCypher.Statement, saving.Values(change, saved, audited, loaded.Case))).Single();
                    if (!SavingCypher.IsSound(row))
                    {
                        staleKeys = SavingCypher.IsStale(row);
                        return (null, false);
                    }
                    committing = true;
                    return (new(ChangeStatus.Applied, null, saved) { Audited = audited }, true);
                }, cancel);
                if (result is not null)
                {
                    return result;
                }
                if (staleKeys)
                {
                    await ReadKeys(cancel);
                }
                // Two who change the same person from two cases would else get in each other's way time after time.
                await Task.Delay(Random.Shared.Next(1 << Math.Min(tries, MostDoublings)), cancel);
            }
            catch (Neo4jException e) when (Neo4jFaults.IsTaken(e))
            {
                looks = true;
            }
            catch (UnknownDataKeyException e)
            {
                await ReadKeys(cancel);
                rekeyed = rekeyed ? throw e.Refused : true;
            }
        }
        return new(ChangeStatus.Conflict, null, null);
    }

    /// <inheritdoc />
    public async Task Add(Lot lot, CancellationToken cancel)
    {
        while (!await _sessions.Write(async transaction =>
        {
            var row = (await transaction.Rows(SavingCypher.Add, WholeCypher.Values(lot, _keys))).Single();
            bool added = ((IList<object>)row[0]!).Count == 0;
            return (added, added);
        }, cancel))
        {
            await ReadKeys(cancel);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<AppliedChange>> Applied(string? after, int take, CancellationToken cancel) =>
        Read(WholeCypher.Applied, new() { ["after"] = after ?? "", ["take"] = (long)take },
            rows => (IReadOnlyList<AppliedChange>)[.. rows.Select(r => SavingCypher.Read((INode)r[0]!, _keys))], cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, MostChanges);
        return Read(WholeCypher.Since, new() { ["since"] = StoredAs.Moment(since), ["take"] = (long)take },
            rows => (IReadOnlyList<AppliedChange>)[.. rows.Select(r => SavingCypher.Read((INode)r[0]!, _keys))], cancel);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<AuditEvent>> Chained(AuditHead? after, int take, CancellationToken cancel)
    {
        Dictionary<string, object?> values = new() { ["stream"] = after?.Stream ?? "", ["sequence"] = (long)(after?.Sequence ?? 0), ["take"] = (long)take };
        var events = after is null ? [] : await _sessions.Read(AuditCypher.ChainedOn, values, AuditCypher.Read, cancel);
        if (events.Count < take)
        {
            values["take"] = (long)take - events.Count;
            events.AddRange(await _sessions.Read(AuditCypher.ChainedThen, values, AuditCypher.Read, cancel));
        }
        return events;
    }

    /// <inheritdoc />
    public Task<long> Unchained(CancellationToken cancel) => _sessions.Read(AuditCypher.Unchained, [], rows => (long)rows[0][0]!, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, long>> Count(CancellationToken cancel) =>
        _sessions.Read(WholeCypher.Count, [], rows => (IReadOnlyDictionary<string, long>)rows
            .Where(r => (long)r[1]! > 0).ToDictionary(r => (string)r[0]!, r => (long)r[1]!), cancel);

    /// <inheritdoc />
    public Task<bool> Scour(CancellationToken cancel) => Task.FromResult(false);

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private FoundRecords Found(IReadOnlyList<IRecord> rows)
    {
        FoundRecords found = new(_keys);
        foreach (var row in rows)
        {
            found.Add(row);
        }
        return found;
    }

    private static Dictionary<string, object?> With(Scope scope, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var all = ScopeCypher.Values(scope);
        foreach (var (name, value) in values)
        {
            all[name] = value;
        }
        return all;
    }
}
