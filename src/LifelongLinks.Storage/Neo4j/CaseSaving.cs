using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// The writes of one change, worked out from the case as it stands and made by one statement. What the caller could not mean (a fact of
/// another child's case, a reference to nothing) throws, and then nothing of it is to be kept.
/// </summary>
internal sealed class CaseSaving
{
    private readonly string _childId;
    private readonly DataKeys _keys;
    private readonly int _key;
    private readonly Dictionary<string, Node> _nodes;
    private readonly Dictionary<string, Edge> _edges;
    private readonly List<string> _changed = [];
    private readonly List<Node> _written = [];
    private readonly List<object> _guarded = [], _erased = [], _created = [], _updated = [], _unreferred = [], _referred = [], _ends = [], _shown = [];
    private readonly Dictionary<string, List<object>> _untied = [], _tied = [], _retied = [];
    private readonly HashSet<string> _named = [];

    private CaseSaving(string childId, Subgraph stored, DataKeys keys)
    {
        // Taken before anything is encrypted: where the keys are changed meanwhile, it is known then.
        (_childId, _keys, _key) = (childId, keys, keys.Current);
        _nodes = new(stored.Nodes);
        _edges = stored.Edges.ToDictionary(e => e.Id);
    }

    /// <summary>Ids of what was changed.</summary>
    internal IReadOnlyList<string> Changed => _changed;

    /// <summary>Ids of what a change would erase or save of which a case knows nothing: new, or another's.</summary>
    internal static List<string> Unknown(Changes changes, Subgraph stored)
    {
        var edges = stored.Edges.Select(e => e.Id).ToHashSet();
        return [.. changes.Erased.Concat(changes.Nodes.Select(n => n.Id)).Concat(changes.Edges.Select(e => e.Id))
            .Where(id => !stored.Nodes.ContainsKey(id) && !edges.Contains(id)).Distinct()];
    }

    /// <summary>The writes of changes to what is stored; null when something was changed meanwhile.</summary>
    internal static CaseSaving? Of(string childId, Subgraph stored, Changes changes, DataKeys keys)
    {
        CaseSaving saving = new(childId, stored, keys);
        foreach (string id in changes.Erased)
        {
            saving.Erase(id);
        }
        foreach (var node in changes.Nodes)
        {
            if (!saving.Save(node))
            {
                return null;
            }
        }
        foreach (var edge in changes.Edges)
        {
            saving.Save(edge);
        }
        saving.CheckNothingIsLeft();
        saving._guarded.AddRange(changes.NamedOnlyIn.Select(n => new Dictionary<string, object?> { ["id"] = n.Key, ["cases"] = n.Value.ToList() }));
        return saving;
    }

    /// <summary>The values that <see cref="SavingCypher.Statement"/> names.</summary>
    internal Dictionary<string, object?> Values(CaseChange change, AppliedChange applied, AuditEvent audit, Case? before)
    {
        // The child's version is the case's: it counts every change of it, whatever part was changed.
        bool counts = _changed.Count > 0 && before is not null && _nodes.ContainsKey(_childId) && !_changed.Contains(_childId);
        Dictionary<string, object?> values = new()
        {
            ["child"] = _childId,
            ["change"] = change.Id,
            ["keys"] = KeyCypher.Held(_written, _key),
            ["forgotten"] = _changed.Count > 0 ? new List<object> { _childId } : [],
            ["shown"] = _shown,
            ["guarded"] = _guarded,
            ["erased"] = _erased,
            ["created"] = _created,
            ["updated"] = _updated,
            ["unreferred"] = _unreferred,
            ["referred"] = _referred,
            ["ends"] = _ends,
            ["named"] = _named.ToList<object>(),
            ["counted"] = counts ? new List<object> { _childId } : [],
            ["applied"] = new List<object> { SavingCypher.Row(applied, _keys) },
            ["audit"] = new List<object> { SavingCypher.Row(audit) },
        };
        foreach (string type in Graph.Edges.Select(e => e.Type))
        {
            values[$"untied_{type}"] = _untied.GetValueOrDefault(type) ?? [];
            values[$"tied_{type}"] = _tied.GetValueOrDefault(type) ?? [];
            values[$"retied_{type}"] = _retied.GetValueOrDefault(type) ?? [];
        }
        return values;
    }

    private void Erase(string id)
    {
        if (_nodes.Remove(id, out var node))
        {
            CheckOwner(id, OwnerOf(node));
            _erased.Add(id);
            if (node is Person)
            {
                _shown.Add(id);
            }
            foreach (var edge in _edges.Values.Where(e => Graph.KindOf(e) is var kind && (kind.From(e) == id || kind.To(e) == id)).ToList())
            {
                _edges.Remove(edge.Id);
            }
            _changed.Add(id);
        }
        else if (_edges.Remove(id, out var edge))
        {
            var kind = Graph.KindOf(edge);
            CheckOwner(id, kind.Owner(edge));
            Among(_untied, kind.Type).Add(id);
            _changed.Add(id);
        }
    }

