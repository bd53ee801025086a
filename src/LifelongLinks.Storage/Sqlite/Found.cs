using System.Runtime.InteropServices;
using System.Text;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>What a read has found so far: each node and edge read and parsed once, however many steps reach it.</summary>
internal sealed class Found
{
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly Dictionary<string, Edge> _edges = [];
    private readonly HashSet<string> _otherChildren = [], _confidential = [], _sealed = [];

    internal Found() => _known = _nodes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Nodes by id.</summary>
    internal Dictionary<string, Node> Nodes => _nodes;

    /// <summary>Whether somebody found is under a seal.</summary>
    internal bool IsSealed(string id) => _sealed.Contains(id);

    /// <summary>The columns of a node of any kind for <see cref="Read"/>.</summary>
    internal static string Columns(ScopeSql scope, string node) => $"{node}.id, {node}.label, {node}.body, {OutOfScope(scope, node)}";

    /// <summary>The columns of a node of any kind for <see cref="Node"/>: with who is protected, in any case.</summary>
    internal static string ColumnsWithProtection(ScopeSql scope, string node) => $"""
        {node}.id, {node}.label, {node}.body, CASE WHEN {ScopeSql.IsPerson(node)} THEN {OutOfScope(scope, node)}
          + {(int)Protection.Confidential} * {ScopeSql.IsConfidential($"{node}.id")} + {(int)Protection.Sealed} * {scope.IsHidden($"{node}.id")} END
        """;

    /// <summary>The columns of a fact in scope for <see cref="Node"/>.</summary>
    internal static string ColumnsOfFact(string node) => $"{node}.id, {node}.label, {node}.body, 0";

    private static string OutOfScope(ScopeSql scope, string node) => $"({node}.label = 'Child' AND NOT {scope.Sees($"{node}.owner")})";

    // What the last column says of somebody.
    [Flags]
    private enum Protection
    {
        ChildOutOfScope = 1,
        Confidential = 2,
        Sealed = 4,
    }

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
        var protection = ProtectionOf(rows, column);
        if (protection != 0)
        {
            Note(node.Id, protection);
        }
        return node;
    }

    private void Note(string id, Protection protection)
    {
        foreach (var (flag, among) in new[] { (Protection.ChildOutOfScope, _otherChildren), (Protection.Confidential, _confidential), (Protection.Sealed, _sealed) })
        {
            if (protection.HasFlag(flag))
            {
                among.Add(id);
            }
        }
    }

    /// <summary>
    /// A node out of its columns. A child whose case is out of scope is a person like any other: without the version, which would tell
    /// that there is a case, and when it changes.
    /// </summary>
    internal static Node Read(Rows rows, int column)
    {
        var body = rows.Utf8(column + 2);
        return ProtectionOf(rows, column).HasFlag(Protection.ChildOutOfScope)
            ? RecordKind.Node("Person").Read<Person>(body, rows.Keys) with { Version = 1 }
            : RecordKind.Node(rows.Utf8(column + 1)).Read<Node>(body, rows.Keys);
    }

    private static Protection ProtectionOf(Rows rows, int column) => (Protection)rows.Number(column + 3);

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

    /// <summary>Takes over a node, found by another read, with what is known of it.</summary>
    internal void Take(Found other, string id)
    {
        _nodes[id] = other._nodes[id];
        Note(id, (other._otherChildren.Contains(id) ? Protection.ChildOutOfScope : 0)
            | (other._confidential.Contains(id) ? Protection.Confidential : 0) | (other._sealed.Contains(id) ? Protection.Sealed : 0));
    }

    /// <summary>All of it, as the port has it.</summary>
    internal Subgraph All => new(_nodes, [.. _edges.Values], _confidential) { Sealed = _sealed, OtherChildren = _otherChildren };
}
