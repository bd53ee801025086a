using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>Get and expand, within one snapshot: a statement for the roots and one for each step.</summary>
internal static class Reading
{
    private static readonly HashSet<string> _types =
        [.. Graph.Nodes.SelectMany(n => n.References).Select(r => r.Type), .. Graph.Edges.Select(e => e.Type)];
    private static readonly string[] _withProperties = [.. Graph.Edges.Select(e => e.Type)];

    /// <summary>Nodes and edges with properties by id.</summary>
    internal static Subgraph Get(Connection connection, Scope scope, IReadOnlyCollection<string> ids)
    {
        Found found = new();
        ScopeSql sql = new(scope);
        Load(connection, sql, found, ids);
        LoadEdges(connection, sql, found, ids);
        return Answer(connection, sql, found);
    }

    /// <summary>What lies along a pattern.</summary>
    internal static Subgraph Expand(Connection connection, Scope scope, IReadOnlyCollection<string> roots, Pattern pattern)
    {
        Found found = new();
        ScopeSql sql = new(scope);
        Load(connection, sql, found, roots);
        Follow(connection, sql, found, [.. found.Nodes.Keys], pattern.Steps);
        if (pattern.People is { } step)
        {
            Follow(connection, sql, found, [.. found.Nodes.Values.OfType<Person>().Select(p => p.Id)], [step]);
        }
        return Answer(connection, sql, found);
    }

    /// <summary>Throws for a type of relationship that is not declared.</summary>
    internal static void CheckType(string type)
    {
        if (!_types.Contains(type))
        {
            throw new ArgumentException($"There is no relationship {type}.");
        }
    }

    /// <summary>Nodes by id into what was found.</summary>
    internal static void Load(Connection connection, ScopeSql sql, Found found, IReadOnlyCollection<string> ids)
    {
        using var rows = connection.Query(
            $"{sql.With}SELECT {Found.NodeColumns(sql, "n")} FROM json_each(@ids) i CROSS JOIN node n ON n.id = i.value WHERE {sql.Node("n")}",
            [.. sql.Values, ("@ids", Records.Ids(ids))]);
        while (rows.Next())
        {
            found.Node(rows, 0);
        }
    }

    private static void LoadEdges(Connection connection, ScopeSql sql, Found found, IReadOnlyCollection<string> ids)
    {
        // A reference has no id: asked for by none, it is none.
        using var rows = connection.Query(
            $"""
            {sql.With}SELECT e.id, e.type, e.body FROM json_each(@ids) i CROSS JOIN edge e ON e.id = i.value AND e.id <> ''
            WHERE {sql.Edge("e", _withProperties)}
            """, [.. sql.Values, ("@ids", Records.Ids(ids))]);
        while (rows.Next())
        {
            found.Edge(rows, 0);
        }
    }

    private static void Follow(Connection connection, ScopeSql sql, Found found, HashSet<string> parents, IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            string statement = Statement(sql, step);
            if (parents.Count == 0)
            {
                continue;
            }
            HashSet<string> reached = [];
            using (var rows = connection.Query(statement, [.. sql.Values, ("@parents", Records.Ids(parents)), ("@take", step.Slice?.Take)]))
            {
                while (rows.Next())
                {
                    found.Edge(rows, 0);
                    reached.Add(found.Node(rows, 3).Id);
                }
            }
            Follow(connection, sql, found, reached, step.Then);
        }
    }

    // One statement for a step: the id, type and body of each edge and the node at its other end.
    private static string Statement(ScopeSql sql, Step step)
    {
        foreach (string type in step.Types)
        {
            CheckType(type);
        }
        if (step.Slice is not null && step.Way == Way.Owned)
        {
            throw new ArgumentException("A slice is of a step that leads to one end.");
        }
        // Many types of a node with few edges: read them all rather than look for each type.
        string types = $"{(step.Types.Count > 2 ? "+" : "")}e.type IN {ScopeSql.List(step.Types)}";
        string from = step.Way switch
        {
            Way.Out => $"edge e ON e.from_id = p.value AND {types} CROSS JOIN node n ON n.id = e.to_id",
            Way.In => $"edge e ON e.to_id = p.value AND {types} CROSS JOIN node n ON n.id = e.from_id",
            Way.Owned => $"edge e ON e.owner = p.value AND {types} CROSS JOIN node n ON n.id IN (e.from_id, e.to_id)",
            _ => Cases(sql),
        };
        (string edge, string where) = step.Way == Way.Cases
            ? ("NULL, NULL, NULL", "TRUE") : ("e.id, e.type, e.body", sql.Edge("e", step.Types));
        string columns = $"{edge}, {Found.NodeColumns(sql, "n")}";
        string source = $"FROM json_each(@parents) p CROSS JOIN {from} WHERE {where}";
        if (step.Slice is not { } slice)
        {
            return $"{sql.With}SELECT {columns} {source}";
        }
        string order = FindSql.OrderBy(PropertySql.Anywhere(sql, slice.Property, "n").Sql, slice.Descending) + (slice.Descending ? ", n.id DESC" : ", n.id");
        // Parallel edges lead to one node: it has one rank.
        return $"""
            {sql.With}SELECT * FROM (SELECT {columns}, dense_rank() OVER (PARTITION BY p.value ORDER BY {order}) AS place {source}) WHERE place <= @take
            """;
    }

    private static string Cases(ScopeSql sql) => $"""
        node n ON n.id IN (
          SELECT e.owner FROM edge e WHERE e.to_id = p.value AND {sql.Names("e")}
          UNION SELECT e.owner FROM edge e WHERE e.from_id = p.value AND {sql.Names("e")})
        """;

    // Who among the people is protected, in any case.
    private static Subgraph Answer(Connection connection, ScopeSql sql, Found found)
    {
        HashSet<string> confidential = [], hidden = [];
        var people = found.Nodes.Values.OfType<Person>().Select(p => p.Id).ToList();
        if (people.Count > 0)
        {
            using var rows = connection.Query(
                $"SELECT p.value, {ScopeSql.IsConfidential("p.value")}, {sql.IsHidden("p.value")} FROM json_each(@people) p",
                [.. sql.Values, ("@people", Records.Ids(people))]);
            while (rows.Next())
            {
                if (rows.Truth(1))
                {
                    confidential.Add(rows.Text(0));
                }
                if (rows.Truth(2))
                {
                    hidden.Add(rows.Text(0));
                }
            }
        }
        return new(found.Nodes, [.. found.Edges], confidential) { Sealed = hidden, OtherChildren = found.OtherChildren };
    }
}
