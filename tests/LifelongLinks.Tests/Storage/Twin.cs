using System.Text;

namespace LifelongLinks.Tests.Storage;

/// <summary>What a store has to answer, from lists in memory by looking at everything: slow, short and meant to be obviously right.</summary>
internal sealed class Twin
{
    private readonly Scope _scope;
    private readonly Dictionary<string, Node> _nodes;
    private readonly List<Line> _lines;
    private readonly HashSet<string> _cases;

    /// <summary>An edge of any kind; a reference has no record.</summary>
    internal sealed record Line(string Type, string From, string To, string? Owner, Edge? Record);

    internal Twin(Scope scope, IEnumerable<Node> nodes, IEnumerable<Edge> edges)
    {
        _scope = scope;
        _nodes = nodes.ToDictionary(n => n.Id);
        _lines =
        [
            .. from node in _nodes.Values
               from reference in Graph.KindOf(node).References
               from id in reference.Ids(node).Distinct()
               select reference.Outgoing ? new Line(reference.Type, node.Id, id, OwnerOf(node), null) : new Line(reference.Type, id, node.Id, OwnerOf(node), null),
            .. from edge in edges
               let kind = Graph.KindOf(edge)
               select new Line(kind.Type, kind.From(edge), kind.To(edge), kind.Owner(edge), edge),
        ];
        _cases = [.. _nodes.Values.OfType<Child>().Where(InScope).Select(c => c.Id)];
    }

    internal Subgraph Get(IReadOnlyList<string> ids) =>
        Answer(ids.Where(Visible), _lines.Where(l => l.Record is { } edge && ids.Contains(edge.Id) && Visible(l)));

    internal Subgraph Expand(IEnumerable<string> roots, Pattern pattern)
    {
        HashSet<string> found = [.. roots.Where(Visible)];
        HashSet<Line> lines = [];
        Follow([.. found], pattern.Steps, found, lines);
        if (pattern.People is { } people)
        {
            Follow([.. found.Where(id => _nodes[id] is Person)], [people], found, lines);
        }
        return Answer(found, lines);
    }

    internal List<Node> Find(Query query)
    {
        var all = _nodes.Values.Where(n => Graph.KindOf(n).Label == query.Label || Graph.KindOf(n).Also == query.Label)
            .Where(n => Visible(n.Id) && (query.Label != "Child" || _cases.Contains(n.Id)))
            .Select(n => Shown(n.Id)).Where(n => query.Where is null || Holds(query.Where, n)).ToList();
        all.Sort((a, b) => query.OrderBy.Select(o => Compare(Value(a, o.Property), Value(b, o.Property)) * (o.Descending ? -1 : 1))
            .Append(string.CompareOrdinal(a.Id, b.Id)).FirstOrDefault(c => c != 0));
        return all;
    }

    internal Neighbourhood Neighbourhood(string personId, int hops, int limit)
    {
        if (!Visible(personId) || _nodes[personId] is not Person)
        {
            return new([], [], false);
        }
        List<(string Id, int Hops)> people = [(personId, 0)];
        var ties = _lines.Where(l => l.Type == "RELATED_TO" && Visible(l)).ToList();
        for (int hop = 1; hop <= hops; hop++)
        {
            var seen = people.Select(p => p.Id).ToHashSet();
            people.AddRange(ties.SelectMany(t => new[] { (t.From, t.To), (t.To, t.From) }).Where(t => seen.Contains(t.Item1) && !seen.Contains(t.Item2))
                .Select(t => t.Item2).Distinct().Order(StringComparer.Ordinal).Select(id => (id, hop)));
        }
        var kept = people.Take(limit).ToList();
        var among = kept.Select(p => p.Id).ToHashSet();
        return new([.. kept.Select(p => new Neighbour((Person)Shown(p.Id), p.Hops))],
            [.. ties.Where(t => among.Contains(t.From) && among.Contains(t.To)).Select(t => (Relationship)t.Record!).OrderBy(r => r.Id, StringComparer.Ordinal)],
            people.Count > limit);
    }

