namespace LifelongLinks.Core;

/// <summary>What is to be published of one case, while it is put together: only what is named here gets into it.</summary>
internal sealed class CaseDraft
{
    private readonly Pseudonyms _pseudonyms;
    private readonly Dictionary<string, PublishedNode> _nodes = [];
    private readonly List<PublishedRelationship> _relationships = [];

    internal CaseDraft(Surroundings around, GapThresholds thresholds, Pseudonyms pseudonyms)
    {
        (Around, Thresholds, _pseudonyms) = (around, thresholds, pseudonyms);
        Child = new("Child", pseudonyms.Of(Of.Child.Id));
    }

    internal Surroundings Around { get; }

    internal GapThresholds Thresholds { get; }

    internal Case Of => Around.Own;

    internal DateOnly AsOf => Around.AsOf;

    /// <summary>The child whose case it is.</summary>
    internal PublishedEnd Child { get; }

    /// <summary>Somebody in the case, by nothing but a pseudonym; of workers, what they are.</summary>
    internal PublishedEnd Person(string id)
    {
        string pseudonym = _pseudonyms.Of(id);
        if (pseudonym != Child.Id && !_nodes.ContainsKey(pseudonym))
        {
            _nodes[pseudonym] = Of.Worker(id) is { } worker
                ? new("Worker", pseudonym, Properties([("role", worker.Roles.Cast<Role?>().FirstOrDefault())]))
                : new("Person", pseudonym, Properties([]));
        }
        return new("Person", pseudonym);
    }

    /// <summary>The team with an id.</summary>
    internal PublishedEnd Team(string id) => Add("Team", [id]);

    /// <summary>Something with an id of its own.</summary>
    internal PublishedEnd Add(string label, Node node, params (string Name, object? Value)[] properties) => Add(label, [node.Id], properties);

    /// <summary>Something with an id of its own, added elsewhere.</summary>
    internal PublishedEnd End(string label, Node node) => new(label, _pseudonyms.Of(node.Id));

    /// <summary>Something derived, known by parts that stay the same from one publication to the next.</summary>
    internal PublishedEnd Add(string label, ReadOnlySpan<object?> parts, params (string Name, object? Value)[] properties)
    {
        PublishedEnd end = new(label, _pseudonyms.Of(parts));
        _nodes[end.Id] = new(label, end.Id, Properties(properties));
        return end;
    }

    /// <summary>A relationship between two.</summary>
    internal void Relate(PublishedEnd from, string type, PublishedEnd to, params (string Name, object? Value)[] properties) =>
        _relationships.Add(new(type, from, to, Properties(properties)));

    /// <summary>The case as it is published.</summary>
    internal PublishedCase Finish(Traits traits, params (string Name, object? Value)[] child)
    {
        PublishedNode self = new(Child.Label, Child.Id, Properties(child));
        return new(Child.Id, [self, .. _nodes.Values.OrderBy(n => n.Id, StringComparer.Ordinal)],
            [.. _relationships
                .OrderBy(r => r.Type, StringComparer.Ordinal)
                .ThenBy(r => r.From.Id, StringComparer.Ordinal)
                .ThenBy(r => r.To.Id, StringComparer.Ordinal)], traits);
    }

    private static Dictionary<string, object> Properties(IEnumerable<(string Name, object? Value)> properties) =>
        properties.Where(p => p.Value is not null).ToDictionary(p => p.Name, p => Written(p.Value!));

    // Whatever else a record may hold (a day above all) has no written form here.
    private static object Written(object value) => value switch
    {
        string or bool or long or double => value,
        int number => (long)number,
        Enum word => Words.Of(word.ToString()),
        System.Collections.IEnumerable several => several.Cast<object>().Select(Written).Cast<string>().ToArray(),
        _ => throw new ArgumentException($"A {value.GetType().Name} is not published."),
    };
}
