using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// A case as its figures need it, in some kilobytes: what the store keeps beside the case so that the caseload need not be read fact by fact. It is
/// derived: whatever changes what it says takes it away in the same transaction. It says who is who to the case unprotected, as seals and confidential
/// addresses begin and end by the day; they are applied where it is read. In the
/// store it is encrypted: who has the store in their hands cannot tell from it which children live in one home.
/// </summary>
internal sealed class Sheet
{
    private static readonly SheetKind[] _people = [new SheetKind<Person>(), new SheetKind<Child>(), new SheetKind<Worker>()];

    private static readonly SheetKind[] _edges = [.. Graph.Edges.Select(e => SheetKind.Of(e.Record))];

    private static readonly SheetKind[] _facts = [.. Graph.Nodes.Where(n => Caseload.Parts.Has(n.Type)).Select(n => SheetKind.Of(n.Type))];

    // Counted up when sheets are made otherwise though what is kept of each record is the same.
    private const int Version = 1;

    /// <summary>The form of the bytes: a sheet of another form is made anew. Another, with whatever record has another property or word.</summary>
    internal static readonly int Form = BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Version} {string.Join(' ', _people.Concat(_edges).Concat(_facts).Select(kind => SheetFields.Layout(kind.Type)))}"))) & int.MaxValue;

    // Relationships that lead from a fact to somebody: those that the pattern follows.
    private static readonly Dictionary<Type, (Reference Reference, bool Restricts)[]> _toPeople = Graph.Nodes.ToDictionary(n => n.Type, n => n.References
        .Where(r => Caseload.Parts.Pattern.Steps.SelectMany(s => s.Then).Any(s => s.Types.Contains(r.Type)))
        .Select(r => (r, Graph.RestrictionEdges.Contains(r.Type))).ToArray());

    private readonly string _childId;
    private readonly Dictionary<string, Node> _named = [];
    private readonly List<Node> _recorded = [];
    private readonly List<Edge> _tied = [];

    private Sheet(string childId) => _childId = childId;

    /// <summary>The sheets of children out of what a store loaded, unprotected, along the pattern of <see cref="Caseload.Parts"/>.</summary>
    /// <param name="loaded">What was loaded.</param>
    /// <param name="childIds">Whose; of one who is not there is none.</param>
    /// <param name="homes">What stands for a home.</param>
    internal static IReadOnlyDictionary<string, byte[]> Of(Subgraph loaded, IReadOnlyCollection<string> childIds, Func<string, string> homes)
    {
        var sheets = childIds.Where(id => loaded.Node<Child>(id) is not null).ToDictionary(id => id, id => new Sheet(id));
        foreach (var fact in loaded.Nodes.Values.OfType<CaseNode>())
        {
            sheets.GetValueOrDefault(fact.ChildId)?._recorded.Add(fact is Placement placement ? placement with { Home = homes(placement.Home) } : fact);
        }
        foreach (var edge in loaded.Edges)
        {
            sheets.GetValueOrDefault(Graph.KindOf(edge).Owner(edge))?._tied.Add(edge);
        }
        return sheets.ToDictionary(s => s.Key, s => s.Value.Write(loaded));
    }

    /// <summary>Whether sheets say the same of somebody, as they were and as they are.</summary>
    internal static bool SaySame(Node before, Node after)
    {
        if (before.GetType() != after.GetType())
        {
            return false;
        }
        return Written(before).AsSpan().SequenceEqual(Written(after));

        static byte[] Written(Node somebody)
        {
            SheetWriter to = new();
            Array.ForEach(_people, kind => kind.Write(to, [somebody]));
            return to.All;
        }
    }

    /// <summary>Who else's cases and whose presence have to be known to read a sheet: children whom the child is tied to, and whom the restrictions name.</summary>
    internal static (IReadOnlyList<string> Siblings, IReadOnlyList<string> Restricted) Needs(byte[] bytes)
    {
        SheetReader from = new(bytes);
        return (from.Ids(), from.Ids());
    }

    /// <summary>The case of a child out of their sheet, as it is to be seen.</summary>
    internal static Case Read(string childId, byte[] bytes, SheetProtection protection)
    {
        SheetReader from = new(bytes);
        _ = (from.Ids(), from.Ids());
        Sheet sheet = new(childId);
        Array.ForEach(_people, kind => kind.Read(from, p => sheet._named[((Node)p).Id] = (Node)p));
        Array.ForEach(_edges, kind => kind.Read(from, e => sheet._tied.Add((Edge)e)));
        Array.ForEach(_facts, kind => kind.Read(from, f => sheet._recorded.Add((Node)f)));
        return sheet.Seen(protection);
    }

    private byte[] Write(Subgraph loaded)
    {
        HashSet<string> restricted = [];
        Name(_childId);
        foreach (var edge in _tied)
        {
            var kind = Graph.KindOf(edge);
            Name(kind.From(edge));
            Name(kind.To(edge));
        }
        foreach (var (id, restricts) in Naming())
        {
            Name(id);
            if (restricts)
            {
                restricted.Add(id);
            }
        }
        SheetWriter to = new();
        to.Ids([.. _tied.OfType<Relationship>().Select(r => r.OfChild(_childId)).OfType<string>().Where(id => _named.GetValueOrDefault(id) is Child).Distinct()]);
        to.Ids([.. restricted]);
        Array.ForEach(_people, kind => kind.Write(to, _named.Values));
        Array.ForEach(_edges, kind => kind.Write(to, _tied));
        Array.ForEach(_facts, kind => kind.Write(to, _recorded));
        return to.All;

        void Name(string id)
        {
            if (loaded.Node<Person>(id) is { } person)
            {
                _named[id] = person;
            }
        }
    }

    // As IStore has it of the whole authority: a sealed tie is absent, and so is a sealed person with every edge at them, save in their own case; whom
    // only a restriction names is there when they are in scope otherwise.
    private Case Seen(SheetProtection protection)
    {
        HashSet<string> present = [_childId];
        bool IsSealed(string id) => id != _childId && protection.SealedPeople.Contains(id);
        List<Edge> edges = protection.HidesNobody ? _tied : [.. _tied.Where(e =>
            Graph.KindOf(e) is var kind && !protection.SealedTies.Contains(e.Id) && !IsSealed(kind.From(e)) && !IsSealed(kind.To(e)))];
        foreach (var edge in edges)
        {
            var kind = Graph.KindOf(edge);
            present.Add(kind.From(edge));
            present.Add(kind.To(edge));
        }
        foreach (var (id, restricts) in Naming())
        {
            if (!IsSealed(id) && (!restricts || protection.InScope.Contains(id)))
            {
                present.Add(id);
            }
        }
        Dictionary<string, Node> nodes = new(_recorded.Count + present.Count);
        foreach (var fact in _recorded)
        {
            nodes[fact.Id] = fact;
        }
        foreach (string id in present)
        {
            if (_named.TryGetValue(id, out var somebody) || protection.Teams.TryGetValue(id, out somebody))
            {
                nodes[id] = somebody;
            }
        }
        HashSet<string> confidential = [.. present.Where(protection.Confidential.Contains)];
        return Case.All(new(nodes, edges, confidential), [_childId], Caseload.Parts)[_childId];
    }

    // Whom facts name, and whether it is a restriction that does.
    private IEnumerable<(string Id, bool Restricts)> Naming()
    {
        foreach (var fact in _recorded)
        {
            foreach (var (reference, restricts) in _toPeople[fact.GetType()])
            {
                foreach (string id in reference.Ids(fact))
                {
                    yield return (id, restricts);
                }
            }
        }
    }
}

