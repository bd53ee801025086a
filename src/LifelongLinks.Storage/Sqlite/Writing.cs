using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// The writes of one change, within its transaction. What the caller could not mean (a fact of another child's case, a reference to
/// nothing) throws, and then nothing of it is written.
/// </summary>
internal sealed class Writing
{
    private readonly Connection _connection;
    private readonly string _childId;
    private readonly List<string> _changed = [];
    private readonly HashSet<string> _referred = [];
    private readonly HashSet<string> _naming = [];

    // Whether there is nothing of the case yet: then what belongs to it need not be looked for.
    private readonly bool _isNew;

    private Writing(Connection connection, string childId, bool isNew = false) => (_connection, _childId, _isNew) = (connection, childId, isNew);

    /// <summary>Saves a change decided on the case as it stood; null when that, or a node it replaces, has changed since.</summary>
    internal static ChangeResult? Save(Connection connection, CaseChange change, int? caseVersion, Changes changes) =>
        new Writing(connection, change.ChildId) is var writing && writing.CaseVersion() == caseVersion ? writing.Save(change, caseVersion, changes) : null;

    /// <summary>Saves a case that is new; null when there is one, or somebody it brings is another than the one who is there.</summary>
    internal static ChangeResult? SaveNew(Connection connection, CaseChange change, Changes changes) =>
        new Writing(connection, change.ChildId, isNew: true) is var writing && writing.CaseVersion() is null ? writing.Save(change, null, changes) : null;

    private ChangeResult? Save(CaseChange change, int? caseVersion, Changes changes)
    {
        if (changes.NamedOnlyIn.Any(n => IsNamedBesides(n.Key, n.Value)))
        {
            return null;
        }
        foreach (string id in changes.Erased)
        {
            Erase(id);
        }
        foreach (var node in changes.Nodes)
        {
            if (!Save(node))
            {
                return null;
            }
        }
        foreach (var edge in changes.Edges)
        {
            Save(edge);
        }
        CheckReferences();
        CountVersion(caseVersion);
        if (_changed.Count > 0)
        {
            SheetSql.Forget(_connection, _childId, CaseVersion() is not null, _naming);
        }
        var applied = AppliedChange.Of(change, changes, _changed);
        ChangeSql.Add(_connection, applied);
        var audited = change.Audited(_changed);
        AuditTrail.Add(_connection, audited);
        return new(ChangeStatus.Applied, null, applied) { Audited = audited };
    }

    // The version of the case; null where there is none, also of somebody who has none yet.
    private int? CaseVersion() =>
        (int)_connection.Number("SELECT version FROM node WHERE id = @id AND label = 'Child'", ("@id", _childId)) is > 0 and int version ? version : null;

    // Every edge at somebody belongs to the case that names them, but for that to a contact detail.
    private bool IsNamedBesides(string id, IReadOnlyList<string> cases) => _connection.Number("""
        SELECT EXISTS (SELECT 1 FROM edge WHERE from_id = @id AND owner IS NOT NULL AND owner NOT IN (SELECT value FROM json_each(@cases)))
          OR EXISTS (SELECT 1 FROM edge WHERE to_id = @id AND owner IS NOT NULL AND owner NOT IN (SELECT value FROM json_each(@cases)))
        """, ("@id", id), ("@cases", Records.Ids(cases))) != 0;

    // The cases that name somebody, before they are another.
    private void Name(string id)
    {
        using var rows = _connection.Query("SELECT owner FROM edge WHERE from_id = @id UNION SELECT owner FROM edge WHERE to_id = @id", ("@id", id));
        while (rows.Next())
        {
            if (rows.TextOrNull(0) is { } owner)
            {
                _naming.Add(owner);
            }
        }
    }

    private void Erase(string id)
    {
        if (_connection.Number("SELECT EXISTS (SELECT 1 FROM node WHERE id = @id)", ("@id", id)) != 0)
        {
            CheckOwner(id, _connection.Text("SELECT owner FROM node WHERE id = @id", ("@id", id)));
            Name(id);
            // Both halves are statements of their own, so that each uses its index.
            _connection.Run("DELETE FROM edge WHERE from_id = @id", ("@id", id));
            _connection.Run("DELETE FROM edge WHERE to_id = @id", ("@id", id));
            _connection.Run("DELETE FROM node WHERE id = @id", ("@id", id));
            _changed.Add(id);
        }
        else if (_connection.Text("SELECT owner FROM edge WHERE id = @id AND id <> ''", ("@id", id)) is string owner)
        {
            CheckOwner(id, owner);
            _connection.Run("DELETE FROM edge WHERE id = @id AND id <> ''", ("@id", id));
            _changed.Add(id);
        }
    }

    // False: somebody else changed it meanwhile.
    private bool Save(Node node)
    {
        var kind = Graph.KindOf(node);
        var record = RecordKind.Node(kind.Label);
        string? owner = node switch { CaseNode fact => fact.ChildId, Child => node.Id, _ => null };
        CheckOwner(node.Id, owner);
        var stored = _isNew && node is CaseNode ? null : Stored(node.Id);
        if (stored is null)
        {
            Write("INSERT INTO node (body, label, owner, id) VALUES (@body, @label, @owner, @id)", node with { Version = 1 });
            Refer(owner, [], kind.ReferencesOf(node));
            return true;
        }
        var before = Graph.KindOf(stored);
        if (before.Label != kind.Label && before.Label != kind.Also && !(stored is Child && kind.Label == before.Also))
        {
            throw new ArgumentException($"{node.Id} is a {before.Label} and cannot become a {kind.Label}.");
        }
        CheckOwner(node.Id, (stored as CaseNode)?.ChildId ?? (stored as Child)?.Id);
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
            Name(node.Id);
        }
        Write("UPDATE node SET body = @body, label = @label, owner = @owner WHERE id = @id", node with { Version = stored.Version + 1 });
        Refer(owner, before.ReferencesOf(stored), kind.ReferencesOf(node));
        return true;

