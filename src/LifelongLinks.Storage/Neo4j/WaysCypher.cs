using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>A way from a node <c>a</c> to nodes <c>b</c>, as clauses that follow where <c>a</c> is.</summary>
/// <param name="Match">The clauses.</param>
/// <param name="HasEdges">Whether edges <c>e</c> with properties lie on it.</param>
internal sealed record WayCypher(string Match, bool HasEdges);

/// <summary>
/// The ways a step goes. Where it begins at a fact, the fact's case is in scope already, and what it holds needs no more than to be
/// unsealed; where it begins at somebody, each fact it comes to is held to its case.
/// </summary>
internal sealed class WaysCypher
{
    private readonly ScopeCypher _scope;
    private readonly Step _step;
    private readonly List<Line> _lines;

    internal WaysCypher(ScopeCypher scope, Step step, HashSet<string>? from = null)
    {
        (_scope, _step, _lines) = (scope, step, [.. step.Types.Distinct().Select(Line.Of)]);
        Kinds = step.Way == Way.Out && _lines.All(l => l.IsCase) ? [.. _lines.Select(l => l.Holder!.Label)] : null;
        if (from is not null && step.Way is Way.Out or Way.In)
        {
            _lines.RemoveAll(l => l.Start(step.Way == Way.Out) is { } start && !from.Contains(start));
        }
    }

    /// <summary>Labels of the nodes it leads to, where it leads to facts only; else null.</summary>
    internal HashSet<string>? Kinds { get; }

    /// <summary>Each way, those through the same kind of relationships together.</summary>
    internal IReadOnlyList<WayCypher> All => _step.Way switch
    {
        Way.Cases => [Cases()],
        Way.Owned => [.. Owned()],
        _ => [.. Along()],
    };

    private bool Out => _step.Way == Way.Out;

    private IEnumerable<WayCypher> Along()
    {
        if (Types(l => l.IsCase) is { } facts)
        {
            yield return new($"{(Out ? $"WHERE a:Child AND {_scope.Sees("a")} " : "")}MATCH {Arrow("a", $":{facts}", "b")}", false);
        }
        foreach (var line in _lines.Where(l => l.IsOfNoCase))
        {
            yield return new($"MATCH {Arrow("a", $":{line.Type}", "b")} {_scope.Line(line, Out ? "a" : "b", "", Out ? "b" : "a")}", false);
        }
        // From facts along what they hold.
        var held = _lines.Where(l => l is { Holder: not null, IsCase: false, IsOfNoCase: false } && l.HeldByTail == Out).ToList();
        foreach (var group in held.GroupBy(l => l.IsRestriction))
        {
            string match = $"{OfOneKind(group)}MATCH {Arrow("a", $":{string.Join('|', group.Select(l => l.Type))}", "b")}";
            string restricts = group.Key ? $" {_scope.Somebody("b")}" : "";
            yield return new(_scope.IsUnprotected ? match : $"{match} WITH DISTINCT a.childId AS owner, b WHERE {_scope.IsUnsealed("b", "owner")}{restricts}", false);
        }
        // From somebody, or a fact, to the facts that hold a reference to them.
        if (Types(l => l is { Holder: not null, IsCase: false, IsOfNoCase: false } && l.HeldByTail != Out) is { } holding)
        {
            yield return new($"MATCH {Arrow("a", $":{holding}", "b")} WHERE {_scope.SeesCase("b.childId")} AND {_scope.IsUnsealed("a", "b.childId")}", false);
        }
        foreach (var line in _lines.Where(l => l.Kind is not null))
        {
            (string from, string to) = Out ? ("a", "b") : ("b", "a");
            string start = line.Start(Out)!;
            // What begins at the child belongs to the child's case, and what begins at a fact to the fact's.
            string of = start == "Child" ? $"WHERE a:Child AND {_scope.Sees("a")} " : start == "Person" ? "" : $"WHERE a:{start} ";
            string owner = start == "Child" ? "a.id" : ScopeCypher.OwnerOf("e", from, to);
            string sees = start == "Child" || Graph.NodeKind(start).Type.IsAssignableTo(typeof(CaseNode)) ? "" : $"{_scope.SeesCase(owner)} AND ";
            yield return new($"{of}MATCH {Arrow("a", $"e:{line.Type}", "b")} WHERE {sees}{_scope.Shown(line, from, "e", to, owner)}", true);
        }
    }

