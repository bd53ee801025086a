using System.Globalization;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// A pattern as one statement, so that whatever its shape it takes one round trip. Each step goes from a set of nodes to another, each
/// node once; what was found is given at the end, one row for each node and edge.
/// </summary>
internal sealed class PatternCypher
{
    /// <summary>What a row's second column says of the versions of cases, instead of a node's protection.</summary>
    internal const int Versions = -1;

    /// <summary>What a row's second column says of a change that was applied before.</summary>
    internal const int Applied = -2;

    private readonly ScopeCypher _scope;
    private readonly List<string> _clauses = [];
    private readonly List<string> _nodes = [];
    private readonly List<string> _edges = [];
    private bool _applied;

    private PatternCypher(ScopeCypher scope) => _scope = scope;

    /// <summary>The statement of a pattern from <c>$roots</c>.</summary>
    internal static string Statement(ScopeCypher scope, Pattern pattern) => scope.Patterns.GetValue(pattern, p => new PatternCypher(scope).Write(p));

    /// <summary>The statement of a pattern after <see cref="SavingCypher.Begin"/>: it tells what that says too.</summary>
    internal static string StatementOfChange(ScopeCypher scope, Pattern pattern) => SavingCypher.Begin + new PatternCypher(scope) { _applied = true }.Write(pattern);

    /// <summary>
    /// What somebody found is besides: a child whose case is out of scope, somebody whose address is confidential, somebody sealed.
    /// </summary>
    internal static string ProtectionOf(ScopeCypher scope, string node) => $"""
        CASE WHEN {node}:Person THEN CASE WHEN {node}:Child AND NOT {scope.Sees(node)} THEN {(int)Protection.ChildOutOfScope} ELSE 0 END
            + CASE WHEN {ScopeCypher.IsConfidential(node)} THEN {(int)Protection.Confidential} ELSE 0 END
            + CASE WHEN {scope.TellsSealed(node)} THEN {(int)Protection.Sealed} ELSE 0 END
          ELSE 0 END
        """;

    // A commit applies properties before what they make reachable, and indexes last. So when the index has the version that the child has
    // before anything else is read, and the child has it still when all has been, the case is as one commit left it.
    private const string IsIndexed = "EXISTS { MATCH (i:Child) USING INDEX i:Child(id, version) WHERE i.id = c.id AND i.version = c.version }";

    /// <summary>Clauses for each node <c>n</c> with one of some ids that may be seen, whatever its kind.</summary>
    internal static string Seen(ScopeCypher scope, string ids) => scope.IsUnprotected ? $"UNWIND {ids} AS id WITH DISTINCT id MATCH (n:Record {{id: id}})" : $$"""
        UNWIND {{ids}} AS id WITH DISTINCT id MATCH (n:Record {id: id})
        CALL (n) {
          WITH n WHERE n.childId IS NOT NULL AND {{scope.SeesCase("n.childId")}} RETURN true AS seen
          UNION ALL WITH n WHERE n.childId IS NULL AND NOT n:ContactDetail {{scope.Somebody("n")}} RETURN true AS seen
          UNION ALL WITH n WHERE n:ContactDetail MATCH (n)<-[:HAS_CONTACT_DETAIL]-(of:Person) WHERE NOT {{ScopeCypher.IsConfidential("of")}} {{scope.Somebody("of")}} RETURN true AS seen
        }
        WITH n
        """;

