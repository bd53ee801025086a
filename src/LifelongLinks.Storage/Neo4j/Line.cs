using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>A type of relationship as the declaration has it: which end says to whose case it belongs, and where somebody stands.</summary>
internal sealed class Line
{
    private static readonly Dictionary<string, Line> _byType = Declared().ToDictionary(l => l.Type);

    private Line(string type) => Type = type;

    /// <summary>Every type of relationship.</summary>
    internal static IReadOnlyCollection<Line> All => _byType.Values;

    /// <summary>A type that is declared; an <see cref="ArgumentException"/> for another.</summary>
    internal static Line Of(string type) => _byType.TryGetValue(type, out var line) ? line : throw new ArgumentException($"There is no relationship {type}.");

    internal string Type { get; }

    /// <summary>The kind of edge, where it carries properties.</summary>
    internal EdgeKind? Kind { get; private init; }

    /// <summary>The kind of node that holds the reference, where it is one.</summary>
    internal NodeKind? Holder { get; private init; }

    /// <summary>Whether the node that holds the reference is its tail.</summary>
    internal bool HeldByTail { get; private init; }

    /// <summary>Whether it leads from the child to a fact of their case.</summary>
    internal bool IsCase { get; private init; }

    /// <summary>Whether it belongs to no case.</summary>
    internal bool IsOfNoCase => Holder is { } holder && !holder.Type.IsAssignableTo(typeof(CaseNode));

    /// <summary>Whether it is a restriction's: being named by it alone makes nobody visible.</summary>
    internal bool IsRestriction => Graph.RestrictionEdges.Contains(Type);

    /// <summary>The label of what it begins at, at its tail or its head; null when the declaration does not say.</summary>
    internal string? Start(bool tail) => Kind is { } kind ? (tail ? kind.FromLabel : kind.ToLabel) : HeldByTail == tail ? Holder!.Label : IsCase ? "Child" : null;

    /// <summary>Whether its tail may be somebody under a seal.</summary>
    internal bool FromSomebody => Kind is { } kind ? IsSomebody(kind.FromLabel) : !HeldByTail;

    /// <summary>Whether its head may be somebody under a seal.</summary>
    internal bool ToSomebody => Kind is { } kind ? IsSomebody(kind.ToLabel) : HeldByTail;

    private static bool IsSomebody(string label) => Graph.NodeKind(label) is { Label: "Person" } or { Also: "Person" };

    private static IEnumerable<Line> Declared() =>
    [
        .. from kind in Graph.Nodes
           from reference in kind.References
           select new Line(reference.Type) { Holder = kind, HeldByTail = reference.Outgoing, IsCase = reference.IsCase },
        .. Graph.Edges.Select(kind => new Line(kind.Type) { Kind = kind }),
    ];
}
