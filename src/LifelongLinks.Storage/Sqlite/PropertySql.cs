using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>A property of a node in SQL: its generated column where the tables have one, else out of its JSON.</summary>
internal static class PropertySql
{
    /// <summary>The generated columns of the table of nodes.</summary>
    internal static readonly HashSet<string> Columns =
    [
        "version", "name", "reference", "subject", "dateOfBirth", "dueOn", "heldOn", "agreedOn", "kind",
        "againstId", "tieId", "protectsId", "personId", "from", "until", "calendarDigest",
    ];

    /// <summary>A property of nodes of a label.</summary>
    internal static (string Sql, IReadOnlyList<Sort> Sorts) Of(ScopeSql scope, string label, string name, string node) =>
        RecordKind.Node(label).Property(name) is { } property
            ? (Shown(scope, property.Name, node), [property.Sort])
            : throw new ArgumentException($"{label} has no single value {name}.");

    /// <summary>A property of whatever node is at the end of an edge; of a child out of scope only what any person has.</summary>
    internal static (string Sql, IReadOnlyList<Sort> Sorts) Anywhere(ScopeSql scope, string name, string node)
    {
        List<(string Name, Sort Sort)> found = [.. Graph.Nodes.Select(n => RecordKind.Node(n.Label).Property(name)).OfType<(string, Sort)>()];
        if (found.Count == 0 || EncryptedField.All.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"No node has a single value {name}.");
        }
        string column = Shown(scope, found[0].Name, node);
        bool everybodys = RecordKind.Node("Person").Property(name) is not null;
        return (everybodys ? column : $"CASE WHEN {node}.label <> 'Child' OR {scope.Sees($"{node}.owner")} THEN {column} END",
            [.. found.Select(f => f.Sort).Distinct()]);
    }

    // The version of a child whose case is out of scope is not shown, so it is not searched either.
    private static string Shown(ScopeSql scope, string name, string node) => name != "version" ? Column(name, node)
        : $"CASE WHEN {node}.label <> 'Child' OR {scope.Sees($"{node}.owner")} THEN {Column(name, node)} ELSE 1 END";

    private static string Column(string name, string node) =>
        Columns.Contains(name) ? $"{node}.\"{name}\"" : name == "id" ? $"{node}.id" : $"json_extract({node}.body, '$.{name}')";
}
