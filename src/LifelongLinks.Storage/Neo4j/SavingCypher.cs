using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The statements of a change.</summary>
internal static class SavingCypher
{
    /// <summary>
    /// What a change begins with: it waits for whoever changes the case now, and says whether this change was applied before. Setting
    /// any property takes the node's lock, and what is read then is what the one before has left.
    /// </summary>
    internal const string Begin = """
        OPTIONAL MATCH (locked:Record {id: $child}) SET locked.changedBy = $change
        WITH count(locked) AS locks
        CALL () { OPTIONAL MATCH (done:Change {id: $change}) RETURN done AS applied }

        """;

    private const string Fingerprint = "Change.fingerprint";

    // Whoever writes what is encrypted waits for whoever changes the data keys, and says so where the key is not the current one any more: see
    // KeyRotation. It comes first, so that everybody takes locks in the same order.
    private static string Hold { get; } = $$"""
        CALL () {
          UNWIND $keys AS id {{KeyCypher.Lock}} WITH id OPTIONAL MATCH (k:DataKey) WITH id, max(k.id) AS newest
          RETURN collect(CASE WHEN newest = id THEN null ELSE 'keys' END) AS stale
        }
        """;

    private const string Create = "CALL () { UNWIND $created AS row CREATE (n:$(row.labels)) SET n = row.properties }";

    private const string Refer =
        "CALL () { UNWIND $referred AS row MATCH (a:Record {id: row.from}) MATCH (b:Record {id: row.to}) CREATE (a)-[:$(row.type)]->(b) }";

    private const string Record = """
        CALL () { UNWIND $applied AS row CREATE (c:Change) SET c = row }
        CALL () { UNWIND $audit AS row CREATE (a:AuditEvent) SET a = row FOREACH (id IN row.childIds | CREATE (:AuditedChild {childId: id, eventId: row.id})) }
        """;

    private static string Tie { get; } =
        Each(t => $"CALL () {{ UNWIND $tied_{t} AS row MATCH (a:Record {{id: row.from}}) MATCH (b:Record {{id: row.to}}) CREATE (a)-[e:{t}]->(b) SET e = row.properties }}");

    /// <summary>Adds what is new, as it is. It answers one row, with a list that is empty, or else with it all is to be undone: the data keys were changed.</summary>
    internal static string Add { get; } = $"{SheetCypher.Forget} {Hold} {Create} {Refer} {Tie} {Record} RETURN stale";

    /// <summary>
    /// All writes of a change, in one round trip. It answers one row of lists: ids of what was changed meanwhile by others (or 'keys'), of what is not
    /// there to refer to, of what belongs to another case, and of what cannot be at the end of an edge; with any of them it is to be undone.
    /// </summary>
    internal static string Statement { get; } = $$"""
        {{SheetCypher.Forget}}
        {{Hold}}
        CALL () {
          UNWIND $guarded AS row MATCH (locked:Record {id: row.id}) SET locked.changedBy = $change
          WITH row MATCH (n:Record {id: row.id})-[e]-(o) WHERE NOT coalesce(e.recordedForId, e.childId, o.childId, $child) IN row.cases
          RETURN collect(row.id) AS named
        }
        CALL () { UNWIND $guarded AS row MATCH (n:Record {id: row.id}) REMOVE n.changedBy }
        CALL () { UNWIND $erased AS id MATCH (n:Record {id: id}) DETACH DELETE n }
        {{Each(t => $"CALL () {{ UNWIND $untied_{t} AS id MATCH ()-[e:{t} {{id: id}}]->() DELETE e }}")}}
        {{Create}}
        CALL () {
          UNWIND $updated AS row MATCH (locked:Record {id: row.id}) SET locked.changedBy = $change
          WITH row MATCH (n:Record {id: row.id})
          WITH n, row, n.version AS before
          SET n = row.properties REMOVE n:$(row.nolonger) SET n:$(row.labels)
          RETURN count(n) AS updated, collect(CASE WHEN before <> row.version THEN row.id END) AS conflicts
        }
        CALL () { UNWIND $unreferred AS row MATCH (a:Record {id: row.from})-[e]->(b:Record {id: row.to}) WHERE type(e) = row.type AND e.id IS NULL DELETE e }
        {{Refer}}
        {{Each(t => $"CALL () {{ UNWIND $retied_{t} AS row MATCH ()-[e:{t} {{id: row.id}}]->() SET e = row.properties }}")}}
        {{Tie}}
        CALL () { UNWIND $counted AS id MATCH (c:Record {id: id}) SET c.version = c.version + 1 }
        CALL () { MATCH (c:Record {id: $child}) REMOVE c.changedBy }
        {{Record}}
        CALL () {
          UNWIND $named AS id OPTIONAL MATCH (n:Record {id: id})
          RETURN collect(CASE WHEN n IS NULL THEN id END) AS missing, collect(CASE WHEN n.childId <> $child THEN id END) AS foreign
        }
        CALL () {
          UNWIND $ends AS end MATCH (n:Record {id: end.id}) WHERE NOT end.label IN labels(n)
          RETURN collect(end.type + ' leads to or from a ' + end.label + '; ' + end.id + ' is none.') AS misplaced
        }
        RETURN stale + named + conflicts + CASE WHEN updated < size($updated) THEN ['gone'] ELSE [] END AS conflicts, missing, foreign, misplaced
        """;

