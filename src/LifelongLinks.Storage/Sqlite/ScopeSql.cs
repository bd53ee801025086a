using System.Globalization;
using System.Runtime.CompilerServices;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// The scope of a read as conditions in SQL: domain.md section 6, as <see cref="IStore"/> puts it. An edge is there when its case is in
/// scope, unless it touches somebody under a seal and is not of that person's own case; everything else follows from the edges.
/// </summary>
internal sealed class ScopeSql
{
    private static readonly string _people =
        List(Graph.Nodes.Where(n => n.Label == "Person" || n.Also == "Person").Select(n => n.Label));
    private static readonly HashSet<string> _ofCase = [.. Graph.CaseFacts];

    // References of nodes that belong to no case (a contact detail's person): such an edge is there when both its ends are.
    private static readonly HashSet<string> _ofNoCase =
        [.. Graph.Nodes.Where(n => !n.Type.IsAssignableTo(typeof(CaseNode))).SelectMany(n => n.References).Select(r => r.Type)];

    // Where a seal can be: at an end that is somebody, and on a tie itself. Most references have one such end, which halves the looking.
    private static readonly Dictionary<string, (bool From, bool To, bool Tie)> _sealed =
        Graph.Edges.Select(e => (e.Type, Seal: (IsSomebody(e.FromLabel), IsSomebody(e.ToLabel), true)))
            .Concat(Graph.Nodes.SelectMany(n => n.References).Select(r => (r.Type, Seal: (!r.Outgoing, r.Outgoing, false))))
            .ToDictionary(t => t.Type, t => t.Seal);

    private enum Cases
    {
        // Every case, and nothing is protected.
        Unprotected,
        // The same, and it is told who is under a seal.
        OfChange,
        // Every case.
        All,
        // Those of the one who asks, looked up as they come: for reads that begin from a few nodes.
        OwnOneByOne,
        // Those of the one who asks, listed first: for searches, which come by many.
        OwnListed,
    }

    private static readonly ScopeSql[] _all = [.. Enum.GetValues<Cases>().Select(c => new ScopeSql(c))];

    private readonly Cases _cases;

    /// <summary>Whether a seal hides anybody.</summary>
    internal bool HidesSealed => !IsUnprotected;

    private bool IsUnprotected => _cases is Cases.Unprotected or Cases.OfChange;

    private ScopeSql(Cases cases) => _cases = cases;

    /// <summary>The conditions of a scope for a read that begins from a few nodes.</summary>
    internal static ScopeSql FromFew(Scope scope) =>
        _all[(int)(scope.Unprotected ? Everything(scope) : scope.Authority ? Cases.All : Cases.OwnOneByOne)];

    /// <summary>The conditions of a scope for a search.</summary>
    internal static ScopeSql FromMany(Scope scope) =>
        _all[(int)(scope.Unprotected ? Everything(scope) : scope.Authority ? Cases.All : Cases.OwnListed)];

    private static Cases Everything(Scope scope) => scope.TellsSealed ? Cases.OfChange : Cases.Unprotected;

    /// <summary>The values that the conditions name.</summary>
    internal static (string Name, object? Value)[] Values(Scope scope) =>
    [
        ("@today", scope.Today.ToString("O", CultureInfo.InvariantCulture)),
        ("@subject", scope.Subject),
        ("@roles", Records.Ids(scope.Overseeing.Select(r => Words.Of(r)))),
        ("@teams", Records.Ids(scope.Teams)),
        ("@self", scope.Self ? 1 : 0),
    ];

    /// <summary>The statements of each pattern's steps, written once.</summary>
    internal ConditionalWeakTable<Step, StepSql> Steps { get; } = [];

    /// <summary>The statements of reads by id, written once.</summary>
    internal NodesSql Nodes => field ??= new(this);

    /// <summary>What a statement begins with: the cases in scope, where they are listed.</summary>
    internal string With => _cases != Cases.OwnListed ? "" : $"""
        WITH visible (child) AS MATERIALIZED (
          SELECT o.to_id {Overseen}
          UNION SELECT i.from_id {InTeams}
          UNION SELECT c.id {Itself})

        """;

