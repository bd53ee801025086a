using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The statements that write the published graph: a few for each kind of node and relationship, however many cases there are.</summary>
internal static class PublishedWriting
{
    // What a case owns, from the child: everything that is nobody else's.
    private const string Owned = "HAS_LINK|HAS_PATH|HAS_GAP|HAD_GAP|HAS_PLAN|HAS_REVIEW|HAS_MEASURE|HAS_PLACEMENT|HAS_CONSENT|COMMITS|HAS_OCCASION|HAS_ADHERENCE";

    /// <summary>Takes back what was published of some cases, and puts what is to be published of some in its place.</summary>
    internal static async Task Replace(IAsyncTransaction transaction, IReadOnlyList<PublishedCase> cases, IReadOnlyList<string> gone)
    {
        string[] ids = [.. cases.Select(c => c.ChildId), .. gone];
        var before = await transaction.Rows("UNWIND $ids AS id MATCH (p:Person)-[:IN_NETWORK]->(:Child {id: id}) RETURN DISTINCT p.id", With("ids", ids));
        await transaction.Rows($"UNWIND $ids AS id MATCH (:Child {{id: id}})-[:{Owned}*1..3]->(n) WITH DISTINCT n DETACH DELETE n", With("ids", ids));
        await transaction.Rows("UNWIND $ids AS id MATCH ()-[r:RELATED_TO {case: id}]->() DELETE r", With("ids", ids));
        await transaction.Rows("UNWIND $ids AS id MATCH (:Child {id: id})<-[r:IN_NETWORK|OVERSEES]-() DELETE r", With("ids", ids));
        await transaction.Rows("UNWIND $ids AS id MATCH (:Child {id: id})-[r:IN_TEAM]->() DELETE r", With("ids", ids));
        // Somebody whose own case is no longer published may still be a person in another's.
        await transaction.Rows("UNWIND $ids AS id MATCH (c:Child {id: id}) REMOVE c:Child SET c = {id: id}", With("ids", gone));

        foreach (var nodes in cases.SelectMany(c => c.Nodes.Select(n => (Node: n, Case: c))).GroupBy(n => n.Node.Label))
        {
            var rows = nodes.Select(n => Row(n.Node, n.Case)).ToList();
            await transaction.Rows($"UNWIND $rows AS row {Write(nodes.Key)}", With("rows", rows));
        }
        foreach (var relationships in cases.SelectMany(c => c.Relationships).GroupBy(r => (r.Type, From: r.From.Label, To: r.To.Label)))
        {
            var (type, from, to) = relationships.Key;
            var rows = relationships.Select(r => new Dictionary<string, object?> { ["from"] = r.From.Id, ["to"] = r.To.Id, ["properties"] = r.Properties }).ToList();
            await transaction.Rows(
                $"UNWIND $rows AS row MATCH (a:{from} {{id: row.from}}) MATCH (b:{to} {{id: row.to}}) CREATE (a)-[r:{type}]->(b) SET r = row.properties",
                With("rows", rows));
        }
        var after = cases.SelectMany(c => c.Nodes).Where(n => n.Label is "Person" or "Worker").Select(n => n.Id);
        await Caption(transaction, [.. before.Select(r => (string)r[0]!).Concat(after).Distinct()]);
    }

    /// <summary>Deletes people and teams whom no case names any more.</summary>
    internal static async Task DropWhomNoCaseNames(IAsyncTransaction transaction) => await transaction.Rows(
        "MATCH (n) WHERE (n:Person OR n:Team) AND n.digest IS NULL AND NOT EXISTS { (n)--() } DELETE n", []);

    // Those whom cases share are there once, whichever case comes first; what belongs to a case is new.
    private static string Write(string label) => label switch
    {
        "Child" => "MERGE (n:Person {id: row.id}) SET n = row, n:Child",
        "Worker" => "MERGE (n:Person {id: row.id}) SET n += row, n:Worker",
        "Person" or "Team" => $"MERGE (n:{label} {{id: row.id}})",
        _ => $"CREATE (n:{label}) SET n = row",
    };

    private static Dictionary<string, object?> Row(PublishedNode node, PublishedCase of)
    {
        Dictionary<string, object?> row = node.Properties.ToDictionary(p => p.Key, p => (object?)p.Value);
        row["id"] = node.Id;
        if (node.Label == "Child")
        {
            row["digest"] = of.Digest;
        }
        return row;
    }

    // What somebody is to the children around whom they are; when it differs, of a worker what they are at work.
    private static async Task Caption(IAsyncTransaction transaction, IReadOnlyList<string> people) => await transaction.Rows(
        """
        UNWIND $ids AS id
        MATCH (p:Person {id: id}) WHERE NOT p:Child
        OPTIONAL MATCH (p)-[n:IN_NETWORK]->()
        WITH p, collect(DISTINCT n.kind) AS kinds
        SET p.caption = replace(toLower(CASE WHEN size(kinds) = 1 THEN kinds[0] WHEN p.role IS NOT NULL THEN p.role WHEN size(kinds) > 1 THEN 'SEVERAL' ELSE 'PERSON' END), '_', ' ')
        """, With("ids", people));

    private static Dictionary<string, object?> With(string name, object value) => new() { [name] = value };
}