    // Both ends of what is recorded in the case of a child.
    private IEnumerable<WayCypher> Owned()
    {
        string child = $"WHERE a:Child AND {_scope.Sees("a")}";
        if (Types(l => l.IsCase) is { } facts)
        {
            yield return new($"{child} MATCH (a)-[:{facts}]->(fact) UNWIND [a, fact] AS b WITH b", false);
        }
        foreach (var line in _lines.Where(l => l is { Holder: not null, IsCase: false, IsOfNoCase: false }))
        {
            string has = line.Holder!.References.Single(r => r.IsCase).Type;
            (string from, string to) = line.HeldByTail ? ("fact", "end") : ("end", "fact");
            yield return new($"{child} MATCH (a)-[:{has}]->(fact) MATCH ({from})-[:{line.Type}]->({to}) WHERE {_scope.Shown(line, from, "", to, "a.id")} {_scope.Restricts(line, to)} UNWIND [fact, end] AS b WITH b", false);
        }
        foreach (var line in _lines.Where(l => l.Kind is not null))
        {
            string owner = line.Kind!.Record == typeof(Relationship) ? "recordedForId" : "childId";
            yield return new($"""
                {child} MATCH (tail)-[e:{line.Type}]->(head) WHERE e.{owner} = a.id AND {_scope.Shown(line, "tail", "e", "head", "a.id")}
                UNWIND [tail, head] AS b WITH e, b
                """, true);
        }
    }

    /// <summary>From a child <c>a</c> whose case is in scope to whomever <c>b</c> it names: the child, whom its facts refer to, the ends of its edges.</summary>
    internal static IEnumerable<string> Naming(ScopeCypher scope)
    {
        string facts = string.Join('|', Line.All.Where(l => l.IsCase).Select(l => l.Type));
        string references = string.Join('|', Line.All.Where(l => l is { Holder: not null, IsCase: false, IsOfNoCase: false, IsRestriction: false }).Select(l => l.Type));
        return
        [
            $"WHERE EXISTS {{ (a)-[:{facts}]->() }} WITH a AS b",
            $"MATCH (a)-[:{facts}]->(fact)-[:{references}]-(b) WITH DISTINCT a.id AS owner, b WHERE {scope.IsUnsealed("b", "owner")}",
            .. new WaysCypher(scope, Step.Owned([.. Line.All.Where(l => l.Kind is not null).Select(l => l.Type)])).All.Select(w => w.Match),
        ];
    }

    // The children whose cases name somebody.
    private WayCypher Cases()
    {
        string match = $"MATCH (a)-[naming]-(other) WHERE NOT type(naming) IN {ScopeCypher.Restricting}";
        string owner = ScopeCypher.OwnerOf("naming", "a", "other");
        return new(_scope.IsUnprotected ? $"{match} WITH DISTINCT {owner} AS owner MATCH (b:Record {{id: owner}})" : $$"""
            {{match}} WITH a, {{owner}} AS owner, collect([naming, other]) AS ways WHERE owner IS NOT NULL
            WITH a, owner, ways WHERE {{_scope.SeesCase("owner")}} AND {{_scope.IsUnsealed("a", "owner")}}
            UNWIND ways AS way WITH owner, way[0] AS naming, way[1] AS other
            WHERE NOT {{_scope.IsSealedTie("naming")}} AND {{_scope.IsUnsealed("other", "owner")}}
            WITH DISTINCT owner MATCH (b:Record {id: owner})
            """, false);
    }

    // Few nodes are of the kind: to know them by their label saves looking along every other.
    private static string OfOneKind(IEnumerable<Line> lines) =>
        lines.Select(l => l.Holder!.Label).Distinct().ToList() is [var label] ? $"WHERE a:{label} " : "";

    private string? Types(Func<Line, bool> among) => _lines.Where(among).ToList() is { Count: > 0 } lines ? string.Join('|', lines.Select(l => l.Type)) : null;

    private string Arrow(string a, string type, string b) => Out ? $"({a})-[{type}]->({b})" : $"({a})<-[{type}]-({b})";
}
