using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The statements of <see cref="IWholeStore"/>.</summary>
internal static class WholeSql
{
    /// <summary>Adds a lot, within a transaction.</summary>
    internal static void Add(Connection connection, Lot lot)
    {
        foreach (var node in lot.Nodes)
        {
            var kind = Graph.KindOf(node);
            string? owner = node switch { CaseNode fact => fact.ChildId, Child => node.Id, _ => null };
            connection.Run("INSERT INTO node (body, label, owner, id) VALUES (@body, @label, @owner, @id)",
                ("@body", RecordKind.Node(kind.Label).Write(node, connection.Keys)), ("@label", kind.Label), ("@owner", owner), ("@id", node.Id));
            foreach (var (from, type, to) in kind.ReferencesOf(node))
            {
                connection.Run("INSERT INTO edge (from_id, type, to_id, owner) VALUES (@from, @type, @to, @owner)",
                    ("@from", from), ("@type", type), ("@to", to), ("@owner", owner));
            }
        }
        foreach (var edge in lot.Edges)
        {
            var kind = Graph.KindOf(edge);
            connection.Run("INSERT INTO edge (from_id, type, to_id, id, owner, body) VALUES (@from, @type, @to, @id, @owner, @body)",
                ("@from", kind.From(edge)), ("@type", kind.Type), ("@to", kind.To(edge)), ("@id", edge.Id), ("@owner", kind.Owner(edge)),
                ("@body", RecordKind.Edge(kind.Type).Write(edge)));
        }
        foreach (string child in lot.Nodes.Select(n => n is Child ? n.Id : (n as CaseNode)?.ChildId).Concat(lot.Edges.Select(e => Graph.KindOf(e).Owner(e))).OfType<string>().Distinct())
        {
            SheetSql.Forget(connection, child, isThere: true, []);
        }
        foreach (var applied in lot.Applied)
        {
            ChangeSql.Add(connection, applied);
        }
        foreach (var audit in lot.Audit)
        {
            AuditTrail.Add(connection, audit);
        }
    }

    /// <summary>How many there are of what.</summary>
    internal static IReadOnlyDictionary<string, long> Count(Connection connection)
    {
        using var rows = connection.Query("""
            SELECT label, count(*) FROM node GROUP BY label UNION ALL SELECT type, count(*) FROM edge GROUP BY type
            UNION ALL SELECT 'Change', count(*) FROM change UNION ALL SELECT 'AuditEvent', count(*) FROM audit
            """);
        Dictionary<string, long> counts = [];
        while (rows.Next())
        {
            counts[rows.Text(0)] = Convert.ToInt64(rows.Value(1), System.Globalization.CultureInfo.InvariantCulture);
        }
        return counts.Where(c => c.Value > 0).ToDictionary();
    }
}
