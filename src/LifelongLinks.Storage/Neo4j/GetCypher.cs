using System.Collections.Concurrent;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>Nodes and edges with properties by <c>$ids</c>: a row for each that may be seen.</summary>
internal static class GetCypher
{
    private static readonly ConcurrentDictionary<ScopeCypher, string> _statements = [];

    /// <summary>The statement within a scope.</summary>
    internal static string Statement(ScopeCypher scope) => _statements.GetOrAdd(scope, Write);

    private static string Write(ScopeCypher scope)
    {
        var edges = Graph.Edges.Select(kind => $"""
            UNION ALL UNWIND $ids AS id MATCH (a)-[e:{kind.Type} {"{id: id}"}]->(b) {scope.Line(Line.Of(kind.Type), "a", "e", "b")}
            RETURN DISTINCT e AS found, 0 AS protection
            """);
        return $$"""
            {{PatternCypher.Seen(scope, "$ids")}}
            RETURN n AS found, {{PatternCypher.ProtectionOf(scope, "n")}} AS protection
            {{string.Join(Environment.NewLine, edges)}}
            """;
    }
}