    private string Write(Pattern pattern)
    {
        string roots = Set("n", $"{Seen(_scope, "$roots")} RETURN collect(n)");
        _nodes.Add(roots);
        _clauses.Add($"CALL ({roots}) {{ UNWIND {roots} AS c WITH c WHERE c:Child RETURN collect([c.id, c.version, {IsIndexed}]) AS versions }}");
        Follow(roots, null, pattern.Steps);
        if (pattern.People is { } step)
        {
            Follow(Set("p", $"UNWIND {Sum(_nodes)} AS n WITH n WHERE n:Person RETURN collect(DISTINCT n)", [.. _nodes]), null, [step]);
        }
        string protection = ProtectionOf(_scope, "n");
        _clauses.Add($$"""
            WITH {{Sum(_nodes)}} AS nodes, {{Sum(_edges)}} AS edges, versions{{(_applied ? ", applied" : "")}}
            CALL (*) {
              UNWIND nodes AS n WITH DISTINCT n RETURN n AS found, {{protection}} AS protection
              UNION ALL UNWIND edges AS e WITH DISTINCT e RETURN e AS found, 0 AS protection
              UNION ALL UNWIND versions AS was MATCH (c:Record {id: was[0]}) RETURN [was[2], was[1] = c.version] AS found, {{Versions}} AS protection{{(_applied ? $" UNION ALL RETURN applied AS found, {Applied} AS protection" : "")}}
            }
            RETURN found, protection
            """);
        return string.Join('\n', _clauses);
    }

    // Where it is known of what kinds the parents are, ways that none of them can go are left out.
    private void Follow(string parents, HashSet<string>? kinds, IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            if (step.Slice is not null && step.Way == Way.Owned)
            {
                throw new ArgumentException("A slice is of a step that leads to one end.");
            }
            WaysCypher along = new(_scope, step, kinds);
            var ways = along.All;
            string reached = step.Slice is { } slice ? Sliced(parents, ways, slice) : Together(parents, ways);
            _nodes.Add(reached);
            Follow(reached, along.Kinds, step.Then);
        }
    }

    // All that a step reaches from its parents, way by way.
    private string Together(string parents, IReadOnlyList<WayCypher> ways)
    {
        List<string> reached = [];
        foreach (var way in ways)
        {
            string nodes = Name("n"), edges = Name("e");
            string edge = way.HasEdges ? $", collect(DISTINCT e) AS {edges}" : "";
            _clauses.Add($"CALL ({parents}) {{ UNWIND {parents} AS a WITH DISTINCT a {way.Match} RETURN collect(DISTINCT b) AS {nodes}{edge} }}");
            reached.Add(nodes);
            if (way.HasEdges)
            {
                _edges.Add(edges);
            }
        }
        string all = Name("n");
        _clauses.Add($"WITH *, {Sum(reached)} AS {all}");
        return all;
    }

    // The first so many of each parent. Parallel edges lead to one node, which has one place.
    private string Sliced(string parents, IReadOnlyList<WayCypher> ways, Slice slice)
    {
        string nodes = Name("n"), edges = Name("e"), direction = slice.Descending ? " DESC" : "";
        string union = string.Join(" UNION ALL ", ways.Select(w => $"WITH a {w.Match} RETURN b, {(w.HasEdges ? "e" : "null")} AS e"));
        string by = PropertyCypher.Anywhere(_scope, slice.Property, "b").Cypher;
        _clauses.Add(ways.Count == 0 ? $"WITH *, [] AS {nodes}, [] AS {edges}" : $$"""
            CALL ({{parents}}) {
              UNWIND {{parents}} AS a WITH DISTINCT a
              CALL (a) {
                CALL (a) { {{union}} }
                WITH b, collect(e) AS parallel ORDER BY {{by}}{{direction}}, b.id{{direction}} LIMIT {{slice.Take.ToString(CultureInfo.InvariantCulture)}}
                RETURN b, parallel
              }
              WITH collect(DISTINCT b) AS {{nodes}}, collect(parallel) AS lists
              RETURN {{nodes}}, reduce(all = [], list IN lists | all + list) AS {{edges}}
            }
            """);
        _edges.Add(edges);
        return nodes;
    }

    private string Set(string prefix, string cypher, params IReadOnlyList<string> from)
    {
        string name = Name(prefix);
        _clauses.Add($"CALL ({string.Join(", ", from)}) {{ {cypher} AS {name} }}");
        return name;
    }

    private static string Sum(List<string> sets) => sets.Count == 0 ? "[]" : string.Join(" + ", sets);

    private int _names;

    private string Name(string prefix) => $"{prefix}{_names++}";
}

/// <summary>What is told of somebody besides who they are.</summary>
[Flags]
internal enum Protection
{
    ChildOutOfScope = 1,
    Confidential = 2,
    Sealed = 4,
}