    /// <summary>Whether the row says that the data keys were changed meanwhile.</summary>
    internal static bool IsStale(IRecord row) => ((IList<object>)row[0]!).Contains("keys");

    /// <summary>Whether the row says that the writes may stay; false when others changed something meanwhile.</summary>
    /// <exception cref="ArgumentException">The caller cannot mean what was written.</exception>
    internal static bool IsSound(IRecord row)
    {
        string? First(int column) => ((IList<object>)row[column]!).FirstOrDefault() as string;
        if (First(0) is not null)
        {
            return false;
        }
        string? wrong = First(1) is { } missing ? $"There is no node {missing} to refer to."
            : First(2) is { } foreign ? $"{foreign} belongs to another case: a fact may not refer to it."
            : First(3);
        return wrong is null ? true : throw new ArgumentException(wrong);
    }

    /// <summary>A node to be written; for one to be replaced, with the version it has to have.</summary>
    internal static Dictionary<string, object?> Row(Node node, DataKeys keys, int? version = null)
    {
        var kind = Graph.KindOf(node);
        return new()
        {
            ["id"] = node.Id,
            ["labels"] = RecordProperties.Labels(kind),
            // Of a child who is a plain person again.
            ["nolonger"] = Graph.Nodes.Where(k => k.Also == kind.Label).Select(k => k.Label).ToList(),
            ["version"] = (long?)version,
            ["properties"] = RecordProperties.Node(kind.Label).Write(node, keys),
        };
    }

    /// <summary>An edge to be written.</summary>
    internal static Dictionary<string, object?> Row(Edge edge)
    {
        var kind = Graph.KindOf(edge);
        return new() { ["from"] = kind.From(edge), ["to"] = kind.To(edge), ["id"] = edge.Id, ["properties"] = RecordProperties.Edge(kind.Type).Write(edge) };
    }

    /// <summary>A reference to be written or deleted.</summary>
    internal static Dictionary<string, object?> Row((string From, string Type, string To) reference) =>
        new() { ["from"] = reference.From, ["type"] = reference.Type, ["to"] = reference.To };

    /// <summary>A change that was applied.</summary>
    internal static Dictionary<string, object?> Row(AppliedChange change, DataKeys keys) => new()
    {
        ["id"] = change.Id,
        ["changed"] = change.ChangedIds.ToList(),
        ["childId"] = change.ChildId,
        ["at"] = change.At is { } at ? StoredAs.Moment(at) : null,
        ["action"] = change.Action,
        ["fingerprint"] = change.Fingerprint is { } given ? keys.Encrypt(given, Fingerprint, change.Id) : null,
        ["result"] = change.ResultId,
    };

    /// <summary>A change that was applied, out of what the database gave.</summary>
    internal static AppliedChange Read(INode change, DataKeys keys)
    {
        var kept = change.Properties;
        return new((string)kept["id"], [.. ((IList<object>)kept["changed"]).Cast<string>()])
        {
            ChildId = kept.GetValueOrDefault("childId") as string,
            At = (kept.GetValueOrDefault("at") as ZonedDateTime)?.ToDateTimeOffset(),
            Action = kept.GetValueOrDefault("action") as string,
            Fingerprint = kept.GetValueOrDefault("fingerprint") is string stored ? keys.DecryptWhileKept(stored, Fingerprint, (string)kept["id"]) : null,
            ResultId = kept.GetValueOrDefault("result") as string,
        };
    }

    /// <summary>An audit event; it counts once for each child.</summary>
    internal static Dictionary<string, object> Row(AuditEvent audit) => RecordProperties.Audit.Write(audit with { ChildIds = [.. audit.ChildIds.Distinct()] });

    private static string Each(Func<string, string> section) => string.Join(Environment.NewLine, Graph.Edges.Select(e => section(e.Type)));
}
