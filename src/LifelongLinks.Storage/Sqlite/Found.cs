using System.Runtime.InteropServices;
using System.Text;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>What a read has found so far: each node and edge read and parsed once, however many steps reach it.</summary>
internal sealed class Found
{
    /// <summary>The columns of a node for <see cref="Node"/>.</summary>
    internal static string NodeColumns(ScopeSql scope, string node) => $"{node}.id, {node}.label, {scope.Sees($"{node}.owner")}, {node}.body";

    private readonly Dictionary<string, Node> _nodes = [];
    private readonly Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly Dictionary<string, Edge> _edges = [];
    private readonly HashSet<string> _otherChildren = [];

    internal Found() => _known = _nodes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Nodes by id.</summary>
    internal Dictionary<string, Node> Nodes => _nodes;

    /// <summary>Ids of the nodes who are children with a case out of scope.</summary>
    internal IReadOnlySet<string> OtherChildren => _otherChildren;

    /// <summary>Edges with properties.</summary>
    internal IReadOnlyCollection<Edge> Edges => _edges.Values;

    /// <summary>The node whose columns begin at one.</summary>
    internal Node Node(Rows rows, int column)
    {
        Span<char> id = stackalloc char[64];
        var utf8 = rows.Utf8(column);
        if (utf8.Length <= id.Length && _known.TryGetValue(id[..Encoding.UTF8.GetChars(utf8, id)], out var known))
        {
            return known;
        }
        var node = Read(rows, column);
        _nodes[node.Id] = node;
        if (IsOtherChild(rows, column))
        {
            _otherChildren.Add(node.Id);
        }
        return node;
    }

    /// <summary>
    /// A node out of its columns. A child whose case is out of scope is a person like any other: without the version, which would tell
    /// that there is a case, and when it changes.
    /// </summary>
    internal static Node Read(Rows rows, int column)
    {
        var body = rows.Utf8(column + 3);
        return IsOtherChild(rows, column)
            ? RecordKind.Node("Person").Read<Person>(body) with { Version = 1 }
            : RecordKind.Node(rows.Text(column + 1)).Read<Node>(body);
    }

    private static bool IsOtherChild(Rows rows, int column) => rows.Utf8(column + 1).SequenceEqual("Child"u8) && !rows.Truth(column + 2);

    /// <summary>The edge whose id, type and body begin at a column, where it has properties.</summary>
    internal void Edge(Rows rows, int column)
    {
        if (rows.IsNull(column + 2))
        {
            return;
        }
        string id = rows.Text(column);
        ref var edge = ref CollectionsMarshal.GetValueRefOrAddDefault(_edges, id, out _);
        edge ??= RecordKind.Edge(rows.Text(column + 1)).Read<Edge>(rows.Utf8(column + 2));
    }
}