    private void Follow(IReadOnlyList<string> parents, IReadOnlyList<Step> steps, HashSet<string> found, HashSet<Line> lines)
    {
        foreach (var step in steps)
        {
            HashSet<string> reached = [];
            foreach (string parent in parents)
            {
                var ways = _lines.Where(Visible).SelectMany<Line, (Line? Line, string To)>(l => step.Way switch
                {
                    Way.Cases => l.Owner is not null && !Graph.RestrictionEdges.Contains(l.Type) && (l.From == parent || l.To == parent) ? [(null, l.Owner)] : [],
                    _ when !step.Types.Contains(l.Type) => [],
                    Way.Out => l.From == parent ? [(l, l.To)] : [],
                    Way.In => l.To == parent ? [(l, l.From)] : [],
                    _ => l.Owner == parent ? [(l, l.From), (l, l.To)] : [],
                }).ToList();
                if (step.Slice is { } slice)
                {
                    var kept = ways.Select(w => w.To).Distinct().ToList();
                    kept.Sort((a, b) => (slice.Descending ? -1 : 1) * (Compare(Value(Shown(a), slice.Property), Value(Shown(b), slice.Property)) is not 0 and int c
                        ? c : string.CompareOrdinal(a, b)));
                    ways = [.. ways.Where(w => kept.Take(slice.Take).Contains(w.To))];
                }
                reached.UnionWith(ways.Select(w => w.To));
                lines.UnionWith(ways.Select(w => w.Line).OfType<Line>());
            }
            found.UnionWith(reached);
            Follow([.. reached], step.Then, found, lines);
        }
    }

    private Subgraph Answer(IEnumerable<string> ids, IEnumerable<Line> lines)
    {
        var nodes = ids.Distinct().ToDictionary(id => id, Shown);
        var people = nodes.Values.OfType<Person>().Select(p => p.Id).ToList();
        return new(nodes, [.. lines.Select(l => l.Record).OfType<Edge>()], people.Where(IsConfidential).ToHashSet())
        {
            Sealed = people.Where(p => (!_scope.Unprotected || _scope.TellsSealed) && IsSealed(p)).ToHashSet(),
            OtherChildren = people.Where(p => _nodes[p] is Child && !_cases.Contains(p)).ToHashSet(),
        };
    }

    private static string? OwnerOf(Node node) => (node as CaseNode)?.ChildId;

    private bool InScope(Child child) =>
        _scope.Unprotected || _scope.Authority || (_scope.Self && _scope.Subject is not null && child.Subject == _scope.Subject)
        || _lines.Any(l => l.Record is Oversight o && o.ChildId == child.Id && o.Holds(_scope.Today) && _scope.Overseeing.Contains(o.Role)
            && _scope.Subject is not null && ((Worker)_nodes[o.WorkerId]).Subject == _scope.Subject)
        || _lines.Any(l => l.Record is InTeam t && t.ChildId == child.Id && t.Holds(_scope.Today) && _scope.Teams.Contains(((Team)_nodes[t.TeamId]).Name));

    private IEnumerable<Restriction> InForce(RestrictionKind kind) =>
        _nodes.Values.OfType<Restriction>().Where(r => r.Kind == kind && r.InForce(_scope.Today));

    private bool IsSealed(string personId) => InForce(RestrictionKind.SealedAdoption).Any(r => r.AgainstId == personId);

    private bool IsConfidential(string personId) => InForce(RestrictionKind.ConfidentialAddress).Any(r => r.ProtectsId == personId);

    // Remembered, for it is asked over and over.
    private readonly Dictionary<string, bool> _visible = [];

    private bool Visible(string id) => _visible.TryGetValue(id, out bool known) ? known : _visible[id] = IsVisible(id);

