using LifelongLinks.Bolt;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// The plain reads with one statement of Cypher written for each answer, on the Bolt client alone. Of the rules of access it has what
/// <see cref="SqlByHand"/> has: the worker's scope and the seals on people.
/// </summary>
internal sealed class CypherByHand(Neo4jSettings settings) : IAsyncDisposable
{
    private const int Children = 50;

    // An edge o of a coordinator to a child whose case is in scope.
    private const string Oversees = "[o:OVERSEES {role: 'COORDINATOR'}]";

    private const string SinceAndUntil = "coalesce(o.since <= $today, true) AND coalesce(o.until > $today, true)";

    /// <summary>Whether the case of a child <c>c</c> is in scope.</summary>
    internal const string Sees = $$"""EXISTS { (c)<-{{Oversees}}-(:Worker {subject: $subject}) WHERE {{SinceAndUntil}} }""";

    /// <summary>Whether nobody has sealed a person <c>p</c> away.</summary>
    internal const string Unsealed = """
        NOT EXISTS {
          (p)<-[:AGAINST]-(s:Restriction {kind: 'SEALED_ADOPTION'}) WHERE coalesce(s.from <= $today, true) AND coalesce(s.until > $today, true)
        }
        """;

    /// <summary>The plan in force of a child <c>c</c>.</summary>
    internal const string PlanInForce = """
        MATCH (c)-[:HAS_PLAN]->(plan:Plan) WHERE plan.agreedOn <= $today AND coalesce(plan.endedOn > $today, true)
        WITH plan ORDER BY plan.agreedOn DESC, plan.id DESC LIMIT 1
        """;

    private const string ChildrenStatement = $$"""
        MATCH (:Worker {subject: $subject})-{{Oversees}}->(c:Child) WHERE {{SinceAndUntil}}
        WITH c ORDER BY c.name, c.id
        WITH collect(c) AS overseen
        UNWIND overseen[..$take] AS c
        RETURN size(overseen), c.id, c.reference, c.name, c.knownAs, c.dateOfBirth,
          COUNT { MATCH (c)-[:HAS_LINK]->(:Link)-[:WITH]->(p:Person) WHERE {{Unsealed}} },
          COLLECT {
            {{PlanInForce}}
            RETURN [plan.id, plan.agreedOn, COLLECT { MATCH (plan)-[:COMMITS]->(m:Commitment) RETURN m.id ORDER BY m.id }]
          }
        """;

    private const string LookupStatement = $$"""
        MATCH (p:Record {id: $person}) WHERE p:Person AND {{Unsealed}} AND EXISTS {
          MATCH (p)-[e]-(x) MATCH (c:Record {id: coalesce(e.recordedForId, e.childId, x.childId)}) WHERE {{Sees}}
        }
        RETURN p.id, p.version, p.name, p.knownAs, p.pronouns, p.died
        """;

    private readonly IDriver _driver = GraphDatabase.Driver(
        settings.Uri, settings.User is null ? AuthTokens.None : AuthTokens.Basic(settings.User, settings.Password ?? ""));

    /// <summary>A child with links, plan and the last contacts of each promise.</summary>
    internal async Task<ChildPageAnswer> ChildPage(Viewer viewer, string childId) =>
        new((await ChildPageRows(viewer, childId)) is [var row] ? ChildPageByCypher.Page(new(row), childId, viewer.Today) : null);

    /// <summary>What the statement of a child's page answers: one row.</summary>
    internal Task<List<IRecord>> ChildPageRows(Viewer viewer, string childId) => Rows(ChildPageByCypher.Statement, viewer, "child", childId);

    /// <summary>The first children of the viewer by name, with what is counted of each.</summary>
    internal async Task<ChildrenPageAnswer> ChildrenPage(Viewer viewer)
    {
        var rows = await Rows(ChildrenStatement, viewer, "take", (long)Children);
        int total = rows.Count == 0 ? 0 : new Columns(rows[0]).Number(0);
        return new(new(total, new(total > rows.Count), [.. rows.Select(r => new Columns(r)).Select(c => new ChildInList(
            c.Text(1), c.Text(2), c.Text(3), c.TextOrNull(4), c.Day(5), Days.Age(c.Day(5), viewer.Today), new(c.Number(6)),
            c.Lists(7).Select(p => new PlanInList(p.Text(0), "AGREED", p.Day(1), [.. p.Texts(2).Select(id => new JustId(id))])).SingleOrDefault()))]));
    }

    /// <summary>A person by id, where a case of the worker names them.</summary>
    internal async Task<LookupAnswer> Lookup(Viewer viewer, string personId) =>
        new((await LookupRows(viewer, personId)) is [var row] && new Columns(row) is var p
            ? new(p.Text(0), p.Number(1), p.Text(2), p.TextOrNull(3), p.TextOrNull(4), p.DayOrNull(5)) : null);

    /// <summary>What the statement of a person answers: at most one row.</summary>
    internal Task<List<IRecord>> LookupRows(Viewer viewer, string personId) => Rows(LookupStatement, viewer, "person", personId);

    /// <summary>Sends what the server sends for the paths of a child, and passes over what it answers; how many rows.</summary>
    internal async Task<int> PathsRows(Viewer viewer, string childId)
    {
        var values = ScopeCypher.Values(viewer.Scope);
        values["roots"] = new List<string> { childId };
        await using var session = Session();
        var cursor = await session.RunAsync(PatternCypher.Statement(ScopeCypher.Of(viewer.Scope), SameRules.WithTiedChildren), values);
        int rows = 0;
        while (await cursor.FetchAsync())
        {
            rows++;
        }
        return rows;
    }

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _driver.DisposeAsync();

    private async Task<List<IRecord>> Rows(string statement, Viewer viewer, string name, object value)
    {
        await using var session = Session();
        var cursor = await session.RunAsync(statement, new Dictionary<string, object?>
        {
            ["subject"] = viewer.Subject,
            ["today"] = new LocalDate(viewer.Today),
            [name] = value,
        });
        return await cursor.ToListAsync();
    }

    // Each read is a transaction of its own, and its rows come in one piece.
    private IAsyncSession Session() => _driver.AsyncSession(session => session
        .WithDatabase(settings.Database).WithDefaultAccessMode(AccessMode.Read).WithFetchSize(Config.Infinite));
}
