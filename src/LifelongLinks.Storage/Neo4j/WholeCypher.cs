using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The statements of <see cref="IWholeStore"/>.</summary>
internal static class WholeCypher
{
    /// <summary>Changes that were applied, by id.</summary>
    internal const string Applied = "MATCH (c:Change) WHERE c.id > $after RETURN c ORDER BY c.id LIMIT $take";

    /// <summary>Changes that were applied at or after an instant, oldest first.</summary>
    internal const string Since = "MATCH (c:Change) WHERE c.at >= $since RETURN c ORDER BY c.at, c.id LIMIT $take";

    /// <summary>How many there are of what: nodes by the label of their kind.</summary>
    internal static string Count { get; } = string.Join(" UNION ALL ",
    [
        .. Graph.Nodes.Select(k => $"MATCH (n:{k.Label}) WHERE true{string.Concat(Graph.Nodes.Where(o => o.Also == k.Label).Select(o => $" AND NOT n:{o.Label}"))} RETURN '{k.Label}' AS what, count(n) AS number"),
        .. Line.All.Select(l => $"MATCH ()-[e:{l.Type}]->() RETURN '{l.Type}' AS what, count(e) AS number"),
        .. new[] { "Change", "AuditEvent" }.Select(label => $"MATCH (n:{label}) RETURN '{label}' AS what, count(n) AS number"),
    ]);

    /// <summary>The values that <see cref="SavingCypher.Add"/> names.</summary>
    internal static Dictionary<string, object?> Values(Lot lot, DataKeys keys)
    {
        Dictionary<string, object?> values = new()
        {
            // First of all: where the keys are changed while the rest is encrypted, it is known then.
            ["keys"] = KeyCypher.Held(lot.Nodes, keys.Current),
            ["shown"] = new List<object>(),
            ["erased"] = new List<object>(),
            ["forgotten"] = lot.Nodes.OfType<CaseNode>().Select(n => n.ChildId).Concat(lot.Edges.Select(e => Graph.KindOf(e).Owner(e))).Distinct().ToList<object>(),
            ["created"] = lot.Nodes.Select(n => SavingCypher.Row(n, keys)).ToList<object>(),
            ["referred"] = lot.Nodes.SelectMany(n => Graph.KindOf(n).ReferencesOf(n)).Select(SavingCypher.Row).ToList<object>(),
            ["applied"] = lot.Applied.Select(a => SavingCypher.Row(a, keys)).ToList<object>(),
            ["audit"] = lot.Audit.Select(SavingCypher.Row).ToList<object>(),
        };
        foreach (var kind in Graph.Edges)
        {
            values[$"tied_{kind.Type}"] = lot.Edges.Where(e => Graph.KindOf(e) == kind).Select(SavingCypher.Row).ToList<object>();
        }
        return values;
    }
}
