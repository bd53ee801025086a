using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>A property of a node in Cypher.</summary>
internal static class PropertyCypher
{
    /// <summary>A property of nodes of a label.</summary>
    internal static (string Cypher, IReadOnlyList<Sort> Sorts) Of(ScopeCypher scope, string label, string name, string node) =>
        RecordKind.Node(label).Property(name) is { } property
            ? (Shown(scope, property.Name, node), [property.Sort])
            : throw new ArgumentException($"{label} has no single value {name}.");

    /// <summary>A property of whatever node is at the end of an edge; of a child out of scope only what any person has.</summary>
    internal static (string Cypher, IReadOnlyList<Sort> Sorts) Anywhere(ScopeCypher scope, string name, string node)
    {
        List<(string Name, Sort Sort)> found = [.. Graph.Nodes.Select(n => RecordKind.Node(n.Label).Property(name)).OfType<(string, Sort)>()];
        if (found.Count == 0 || EncryptedField.All.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"No node has a single value {name}.");
        }
        string property = Shown(scope, found[0].Name, node);
        bool everybodys = RecordKind.Node("Person").Property(name) is not null;
        return (everybodys ? property : $"CASE WHEN NOT {node}:Child OR {scope.Sees(node)} THEN {property} END", [.. found.Select(f => f.Sort).Distinct()]);
    }

    // The version of a child whose case is out of scope is not shown, so it is not searched either.
    private static string Shown(ScopeCypher scope, string name, string node) =>
        name == "version" ? $"CASE WHEN NOT {node}:Child OR {scope.Sees(node)} THEN {node}.version ELSE 1 END" : $"{node}.`{name}`";
}