    private static string Overseen => $"""
        FROM node w CROSS JOIN edge o ON o.from_id = w.id AND o.type = 'OVERSEES'
        WHERE w.subject = @subject AND w.label = 'Worker' AND {Holds("o", "since")} AND o.role IN (SELECT value FROM json_each(@roles))
        """;

    private static string InTeams => $"""
        FROM json_each(@teams) m CROSS JOIN node t ON t.label = 'Team' AND t.name = m.value
          CROSS JOIN edge i ON i.to_id = t.id AND i.type = 'IN_TEAM' WHERE {Holds("i", "since")}
        """;

    private static string Itself => "FROM node c WHERE c.subject = @subject AND c.label = 'Child' AND @self";

    private static bool IsSomebody(string label) => Graph.NodeKind(label) is { Label: "Person" } or { Also: "Person" };

    /// <summary>Texts as a list in SQL.</summary>
    internal static string List(IEnumerable<string> texts) => $"({string.Join(", ", texts.Select(t => $"'{t}'"))})";

    /// <summary>Whether the case of an owner is in scope.</summary>
    internal string Sees(string owner) => _cases switch
    {
        Cases.Unprotected or Cases.OfChange => "TRUE",
        Cases.All => $"{owner} IS NOT NULL",
        Cases.OwnListed => $"{owner} IN (SELECT child FROM visible)",
        _ => $"""
            (EXISTS (SELECT 1 {Overseen} AND o.to_id = {owner}) OR EXISTS (SELECT 1 {InTeams} AND i.from_id = {owner})
              OR EXISTS (SELECT 1 {Itself} AND c.id = {owner}))
            """,
    };

    /// <summary>Whether a node may be seen, whatever its kind.</summary>
    internal string Node(string node) => IsUnprotected ? "TRUE" : $"""
        ({Sees($"{node}.owner")} OR ({node}.owner IS NULL OR {node}.label = 'Child') AND
          CASE WHEN {node}.label = 'ContactDetail' THEN {Detail(node)} ELSE {Named(node)} END)
        """;

    /// <summary>Whether a node of one label may be seen as one of that label.</summary>
    internal string NodeOf(string label, string node) =>
        IsUnprotected ? "TRUE"
        : label == "Child" || Graph.NodeKind(label).Type.IsAssignableTo(typeof(CaseNode)) ? Sees($"{node}.owner")
        : label == "ContactDetail" ? Detail(node)
        : $"({Sees($"{node}.owner")} OR {Named(node)})";

    /// <summary>
    /// A condition that holds for everybody and every team that may be seen, and few others: to look at those whom the cases in scope
    /// name rather than at everybody there is. Null where every case is in scope.
    /// </summary>
    internal string? Candidate(string label, string node) => _cases != Cases.OwnListed || NodeOf(label, node) == Sees($"{node}.owner") ? null : $"""
        {node}.id IN (
          SELECT c.from_id FROM visible v CROSS JOIN edge c ON c.owner = v.child AND +c.type NOT IN {List(_ofCase)}
          UNION ALL SELECT c.to_id FROM visible v CROSS JOIN edge c ON c.owner = v.child AND +c.type NOT IN {List(_ofCase)}
          UNION ALL SELECT child FROM visible
          UNION ALL SELECT w.id FROM node w WHERE w.subject = @subject AND w.label = 'Worker')
        """;

    /// <summary>
    /// Whether an edge of one of some types may be followed and given; both its ends are nodes that edges of no restriction name. The owner
    /// can be named by what is joined first, so that its case is looked up once.
    /// </summary>
    internal string Edge(string edge, IReadOnlyList<string> types, string? owner = null)
    {
        owner ??= $"{edge}.owner";
        if (IsUnprotected)
        {
            return "TRUE";
        }
        var noCase = types.Where(_ofNoCase.Contains).ToList();
        var ofCase = types.Where(_ofCase.Contains).ToList();
        var others = types.Except(noCase).Except(ofCase).ToList();
        List<string> ways = [];
        // From the child to a fact of their own case: nobody else is at it.
        if (ofCase.Count > 0)
        {
            ways.Add($"{edge}.type IN {List(ofCase)} AND {Sees(owner)}");
        }
        if (noCase.Count > 0)
        {
            ways.Add($"{edge}.type IN {List(noCase)} AND NOT {IsConfidential($"{edge}.from_id")}");
        }
        ways.AddRange(others.GroupBy(t => _sealed[t]).Select(g => Unsealed(edge, owner, [.. g], g.Key.From, g.Key.To, g.Key.Tie)));
        var restricts = others.Where(Graph.RestrictionEdges.Contains).ToList();
        string named = restricts.Count == 0 ? "" : $"""
             AND ({edge}.type NOT IN {List(restricts)} OR EXISTS (SELECT 1 FROM node r WHERE r.id = {edge}.to_id AND {Node("r")}))
            """;
        return ways.Count == 0 ? "FALSE" : $"(({string.Join(" OR ", ways)}){named})";
    }

