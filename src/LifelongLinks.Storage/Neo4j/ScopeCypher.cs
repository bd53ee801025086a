using System.Runtime.CompilerServices;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// The scope of a read as conditions in Cypher: domain.md section 6, as <see cref="IStore"/> puts it. An edge belongs to the case of the
/// fact at one of its ends, or to the child it names itself; everything else follows from the edges. Conditions are never null where they
/// are negated.
/// </summary>
internal sealed class ScopeCypher
{
    private static readonly ScopeCypher[] _all = [.. Enumerable.Range(0, 16).Select(i => new ScopeCypher((Grounds)i))];
    private static readonly ScopeCypher _ofChange = new(Grounds.Unprotected) { _tellsSealed = true };

    // On what grounds a case is seen. Cypher for grounds that a scope does not have is left out.
    [Flags]
    private enum Grounds
    {
        Unprotected = 8 | 4 | 2 | 1,
        Authority = 8,
        Overseen = 1,
        InTeam = 2,
        Own = 4,
    }

    private readonly Grounds _grounds;
    private bool _tellsSealed;

    // A plain false leads the planner of Neo4j 5.26 astray.
    private const string Never = "$never";

    private ScopeCypher(Grounds grounds) => _grounds = grounds;

    /// <summary>The conditions of a scope.</summary>
    internal static ScopeCypher Of(Scope scope) => scope is { Unprotected: true, TellsSealed: true } ? _ofChange : _all[(int)(
        scope.Unprotected ? Grounds.Unprotected
        : scope.Authority ? Grounds.Authority
        : (scope.Overseeing.Count > 0 && scope.Subject is not null ? Grounds.Overseen : 0)
            | (scope.Teams.Count > 0 ? Grounds.InTeam : 0) | (scope.Self && scope.Subject is not null ? Grounds.Own : 0))];

    /// <summary>The values that the conditions name.</summary>
    internal static Dictionary<string, object?> Values(Scope scope) => new()
    {
        ["today"] = StoredAs.Day(scope.Today),
        ["subject"] = scope.Subject,
        ["roles"] = scope.Overseeing.Select(r => Words.Of(r)).ToList(),
        ["teams"] = scope.Teams.ToList(),
        ["never"] = false,
    };

    /// <summary>The statements for each pattern, written once.</summary>
    internal ConditionalWeakTable<Pattern, string> Patterns { get; } = [];

    /// <summary>Whether nothing is left out.</summary>
    internal bool IsUnprotected => _grounds == Grounds.Unprotected;

    /// <summary>Whether every case is in scope.</summary>
    internal bool IsEverywhere => _grounds.HasFlag(Grounds.Authority);

    /// <summary>Whether the case of a child is in scope.</summary>
    internal string Sees(string child) => IsEverywhere ? $"{child} IS NOT NULL" : SeesAt(child, $"coalesce({child}.subject = $subject, false)");

    /// <summary>Whether the case of the child with an id is in scope.</summary>
    internal string SeesCase(string id) => IsEverywhere ? $"{id} IS NOT NULL"
        : SeesAt($"seen:Record {{id: {id}}}", $"EXISTS {{ (seen:Record {{id: {id}}}) WHERE seen.subject = $subject }}");

    private string SeesAt(string child, string isOwn)
    {
        List<string> ways = [];
        if (_grounds.HasFlag(Grounds.Overseen))
        {
            ways.Add($"EXISTS {{ ({child})<-[overseen:OVERSEES]-(worker:Worker) WHERE {Overseen("worker", "overseen")} }}");
        }
        if (_grounds.HasFlag(Grounds.InTeam))
        {
            ways.Add($"EXISTS {{ ({child})-[inTeam:IN_TEAM]->(team:Team) WHERE {InTeam("team", "inTeam")} }}");
        }
        if (_grounds.HasFlag(Grounds.Own))
        {
            ways.Add(isOwn);
        }
        return ways.Count == 0 ? Never : $"({string.Join(" OR ", ways)})";
    }

    /// <summary>The children whose cases are in scope, as a clause that returns each once by a name.</summary>
    internal string Children(string name)
    {
        List<string> ways = [];
        if (IsEverywhere)
        {
            return $"MATCH ({name}:Child) RETURN {name}";
        }
        if (_grounds.HasFlag(Grounds.Overseen))
        {
            ways.Add($"MATCH (worker:Worker {{subject: $subject}})-[overseen:OVERSEES]->({name}:Child) WHERE {Overseen("worker", "overseen")} RETURN {name}");
        }
        if (_grounds.HasFlag(Grounds.InTeam))
        {
            ways.Add($"MATCH (team:Team)<-[inTeam:IN_TEAM]-({name}:Child) WHERE {InTeam("team", "inTeam")} RETURN {name}");
        }
        if (_grounds.HasFlag(Grounds.Own))
        {
            ways.Add($"MATCH ({name}:Child {{subject: $subject}}) RETURN {name}");
        }
        return ways.Count == 0 ? $"MATCH ({name}:Child) WHERE {Never} RETURN {name}" : string.Join(" UNION ", ways);
    }

