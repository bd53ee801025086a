using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// How a step of a pattern is read. What a fact refers to stands in the fact itself, which is at hand when a step begins at it; and the
/// facts of a case are found by their owner. Only what is left is looked up among the edges.
/// </summary>
internal sealed class StepSql
{
    private static readonly HashSet<string> _types =
        [.. Graph.Nodes.SelectMany(n => n.References).Select(r => r.Type), .. Graph.Edges.Select(e => e.Type)];

    private readonly ScopeSql _scope;
    private readonly Step _step;
    private readonly Dictionary<NodeKind, Reference[]> _held;
    private readonly HashSet<string>? _tails;

    /// <summary>The statements of a step within a scope.</summary>
    internal StepSql(ScopeSql scope, Step step)
    {
        (_scope, _step) = (scope, step);
        foreach (string type in step.Types)
        {
            CheckType(type);
        }
        if (step.Slice is not null && step.Way == Way.Owned)
        {
            throw new ArgumentException("A slice is of a step that leads to one end.");
        }
        bool plain = step.Slice is null && step.Way is Way.Out or Way.In;
        _held = plain ? Held(step) : [];
        var facts = plain && step.Way == Way.Out ? Graph.Nodes.Where(n => n.References.Any(r => r.IsCase && step.Types.Contains(r.Type))).ToList() : [];
        var left = step.Types
            .Except(_held.Values.SelectMany(r => r).Select(r => r.Type))
            .Except(facts.SelectMany(f => f.References).Where(r => r.IsCase).Select(r => r.Type)).ToList();
        Facts = facts.Count > 0 ? OfFacts([.. facts.Select(f => f.Label)]) : null;
        if (step.Slice is not null || step.Way == Way.Cases)
        {
            Nodes = OfNodes();
        }
        else if (left.Count > 0)
        {
            Edges = OfEdges(left);
            _tails = Tails(left);
        }
    }

    /// <summary>The facts of the cases of children, as nodes; null when none are asked for.</summary>
    internal string? Facts { get; }

    /// <summary>The nodes at the other end of edges; null when they are found in another way.</summary>
    internal string? Nodes { get; }

    /// <summary>The id, type and body of each edge and the ids of the nodes it leads to, one or two; null when no edge is looked up.</summary>
    internal string? Edges { get; }

    /// <summary>Throws for a type of relationship that is not declared.</summary>
    internal static void CheckType(string type)
    {
        if (!_types.Contains(type))
        {
            throw new ArgumentException($"There is no relationship {type}.");
        }
    }

    /// <summary>What a fact itself says the step leads to: ids, and whether the edge is a restriction's.</summary>
    internal IEnumerable<(string Id, bool Restricts)> HeldBy(CaseNode fact)
    {
        if (!_held.TryGetValue(Graph.KindOf(fact), out var references))
        {
            yield break;
        }
        foreach (var reference in references)
        {
            foreach (string id in reference.Ids(fact))
            {
                yield return (id, Graph.RestrictionEdges.Contains(reference.Type));
            }
        }
    }

    /// <summary>Whether edges may have to be looked up at a node.</summary>
    internal bool MayLeadFrom(Node node) => _tails is null || Graph.KindOf(node) is var kind && (_tails.Contains(kind.Label) || kind.Also is { } also && _tails.Contains(also));

    private static Dictionary<NodeKind, Reference[]> Held(Step step) => Graph.Nodes.Where(n => n.Type.IsAssignableTo(typeof(CaseNode)))
        .Select(n => (Kind: n, References: n.References.Where(r => r.Outgoing == (step.Way == Way.Out) && step.Types.Contains(r.Type)).ToArray()))
        .Where(h => h.References.Length > 0).ToDictionary(h => h.Kind, h => h.References);

    // Where only edges with properties are left, it is known which nodes they begin at.
    private HashSet<string>? Tails(List<string> types)
    {
        var kinds = types.Select(Graph.EdgeKind).ToList();
        return kinds.Any(k => k is null) || _step.Way == Way.Owned ? null : [.. kinds.Select(k => _step.Way == Way.Out ? k!.FromLabel : k!.ToLabel)];
    }