    /// <summary>Whether an edge of any type names somebody in a case in scope: what makes both its ends visible.</summary>
    internal string Names(string edge) => IsUnprotected ? $"{edge}.owner IS NOT NULL AND {NotRestricting(edge)}" : $"""
        {NotRestricting(edge)} AND {Shown(edge)} AND {Unsealed($"{edge}.from_id", edge)} AND {Unsealed($"{edge}.to_id", edge)}
        """;

    /// <summary>Whether the address of a person is confidential on the day, in any case.</summary>
    internal static string IsConfidential(string person) => $"""
        EXISTS (SELECT 1 FROM node s WHERE s.kind = 'CONFIDENTIAL_ADDRESS' AND s."protectsId" = {person} AND {Holds("s", "\"from\"")})
        """;

    /// <summary>Whether a person is under a seal on the day, in any case.</summary>
    internal string IsHidden(string person) => _cases == Cases.Unprotected ? "FALSE" : IsSealed(person);

    private string Unsealed(string edge, string owner, IReadOnlyList<string> types, bool from, bool to, bool tie) =>
        $"{edge}.type IN {List(types)} AND {(tie ? Shown(edge, owner) : Sees(owner))}"
        + (from ? $" AND {Unsealed($"{edge}.from_id", edge)}" : "") + (to ? $" AND {Unsealed($"{edge}.to_id", edge)}" : "");

    // A person or team that some case in scope names, and the one who asks.
    private string Named(string node) => $"""
        ({node}.label = 'Worker' AND {node}.subject = @subject OR NOT {IsSealed(node + ".id")} AND (
          EXISTS (SELECT 1 FROM edge x WHERE x.to_id = {node}.id AND {NotRestricting("x")} AND {Shown("x")} AND {Unsealed("x.from_id", "x")})
          OR EXISTS (SELECT 1 FROM edge x WHERE x.from_id = {node}.id AND {NotRestricting("x")} AND {Shown("x")} AND {Unsealed("x.to_id", "x")})))
        """;

    private string Detail(string node) => $"""
        (NOT {IsConfidential(node + ".\"personId\"")} AND EXISTS (
          SELECT 1 FROM node p WHERE p.id = {node}."personId" AND ({Sees("p.owner")} OR {Named("p")})))
        """;

    private static string NotRestricting(string edge) => $"{edge}.type NOT IN {List(Graph.RestrictionEdges)}";

    // Its case is in scope and it is no sealed tie.
    private string Shown(string edge, string? owner = null) => $"""
        {Sees(owner ?? $"{edge}.owner")} AND ({edge}.id = '' OR NOT EXISTS (
          SELECT 1 FROM node s WHERE s.kind = 'SEALED_ADOPTION' AND s."tieId" = {edge}.id AND {Holds("s", "\"from\"")}))
        """;

    // A seal hides a person from every case but their own.
    private static string Unsealed(string person, string edge) => $"({person} IS {edge}.owner OR NOT {IsSealed(person)})";

    private static string IsSealed(string person) => $"""
        EXISTS (SELECT 1 FROM node s WHERE s.kind = 'SEALED_ADOPTION' AND s."againstId" = {person} AND {Holds("s", "\"from\"")})
        """;

    /// <summary>Days.Holds in SQL: from the first day, until the first day it no longer holds.</summary>
    internal static string Holds(string row, string from) =>
        $"ifnull({row}.{from}, '') <= @today AND ifnull({row}.until, '~') > @today";

    /// <summary>Whether a node is somebody.</summary>
    internal static string IsPerson(string node) => $"{node}.label IN {_people}";
}
