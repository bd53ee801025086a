using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The statements about data keys, and about values encrypted by them.</summary>
internal static class KeyCypher
{
    /// <summary>Waits for whoever else holds the data keys, and holds them to the end of the transaction: setting a property takes the node's lock.</summary>
    internal const string Lock = "MATCH (held:Schema {name: 'lifelong-links'}) SET held.held = true";

    private const string Hold = $"{Lock} WITH count(held) AS holds OPTIONAL MATCH (k:DataKey) RETURN coalesce(max(k.id), 0)";

    private static readonly Dictionary<string, object?> _none = [];

    /// <summary>The data keys, from the server that writes: those who follow it may not have the newest yet.</summary>
    internal static Task<IReadOnlyList<WrappedKey>> All(Neo4jSessions sessions, CancellationToken cancel) => sessions.Write(async transaction =>
    {
        var rows = await transaction.Rows("MATCH (k:DataKey) RETURN k.id, k.withPlain, k.wrapped ORDER BY k.id", _none);
        return ((IReadOnlyList<WrappedKey>)[.. rows.Select(r => new WrappedKey(checked((int)(long)r[0]!), (bool)r[1]!, (string)r[2]!))], false);
    }, cancel);

    /// <summary>Adds one, unless somebody has added one beyond another.</summary>
    internal static Task Add(Neo4jSessions sessions, DataKeys keys, int beyond, bool withPlain, CancellationToken cancel) =>
        Change(sessions, beyond, "CREATE (k:DataKey) SET k = $key", () => new() { ["key"] = Row(keys.New(beyond + 1, withPlain)) }, cancel);

    /// <summary>Replaces one.</summary>
    internal static Task Replace(Neo4jSessions sessions, WrappedKey key, CancellationToken cancel) =>
        Change(sessions, null, "MATCH (k:DataKey {id: $id}) SET k = $key", () => new() { ["id"] = (long)key.Id, ["key"] = Row(key) }, cancel);

    /// <summary>Removes those before the current one.</summary>
    internal static Task RemoveBefore(Neo4jSessions sessions, int current, CancellationToken cancel) =>
        Change(sessions, current, $"CALL () {{ {SheetCypher.ForgetBefore} }} MATCH (k:DataKey) WHERE k.id < $id DELETE k", () => new() { ["id"] = (long)current }, cancel);

    /// <summary>Values of a property, of so many nodes after one.</summary>
    internal static Task<IReadOnlyList<StoredValue>> Values(Neo4jSessions sessions, EncryptedField field, string after, int take, CancellationToken cancel) =>
        sessions.Read(
            // In the order of the index, so that each node is looked at once, however many there are.
            $"MATCH (n:Record) USING INDEX n:Record(id) WHERE n.id > $after AND n:{field.Label} RETURN n.id, n.{field.Name} ORDER BY n.id LIMIT $take",
            new() { ["after"] = after, ["take"] = (long)take },
            rows => (IReadOnlyList<StoredValue>)[.. rows.Select(r => new StoredValue((string)r[0]!, (string?)r[1]))], cancel);

    /// <summary>Puts values in the place of others, as far as those still stand there, if a key is still the current one.</summary>
    internal static Task Replace(Neo4jSessions sessions, EncryptedField field, IReadOnlyList<StoredValue> values, int key, CancellationToken cancel) => Change(sessions, key, $$"""
        UNWIND $rows AS row MATCH (locked:Record {id: row.id}) SET locked.changedBy = 'keys'
        WITH row MATCH (n:Record {id: row.id}) WHERE n.{{field.Name}} = row.stored SET n.{{field.Name}} = row.anew
        WITH count(n) AS replaced UNWIND $rows AS row MATCH (n:Record {id: row.id}) REMOVE n.changedBy
        """, () => new() { ["rows"] = values.Select(v => new Dictionary<string, object?> { ["id"] = v.Id, ["stored"] = v.Stored, ["anew"] = v.Anew }).ToList<object>() }, cancel);

    /// <summary>The data key that has to be the current one still when nodes are written: none, where nothing of them is encrypted.</summary>
    internal static List<object> Held(IEnumerable<Node> written, int key) =>
        written.Any(n => EncryptedFields.Of(n.GetType()) is not null) ? [(long)key] : [];

    // While nobody else changes the keys; not at all, where another than the one expected is the current one.
    private static Task<bool> Change(Neo4jSessions sessions, int? current, string statement, Func<Dictionary<string, object?>> values, CancellationToken cancel) =>
        sessions.Write(async transaction =>
        {
            long newest = (long)(await transaction.Rows(Hold, _none)).Single()[0]!;
            bool changes = current is null || current == newest;
            if (changes)
            {
                await transaction.Rows(statement, values());
            }
            return (changes, changes);
        }, cancel);

    private static Dictionary<string, object?> Row(WrappedKey key) => new() { ["id"] = (long)key.Id, ["withPlain"] = key.WithPlain, ["wrapped"] = key.Wrapped };
}