    /// <summary>
    /// Clauses that let through only a person or team that may be seen: the child of a case in scope, whom such a case names, and the one
    /// who asks. One way after another, as the planner takes seconds over the same in a nested condition.
    /// </summary>
    internal string Somebody(string node) => IsUnprotected ? "" : $$"""
        CALL ({{node}}) {
          CALL ({{node}}) {
            WITH {{node}} WHERE {{node}}:Child AND {{Sees(node)}} RETURN true AS known
            UNION ALL WITH {{node}} WHERE {{node}}:Worker AND {{node}}.subject = $subject RETURN true AS known
            UNION ALL MATCH ({{node}})-[naming]-(other) WHERE NOT type(naming) IN {{Restricting}}
            WITH {{node}}, naming, other, {{OwnerOf("naming", "other")}} AS owner WHERE {{SeesCase("owner")}}
            WITH {{node}}, naming, other, owner WHERE NOT {{IsSealedTie("naming")}}
            WITH {{node}}, other, owner WHERE {{IsUnsealed("other", "owner")}}
            WITH {{node}} WHERE NOT {{IsSealed(node)}} RETURN true AS known
          }
          RETURN known LIMIT 1
        }
        """;

    /// <summary>The id of the child in whose case an edge was recorded: the edge says so itself, or the fact at its end does.</summary>
    internal static string OwnerOf(string edge, string end, string? otherEnd = null) =>
        $"coalesce({edge}.recordedForId, {edge}.childId, {end}.childId{(otherEnd is null ? "" : $", {otherEnd}.childId")})";

    /// <summary>The relationships of restrictions as a list.</summary>
    internal static string Restricting { get; } = $"[{string.Join(", ", Graph.RestrictionEdges.Select(t => $"'{t}'"))}]";

    /// <summary>Clauses that let through only edges of a type that may be followed and given, of whose ends at least one may be seen.</summary>
    internal string Line(Line line, string from, string edge, string to)
    {
        if (IsUnprotected || line.IsCase && IsEverywhere)
        {
            return "";
        }
        if (line.IsCase)
        {
            return $"WHERE {Sees(from)}";
        }
        if (line.IsOfNoCase)
        {
            return $"WHERE NOT {IsConfidential(from)}";
        }
        string owner = line.Kind is not null ? $"coalesce({edge}.recordedForId, {edge}.childId)" : line.HeldByTail ? $"{from}.childId" : $"{to}.childId";
        return $"WHERE {SeesCase(owner)} AND {Shown(line, from, edge, to, owner)} {Restricts(line, to)}";
    }

    /// <summary>Whether an edge of a case in scope may be followed and given as far as seals go: nothing at it is sealed.</summary>
    internal string Shown(Line line, string from, string edge, string to, string owner)
    {
        if (IsUnprotected)
        {
            return "true";
        }
        List<string> all = [];
        if (line.Kind is not null)
        {
            all.Add($"NOT {IsSealedTie(edge)}");
        }
        if (line.FromSomebody)
        {
            all.Add(IsUnsealed(from, owner));
        }
        if (line.ToSomebody)
        {
            all.Add(IsUnsealed(to, owner));
        }
        return all.Count == 0 ? "true" : string.Join(" AND ", all);
    }

    /// <summary>Clauses that let through an edge of a restriction only where the person at its end is in scope otherwise.</summary>
    internal string Restricts(Line line, string to) => line.IsRestriction ? Somebody(to) : "";

    /// <summary>Whether a seal hides a tie on the day, in any case.</summary>
    internal string IsSealedTie(string edge) => IsUnprotected ? "false" : $$"""
        EXISTS { (tieSeal:Restriction {tieId: {{edge}}.id}) WHERE tieSeal.kind = 'SEALED_ADOPTION' AND {{Holds("tieSeal", "from")}} }
        """;

    /// <summary>Whether it is to be told that a person is under a seal on the day, in any case.</summary>
    internal string TellsSealed(string person) => _tellsSealed || !IsUnprotected ? IsUnderSeal(person) : "false";

    /// <summary>Whether a seal hides a person on the day, in any case.</summary>
    internal string IsSealed(string person) => IsUnprotected ? "false" : IsUnderSeal(person);

    private static string IsUnderSeal(string person) => $$"""
        EXISTS { ({{person}})<-[:AGAINST]-(seal:Restriction) WHERE seal.kind = 'SEALED_ADOPTION' AND {{Holds("seal", "from")}} }
        """;

    /// <summary>A seal hides a person from every case but their own.</summary>
    internal string IsUnsealed(string person, string owner) => IsUnprotected || owner == $"{person}.id" ? "true" : $"({person}.id = {owner} OR NOT {IsSealed(person)})";

    /// <summary>Whether the address of a person is confidential on the day, in any case.</summary>
    internal static string IsConfidential(string person) => $$"""
        EXISTS { ({{person}})<-[:PROTECTS]-(secret:Restriction) WHERE secret.kind = 'CONFIDENTIAL_ADDRESS' AND {{Holds("secret", "from")}} }
        """;

    private static string Overseen(string worker, string edge) => $"{worker}.subject = $subject AND {edge}.role IN $roles AND {Holds(edge, "since")}";

    private static string InTeam(string team, string edge) => $"{team}.name IN $teams AND {Holds(edge, "since")}";

    /// <summary>Days.Holds in Cypher: from the first day, until the first day it no longer holds.</summary>
    internal static string Holds(string fact, string from) => $"coalesce({fact}.{from} <= $today, true) AND coalesce({fact}.until > $today, true)";
}