    // False: somebody else changed it meanwhile.
    private bool Save(Node node)
    {
        var kind = Graph.KindOf(node);
        var record = RecordKind.Node(kind.Label);
        CheckOwner(node.Id, OwnerOf(node));
        if (!_nodes.TryGetValue(node.Id, out var stored))
        {
            Refer([], kind.ReferencesOf(node));
            Keep(_created, 1, null);
            return true;
        }
        var before = Graph.KindOf(stored);
        if (before.Label != kind.Label && before.Label != kind.Also && !(stored is Child && kind.Label == before.Also))
        {
            throw new ArgumentException($"{node.Id} is a {before.Label} and cannot become a {kind.Label}.");
        }
        CheckOwner(node.Id, OwnerOf(stored));
        // What does not change is no conflict, and no new version.
        if (before == kind && record.Write(stored) == record.Write(node with { Version = stored.Version }))
        {
            return true;
        }
        // Facts are guarded by the version of their case; what cases share is guarded by its own.
        if (node is not CaseNode && node.Version != stored.Version)
        {
            return false;
        }
        if (node is Person && !Sheet.SaySame(stored, node))
        {
            _shown.Add(node.Id);
        }
        Refer(before.ReferencesOf(stored), kind.ReferencesOf(node));
        Keep(_updated, stored.Version + 1, stored.Version);
        return true;

        void Keep(List<object> among, int version, int? expected)
        {
            var written = node with { Version = version };
            among.Add(SavingCypher.Row(written, _keys, expected));
            _written.Add(written);
            _nodes[node.Id] = written;
            _changed.Add(node.Id);
        }
    }

    private void Save(Edge edge)
    {
        var kind = Graph.KindOf(edge);
        var record = RecordKind.Edge(kind.Type);
        CheckOwner(edge.Id, kind.Owner(edge));
        int version = 1;
        var among = _tied;
        if (_edges.TryGetValue(edge.Id, out var stored))
        {
            var before = Graph.KindOf(stored);
            if (before != kind)
            {
                throw new ArgumentException($"{edge.Id} is a {before.Type} and cannot become a {kind.Type}.");
            }
            CheckOwner(edge.Id, kind.Owner(stored));
            version = stored.Version;
            if (record.Write(stored) == record.Write(edge with { Version = version }))
            {
                return;
            }
            version++;
            if (kind.From(stored) == kind.From(edge) && kind.To(stored) == kind.To(edge))
            {
                among = _retied;
            }
            else
            {
                Among(_untied, kind.Type).Add(edge.Id);
            }
        }
        var written = edge with { Version = version };
        Among(among, kind.Type).Add(SavingCypher.Row(written));
        foreach (var (id, label) in new[] { (kind.From(edge), kind.FromLabel), (kind.To(edge), kind.ToLabel) })
        {
            _ends.Add(new Dictionary<string, object?> { ["id"] = id, ["label"] = label, ["type"] = kind.Type });
            _named.Add(id);
        }
        _edges[edge.Id] = written;
        _changed.Add(edge.Id);
    }

    private void Refer(HashSet<(string From, string Type, string To)> before, HashSet<(string From, string Type, string To)> after)
    {
        _unreferred.AddRange(before.Except(after).Select(SavingCypher.Row));
        foreach (var reference in after.Except(before))
        {
            _referred.Add(SavingCypher.Row(reference));
            _named.Add(reference.From);
            _named.Add(reference.To);
        }
    }

    private void CheckOwner(string id, string? owner)
    {
        if (owner is not null && owner != _childId)
        {
            throw new ArgumentException($"{id} belongs to the case of {owner}: a change of {_childId}'s case may not touch it.");
        }
    }

    private void CheckNothingIsLeft()
    {
        if (_nodes.GetValueOrDefault(_childId) is Child)
        {
            return;
        }
        string? left = _nodes.Values.OfType<CaseNode>().FirstOrDefault(f => f.ChildId == _childId)?.Id
            ?? _edges.Values.FirstOrDefault(e => Graph.KindOf(e).Owner(e) == _childId)?.Id;
        if (left is not null)
        {
            throw new ArgumentException($"The child {_childId} is gone, but {left} is left of the case.");
        }
    }

    private static string? OwnerOf(Node node) => node switch { CaseNode fact => fact.ChildId, Child child => child.Id, _ => null };

    private static List<object> Among(Dictionary<string, List<object>> lists, string type) =>
        lists.TryGetValue(type, out var list) ? list : lists[type] = [];
}