    private bool IsVisible(string id) => _nodes.TryGetValue(id, out var node) && (_scope.Unprotected || node switch
    {
        CaseNode fact => _cases.Contains(fact.ChildId),
        ContactDetail detail => Visible(detail.PersonId) && !IsConfidential(detail.PersonId),
        Child when _cases.Contains(id) => true,
        Worker worker when _scope.Subject is not null && worker.Subject == _scope.Subject => true,
        _ => !IsSealed(id) && _lines.Any(l => (l.From == id || l.To == id) && l.Owner is not null && !Graph.RestrictionEdges.Contains(l.Type) && Visible(l)),
    });

    private readonly Dictionary<Line, bool> _seen = new(ReferenceEqualityComparer.Instance);

    private bool Visible(Line line) => _seen.TryGetValue(line, out bool known) ? known : _seen[line] = IsVisible(line);

    private bool IsVisible(Line line)
    {
        if (_scope.Unprotected)
        {
            return true;
        }
        if (line.Owner is null)
        {
            return Visible(line.From) && Visible(line.To);
        }
        bool SealedHere(string id) => id != line.Owner && IsSealed(id);
        return _cases.Contains(line.Owner) && !SealedHere(line.From) && !SealedHere(line.To)
            && !(line.Record is { } edge && InForce(RestrictionKind.SealedAdoption).Any(r => r.TieId == edge.Id))
            && (!Graph.RestrictionEdges.Contains(line.Type) || Visible(line.To));
    }

    private Node Shown(string id) => _nodes[id] is Child child && !_cases.Contains(id)
        ? new Person
        {
            Id = id,
            Name = child.Name,
            KnownAs = child.KnownAs,
            Pronouns = child.Pronouns,
            FormerNames = child.FormerNames,
            DateOfBirth = child.DateOfBirth,
            Died = child.Died,
            ErasedOn = child.ErasedOn,
        }
        : _nodes[id];

    private bool Holds(Filter filter, Node node) => filter switch
    {
        Filter.And and => and.All.All(f => Holds(f, node)),
        Filter.Or or => or.Any.Any(f => Holds(f, node)),
        Filter.Not not => !Holds(not.Inner, node),
        Filter.Some some => _lines.Any(l => l.Type == some.EdgeType && Visible(l) && (some.Way == Way.Out ? l.From : l.To) == node.Id
            && Holds(some.Inner, Shown(some.Way == Way.Out ? l.To : l.From))),
        Filter.Property p => Holds(p, Value(node, p.Name)),
        _ => throw new ArgumentException("no such filter"),
    };

    private static bool Holds(Filter.Property p, object? value) => p.Is switch
    {
        Comparison.Eq => Equals(value, Plain(p.Value)),
        Comparison.Neq => !Equals(value, Plain(p.Value)),
        Comparison.In => ((IEnumerable<object?>)p.Value!).Select(Plain).Contains(value),
        Comparison.Nin => !((IEnumerable<object?>)p.Value!).Select(Plain).Contains(value),
        _ when value is null || p.Value is null => false,
        Comparison.Gt => Compare(value, Plain(p.Value)) > 0,
        Comparison.Gte => Compare(value, Plain(p.Value)) >= 0,
        Comparison.Lt => Compare(value, Plain(p.Value)) < 0,
        Comparison.Lte => Compare(value, Plain(p.Value)) <= 0,
        Comparison.Contains => Lower(value).Contains(Lower(p.Value), StringComparison.Ordinal),
        _ => Lower(value).StartsWith(Lower(p.Value), StringComparison.Ordinal),
    };

    private static string Lower(object text) => string.Concat(((string)text).Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));

    private static object? Value(Node node, string property) => Plain(node.GetType().GetProperty(property)?.GetValue(node));

    private static object? Plain(object? value) => value switch { Enum word => Words.Of(word.ToString()), int number => (double)number, _ => value };

    // Missing is beyond everything; text by code point, which is the order of its UTF-8.
    private static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)),
        (IComparable x, _) => x.CompareTo(b),
        _ => throw new ArgumentException("no order"),
    };
}
