using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>Get and expand, within one snapshot.</summary>
internal sealed class Reading
{
    private readonly Connection _connection;
    private readonly (string Name, object? Value)[] _values;

    internal Reading(Connection connection, Scope scope) =>
        (_connection, Scope, _values) = (connection, ScopeSql.FromFew(scope), ScopeSql.Values(scope));

    /// <summary>The scope's conditions.</summary>
    internal ScopeSql Scope { get; }

    /// <summary>What was found.</summary>
    internal Found Found { get; } = new();

    /// <summary>Nodes and edges with properties by id.</summary>
    internal static Subgraph Get(Connection connection, Scope scope, IReadOnlyCollection<string> ids)
    {
        Reading reading = new(connection, scope);
        reading.Load(ids);
        // An id is a node's or an edge's.
        if (ids.Where(id => !reading.Found.Nodes.ContainsKey(id)).ToList() is { Count: > 0 } others)
        {
            reading.LoadEdges(others);
        }
        return reading.Found.All;
    }

    /// <summary>What lies along a pattern.</summary>
    internal static Subgraph Expand(Connection connection, Scope scope, IReadOnlyCollection<string> roots, Pattern pattern)
    {
        Reading reading = new(connection, scope);
        reading.Load(roots);
        reading.Follow([.. reading.Found.Nodes.Keys], pattern.Steps);
        if (pattern.People is { } step)
        {
            reading.Follow([.. reading.Found.Nodes.Values.OfType<Person>().Select(p => p.Id)], [step]);
        }
        return reading.Found.All;
    }

    /// <summary>Nodes by id that may be seen.</summary>
    internal void Load(IReadOnlyCollection<string> ids)
    {
        using var rows = Query(Scope.Nodes.Seen, ("@ids", Records.Ids(ids)));
        while (rows.Next())
        {
            Found.Node(rows, 0);
        }
    }

    private void LoadEdges(IReadOnlyCollection<string> ids)
    {
        using var rows = Query(Scope.Nodes.Edges, ("@ids", Records.Ids(ids)));
        while (rows.Next())
        {
            Found.Edge(rows, 0);
        }
    }

    private void Follow(HashSet<string> parents, IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            var sql = Scope.Steps.GetValue(step, s => new(Scope, s));
            if (parents.Count > 0)
            {
                Follow(Next(parents, step, sql), step.Then);
            }
        }
    }

    // The ids of the nodes that a step reaches, each found now.
    private HashSet<string> Next(HashSet<string> parents, Step step, StepSql sql)
    {
        HashSet<string> reached = [];
        if (sql.Nodes is { } nodes)
        {
            using var rows = Query(nodes, ("@parents", Records.Ids(parents)), ("@take", step.Slice?.Take));
            while (rows.Next())
            {
                Found.Edge(rows, 0);
                reached.Add(Found.Node(rows, 3).Id);
            }
            return reached;
        }
        if (sql.Facts is { } facts && parents.Where(id => Found.Nodes[id] is Child).ToList() is { Count: > 0 } children)
        {
            using var rows = Query(facts, ("@parents", Records.Ids(children)));
            while (rows.Next())
            {
                reached.Add(Found.Node(rows, 0).Id);
            }
        }
        Reach(Ends(parents, step, sql), reached);
        return reached;
    }

    // Where a step leads by what facts themselves say and by edges. An end is there for an owner only, where it is that of a fact.
    private List<End> Ends(HashSet<string> parents, Step step, StepSql sql)
    {
        List<End> ends = [];
        foreach (string id in parents)
        {
            if (Found.Nodes[id] is CaseNode fact)
            {
                foreach ((string end, bool restricts) in sql.HeldBy(fact))
                {
                    ends.Add(new(end, fact.ChildId, restricts));
                }
            }
        }
        if (sql.Edges is { } edges && parents.Where(id => sql.MayLeadFrom(Found.Nodes[id])).ToList() is { Count: > 0 } tails)
        {
            using var rows = Query(edges, ("@parents", Records.Ids(tails)));
            while (rows.Next())
            {
                Found.Edge(rows, 0);
                ends.Add(new(rows.Text(3), null, false));
                if (step.Way == Way.Owned)
                {
                    ends.Add(new(rows.Text(4), null, false));
                }
            }
        }
        return ends;
    }

    private void Reach(List<End> ends, HashSet<string> reached)
    {
        // Whom only a restriction names has to be in scope otherwise.
        var named = ends.Where(e => !e.Restricts && !Found.Nodes.ContainsKey(e.Id)).Select(e => e.Id).ToHashSet();
        Found loaded = new();
        LoadInto(loaded, Scope.Nodes.Reached, named);
        LoadInto(loaded, Scope.Nodes.Seen, ends.Where(e => e.Restricts && !Found.Nodes.ContainsKey(e.Id) && !named.Contains(e.Id)).Select(e => e.Id).ToHashSet());
        foreach (var end in ends)
        {
            bool isNew = loaded.Nodes.ContainsKey(end.Id);
            if (!isNew && !Found.Nodes.ContainsKey(end.Id))
            {
                continue;
            }
            // A seal hides a person from every case but their own; of edges that were looked up this is known already.
            if (!Scope.HidesSealed || end.Owner is null || end.Owner == end.Id || !(isNew ? loaded : Found).IsSealed(end.Id))
            {
                reached.Add(end.Id);
                if (isNew && !Found.Nodes.ContainsKey(end.Id))
                {
                    Found.Take(loaded, end.Id);
                }
            }
        }
    }

    private void LoadInto(Found loaded, string sql, HashSet<string> ids)
    {
        // In lots, as long lists of ids would be large objects to the garbage collector, which keeps those for long.
        foreach (string[] lot in ids.Chunk(500))
        {
            using var rows = Query(sql, ("@ids", Records.Ids(lot)));
            while (rows.Next())
            {
                loaded.Node(rows, 0);
            }
        }
    }

    /// <summary>The rows of a statement with the scope's conditions.</summary>
    internal Rows Query(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => _connection.Query(sql, [.. _values, .. values]);

    // Where an edge leads: an id; whose fact says so, when one does; whether the edge is a restriction's.
    private readonly record struct End(string Id, string? Owner, bool Restricts);
}
