using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>What a read of nodes and edges has found, out of rows of what was found and how it is protected.</summary>
internal sealed class FoundRecords(DataKeys keys)
{
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly List<Edge> _edges = [];
    private readonly HashSet<string> _otherChildren = [], _confidential = [], _sealed = [];

    /// <summary>Whether every case is as one commit left it.</summary>
    internal bool IsOfOneMoment { get; private set; } = true;

    /// <summary>What is kept of a change that was applied before; null when it was not.</summary>
    internal AppliedChange? Applied { get; private set; }

    /// <summary>Takes a row over.</summary>
    internal void Add(IRecord row)
    {
        long protection = (long)row[1]!;
        switch (row[0])
        {
            case var applied when protection == PatternCypher.Applied:
                Applied = applied is INode change ? SavingCypher.Read(change, keys) : null;
                break;
            case IRelationship edge:
                _edges.Add(RecordProperties.Read(edge));
                break;
            case INode node:
                Add(node, (Protection)protection);
                break;
            case IList<object> versions:
                IsOfOneMoment &= versions.All(v => v is true);
                break;
        }
    }

    /// <summary>All of it, as the port has it.</summary>
    internal Subgraph All => new(_nodes, _edges, _confidential) { Sealed = _sealed, OtherChildren = _otherChildren };

    // A child whose case is out of scope is a person like any other: without the version, which would tell that there is a case, and when it changes.
    private void Add(INode found, Protection protection)
    {
        bool outOfScope = protection.HasFlag(Protection.ChildOutOfScope);
        var node = outOfScope ? RecordProperties.ReadPerson(found, keys) with { Version = 1 } : RecordProperties.Read(found, keys);
        _nodes[node.Id] = node;
        if (protection == 0)
        {
            return;
        }
        if (outOfScope)
        {
            _otherChildren.Add(node.Id);
        }
        if (protection.HasFlag(Protection.Confidential))
        {
            _confidential.Add(node.Id);
        }
        if (protection.HasFlag(Protection.Sealed))
        {
            _sealed.Add(node.Id);
        }
    }
}
