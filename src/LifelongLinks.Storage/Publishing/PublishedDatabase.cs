using System.Reflection;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// A database of the published graph. A marker says whose it is and whether it is whole: <c>(:Publication)</c>. Each case is replaced or
/// taken back in one transaction, so that what was broken off is finished by the next publication.
/// </summary>
public sealed class PublishedDatabase : IAsyncDisposable
{
    private const string Marker = "(p:Publication {name: 'lifelong-links'})";

    private static readonly Dictionary<string, object?> _none = [];

    private readonly Neo4jSessions _sessions;
    private readonly string _run = Guid.NewGuid().ToString("N");
    private bool _isWhole;
    private string? _month;
    private bool _hasBegun;

    private PublishedDatabase(Neo4jSessions sessions) => _sessions = sessions;

    /// <summary>What the key of the publication in it is known by; null when it is empty.</summary>
    public string? KeyCheck { get; private set; }

    /// <summary>
    /// Opens an empty database, or one of an earlier publication. Any other is refused: whoever can read it can read all of it, as Community
    /// Edition knows one kind of user.
    /// </summary>
    public static async Task<PublishedDatabase> Open(Neo4jSettings settings, CancellationToken cancel = default)
    {
        PublishedDatabase database = new(new(settings with { TransactionTimeout = TimeSpan.FromMinutes(10) }));
        try
        {
            await database.Look(settings.Uri, cancel);
            return database;
        }
        catch (Exception e)
        {
            await database.DisposeAsync();
            throw e is StoreUnavailableException { InnerException: AuthenticationException }
                ? Neo4jFaults.Say(StoreFault.Gone, $"Neo4j at {settings.Uri} does not accept the user or password: see --user and Publish:Password.", e)
                : e is StoreUnavailableException { InnerException: ServiceUnavailableException }
                ? Neo4jFaults.Say(StoreFault.Gone, $"Neo4j cannot be reached at {settings.Uri}: start it, or see --to.", e)
                : e;
        }
    }

    /// <summary>For each child published, the digest of their case.</summary>
    public Task<Dictionary<string, string>> Digests(CancellationToken cancel) => _sessions.Read(
        "MATCH (c:Child) WHERE c.digest IS NOT NULL RETURN c.id, c.digest", _none,
        rows => rows.ToDictionary(r => (string)r[0]!, r => (string)r[1]!), cancel);

    /// <summary>Puts cases in the place of what was published of them, and takes others back, in one transaction.</summary>
    public async Task Replace(IReadOnlyList<PublishedCase> cases, IReadOnlyList<string> gone, string keyCheck, CancellationToken cancel)
    {
        await Begin(keyCheck, cancel);
        await Write(transaction => PublishedWriting.Replace(transaction, cases, gone), cancel);
    }

    /// <summary>Says that the publication is whole, as of a month. Nothing is written when that was said already.</summary>
    public async Task Finish(string month, string keyCheck, CancellationToken cancel)
    {
        if (_hasBegun || !_isWhole || _month != month)
        {
            await Begin(keyCheck, cancel);
            await Write(PublishedWriting.DropWhomNoCaseNames, cancel);
            await Write(transaction => transaction.Rows($"MATCH {Marker} SET p.state = 'COMPLETE', p.month = $month", new() { ["month"] = month }), cancel);
        }
    }

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private async Task Look(string uri, CancellationToken cancel)
    {
        var (isEmpty, isOperational, version) = await _sessions.Read(
            $"OPTIONAL MATCH {Marker} RETURN NOT EXISTS {{ MATCH () }}, EXISTS {{ MATCH (:Record) }} OR EXISTS {{ MATCH (:Schema) }}, p.version, p.keyCheck, p.state, p.month",
            _none, rows =>
            {
                (KeyCheck, _isWhole, _month) = ((string?)rows[0][3], (string?)rows[0][4] == "COMPLETE", (string?)rows[0][5]);
                return ((bool)rows[0][0]!, (bool)rows[0][1]!, (long?)rows[0][2]);
            }, cancel);
        if (isOperational)
        {
            throw Refused(uri, "holds the operational store, and everybody who may read a database of Community Edition may read all of it. Publish into one of its own, on another server.");
        }
        if (version is null && !isEmpty)
        {
            throw Refused(uri, "holds something else than a publication. Publish into an empty one.");
        }
        if (version is not null && version != Publication.Version)
        {
            throw Refused(uri, "holds a publication of another version of this server. Empty it, and publish anew.");
        }
    }

    private static StoreUnavailableException Refused(string uri, string why) => Neo4jFaults.Say(StoreFault.NotAStore, $"The database at {uri} {why}");

    // Before the first thing is written, never when nothing has to be.
    private async Task Begin(string keyCheck, CancellationToken cancel)
    {
        if (_hasBegun)
        {
            return;
        }
        foreach (string statement in Constraints())
        {
            await _sessions.Write(async transaction => (await transaction.Rows(statement, _none), true), cancel);
        }
        await _sessions.Write(async transaction => (await transaction.Rows("CALL db.awaitIndexes(300)", _none), false), cancel);
        await _sessions.Write(async transaction => (await transaction.Rows(
            $"MERGE {Marker} SET p.state = 'UNFINISHED', p.version = $version, p.keyCheck = $keyCheck, p.run = $run",
            new() { ["version"] = (long)Publication.Version, ["keyCheck"] = keyCheck, ["run"] = _run }), true), cancel);
        _hasBegun = true;
    }

    // Two publications at once would undo each other: the later one goes on, the other stops at its next transaction.
    private async Task Write(Func<IAsyncTransaction, Task> work, CancellationToken cancel)
    {
        bool isOurs = await _sessions.Write(async transaction =>
        {
            var rows = await transaction.Rows($"MATCH {Marker} WHERE p.run = $run SET p.run = $run RETURN 1", new() { ["run"] = _run });
            if (rows.Count > 0)
            {
                await work(transaction);
            }
            return (rows.Count > 0, rows.Count > 0);
        }, cancel);
        if (!isOurs)
        {
            throw Neo4jFaults.Say(StoreFault.Locked, "Another publication into the same database has begun meanwhile, and goes on alone.");
        }
    }

    private static string[] Constraints()
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("published.cypher")!);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)).Select(l => l.TrimEnd(';'))];
    }
}