    private string OfFacts(List<string> labels) => $"""
        SELECT {Found.ColumnsOfFact("n")} FROM json_each(@parents) p CROSS JOIN node n ON n.owner = p.value AND n.label IN {ScopeSql.List(labels)}
        WHERE {_scope.Sees("p.value")}
        """;

    private string OfEdges(IReadOnlyList<string> types)
    {
        string type = OfType(types);
        (string on, string ends, string owner) = _step.Way switch
        {
            Way.Out => ($"e.from_id = p.value AND {type}", "e.to_id", "e.owner"),
            Way.In => ($"e.to_id = p.value AND {type}", "e.from_id", "e.owner"),
            _ => ($"e.owner = p.value AND {type}", "e.from_id, e.to_id", "p.value"),
        };
        return $"SELECT e.id, e.type, e.body, {ends} FROM json_each(@parents) p CROSS JOIN edge e ON {on} WHERE {_scope.Edge("e", types, owner)}";
    }

    private string OfNodes()
    {
        string type = OfType(_step.Types);
        (string from, string edge, string where) = _step.Way switch
        {
            Way.Out => ($"edge e ON e.from_id = p.value AND {type} CROSS JOIN node n ON n.id = e.to_id", "e.id, e.type, e.body", _scope.Edge("e", _step.Types)),
            Way.In => ($"edge e ON e.to_id = p.value AND {type} CROSS JOIN node n ON n.id = e.from_id", "e.id, e.type, e.body", _scope.Edge("e", _step.Types)),
            _ => ($"""
                node n ON n.id IN (
                  SELECT e.owner FROM edge e WHERE e.to_id = p.value AND {_scope.Names("e")}
                  UNION SELECT e.owner FROM edge e WHERE e.from_id = p.value AND {_scope.Names("e")})
                """, "NULL, NULL, NULL", "TRUE"),
        };
        string columns = $"{edge}, {Found.ColumnsWithProtection(_scope, "n")}";
        string source = $"FROM json_each(@parents) p CROSS JOIN {from} WHERE {where}";
        if (_step.Slice is not { } slice)
        {
            return $"SELECT {columns} {source}";
        }
        string order = FindSql.OrderBy(PropertySql.Anywhere(_scope, slice.Property, "n").Sql, slice.Descending) + (slice.Descending ? ", n.id DESC" : ", n.id");
        // Parallel edges lead to one node: it has one rank.
        return $"SELECT * FROM (SELECT {columns}, dense_rank() OVER (PARTITION BY p.value ORDER BY {order}) AS place {source}) WHERE place <= @take";
    }

    // Many types of a node that has few: read them all rather than look for each.
    private static string OfType(IReadOnlyList<string> types) => $"{(types.Count > 2 ? "+" : "")}e.type IN {ScopeSql.List(types)}";
}

/// <summary>The statements that read by id, within a scope.</summary>
internal sealed class NodesSql(ScopeSql scope)
{
    private static readonly string[] _withProperties = [.. Graph.Edges.Select(e => e.Type)];

    /// <summary>Nodes that may be seen.</summary>
    internal string Seen { get; } = ById(scope, scope.Node("n"));

    /// <summary>Nodes to which an edge that may be seen leads.</summary>
    internal string Reached { get; } = ById(scope, "TRUE");

    /// <summary>Edges with properties. A reference has no id: asked for by none, it is none.</summary>
    internal string Edges { get; } = $"""
        SELECT e.id, e.type, e.body FROM json_each(@ids) i CROSS JOIN edge e ON e.id = i.value AND e.id <> '' WHERE {scope.Edge("e", _withProperties)}
        """;

    private static string ById(ScopeSql scope, string where) =>
        $"SELECT {Found.ColumnsWithProtection(scope, "n")} FROM json_each(@ids) i CROSS JOIN node n ON n.id = i.value WHERE {where}";
}
