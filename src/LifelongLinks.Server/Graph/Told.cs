using System.Collections.Concurrent;

namespace LifelongLinks.Server;

/// <summary>Of whom an answer tells: noted as it is made, for the audit trail.</summary>
public sealed class Told
{
    // By the child's id: whether the event of a change in the same request names them already.
    private readonly ConcurrentDictionary<string, bool> _children = [];
    private volatile bool _somebody;

    /// <summary>Ids of the children of whose case or own record the answer has something, where no change in the same request names them.</summary>
    public IReadOnlyList<string> ChildIds => [.. _children.Where(c => !c.Value).Select(c => c.Key).Order(StringComparer.Ordinal)];

    /// <summary>Whether nothing is left to write down: the answer tells of nobody, not even how many there are, or its change says so.</summary>
    public bool IsNothing => _children.Values.All(changed => changed) && !(_somebody && _children.IsEmpty);

    /// <summary>Whether it tells of a child already.</summary>
    public bool Has(string childId) => _children.ContainsKey(childId);

    /// <summary>It tells of a child.</summary>
    public void OfChild(string childId) => _children.TryAdd(childId, false);

    /// <summary>It tells of a child whom the event of a change in this request names.</summary>
    public void ByItsChange(string childId) => _children[childId] = true;

    /// <summary>It tells of somebody outside any child's case, or how many there are.</summary>
    public void OfSomebody() => _somebody = true;

    /// <summary>It tells of a person, who is handed back; one who is a child by their own record.</summary>
    public T Of<T>(T person) where T : Person
    {
        if (person is Child)
        {
            OfChild(person.Id);
        }
        OfSomebody();
        return person;
    }
}