        void Write(string sql, Node written)
        {
            _connection.Run(sql, ("@body", record.Write(written, _connection.Keys)), ("@label", kind.Label), ("@owner", owner), ("@id", node.Id));
            _changed.Add(node.Id);
        }
    }

    private void Save(Edge edge)
    {
        var kind = Graph.KindOf(edge);
        var record = RecordKind.Edge(kind.Type);
        string owner = kind.Owner(edge);
        CheckOwner(edge.Id, owner);
        int version = 1;
        if (!_isNew && _connection.Text("SELECT type FROM edge WHERE id = @id AND id <> ''", ("@id", edge.Id)) is string type)
        {
            if (type != kind.Type)
            {
                throw new ArgumentException($"{edge.Id} is a {type} and cannot become a {kind.Type}.");
            }
            CheckOwner(edge.Id, _connection.Text("SELECT owner FROM edge WHERE id = @id AND id <> ''", ("@id", edge.Id)));
            version = (int)_connection.Number("SELECT version FROM edge WHERE id = @id AND id <> ''", ("@id", edge.Id));
            string body = _connection.Text("SELECT body FROM edge WHERE id = @id AND id <> ''", ("@id", edge.Id))!;
            if (body == record.Write(edge with { Version = version }))
            {
                return;
            }
            _connection.Run("DELETE FROM edge WHERE id = @id AND id <> ''", ("@id", edge.Id));
            version++;
        }
        CheckEnd(kind.From(edge), kind.FromLabel, kind.Type);
        CheckEnd(kind.To(edge), kind.ToLabel, kind.Type);
        _connection.Run("INSERT INTO edge (from_id, type, to_id, id, owner, body) VALUES (@from, @type, @to, @id, @owner, @body)",
            ("@from", kind.From(edge)), ("@type", kind.Type), ("@to", kind.To(edge)), ("@id", edge.Id), ("@owner", owner),
            ("@body", record.Write(edge with { Version = version })));
        _changed.Add(edge.Id);
    }

    private Node? Stored(string id)
    {
        using var rows = _connection.Query("SELECT id, label, body, 0 FROM node WHERE id = @id", ("@id", id));
        return rows.Next() ? Found.Read(rows, 0) : null;
    }

    private void Refer(string? owner, HashSet<(string From, string Type, string To)> before, HashSet<(string From, string Type, string To)> after)
    {
        foreach (var (from, type, to) in before.Except(after))
        {
            _connection.Run("DELETE FROM edge WHERE from_id = @from AND type = @type AND to_id = @to AND id = ''",
                ("@from", from), ("@type", type), ("@to", to));
        }
        foreach (var (from, type, to) in after.Except(before))
        {
            _connection.Run("INSERT INTO edge (from_id, type, to_id, owner) VALUES (@from, @type, @to, @owner)",
                ("@from", from), ("@type", type), ("@to", to), ("@owner", owner));
            _referred.Add(from);
            _referred.Add(to);
        }
    }

    private void CheckOwner(string id, string? owner)
    {
        if (owner is not null && owner != _childId)
        {
            throw new ArgumentException($"{id} belongs to the case of {owner}: a change of {_childId}'s case may not touch it.");
        }
    }

    private void CheckEnd(string id, string label, string type)
    {
        if (_connection.Text("SELECT label FROM node WHERE id = @id", ("@id", id)) is string found && found != label && Graph.NodeKind(found).Also != label)
        {
            throw new ArgumentException($"{type} leads to or from a {label}; {id} is a {found}.");
        }
        _referred.Add(id);
    }

    // After everything is in its place: each reference leads to something there, and to no fact of another case.
    private void CheckReferences()
    {
        string ids = Records.Ids(_referred);
        if (_connection.Text("SELECT value FROM json_each(@ids) WHERE NOT EXISTS (SELECT 1 FROM node WHERE id = value)", ("@ids", ids)) is string missing)
        {
            throw new ArgumentException($"There is no node {missing} to refer to.");
        }
        if (_connection.Text("SELECT n.id FROM json_each(@ids) i JOIN node n ON n.id = i.value WHERE n.label <> 'Child' AND n.owner <> @child",
            ("@ids", ids), ("@child", _childId)) is string foreign)
        {
            throw new ArgumentException($"{foreign} belongs to another case than {_childId}'s: a fact may not refer to it.");
        }
        if (CaseVersion() is null && _connection.Text(
            "SELECT id FROM node WHERE owner = @child UNION ALL SELECT id FROM edge WHERE owner = @child", ("@child", _childId)) is string left)
        {
            throw new ArgumentException($"The child {_childId} is gone, but {left} is left of the case.");
        }
    }

    // The child's version is the case's: it counts every change of it, whatever part was changed.
    private void CountVersion(int? before)
    {
        if (_changed.Count > 0 && before is not null && CaseVersion() == before)
        {
            _connection.Run("UPDATE node SET body = json_set(body, '$.version', version + 1) WHERE id = @id", ("@id", _childId));
        }
    }
}