/// <summary>What is hidden on a day, whichever case says so, and who is there to be named.</summary>
/// <param name="SealedPeople">Ids of people under a seal.</param>
/// <param name="SealedTies">Ids of ties under a seal.</param>
/// <param name="Confidential">Ids of people whose address is confidential.</param>
/// <param name="InScope">Ids of those whom restrictions name and who are in scope.</param>
/// <param name="Teams">Every team by id.</param>
internal sealed record SheetProtection(
    IReadOnlySet<string> SealedPeople, IReadOnlySet<string> SealedTies, IReadOnlySet<string> Confidential, IReadOnlySet<string> InScope, IReadOnlyDictionary<string, Node> Teams)
{
    /// <summary>Whether there is no seal at all.</summary>
    internal bool HidesNobody { get; } = SealedPeople.Count == 0 && SealedTies.Count == 0;
}

/// <summary>A kind of records on a sheet.</summary>
internal abstract class SheetKind
{
    /// <summary>The kind of a type of record.</summary>
    internal static SheetKind Of(Type type) => (SheetKind)Activator.CreateInstance(typeof(SheetKind<>).MakeGenericType(type))!;

    /// <summary>The type of record.</summary>
    internal abstract Type Type { get; }

    /// <summary>Writes those of the kind, by id.</summary>
    internal abstract void Write(SheetWriter to, IEnumerable<object> records);

    /// <summary>Reads those of the kind.</summary>
    internal abstract void Read(SheetReader from, Action<object> each);
}

/// <summary>A kind of records on a sheet.</summary>
internal sealed class SheetKind<T> : SheetKind where T : class
{
    internal override Type Type => typeof(T);

    internal override void Write(SheetWriter to, IEnumerable<object> records) =>
        SheetFields<T>.WriteAll(to, [.. records.Where(r => r.GetType() == typeof(T)).Cast<T>().OrderBy(r => (r as Node)?.Id ?? (r as Edge)!.Id, StringComparer.Ordinal)]);

    internal override void Read(SheetReader from, Action<object> each)
    {
        for (int count = from.Count(); count > 0; count--)
        {
            each(SheetFields<T>.Read(from));
        }
    }
}
