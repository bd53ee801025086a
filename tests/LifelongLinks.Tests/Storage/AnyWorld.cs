using System.Globalization;
using System.Reflection;

namespace LifelongLinks.Tests.Storage;

/// <summary>A graph made at random from the declaration: every kind of node and edge, so a new kind is in it without a line here.</summary>
internal sealed class AnyWorld
{
    internal static readonly DateOnly Today = new(2026, 6, 15);

    private static readonly string[] _texts = ["", "Nan", "nan", "Nana Ivy", "O'Brien", "Zoë", "日曜日", "💜 \"loud\" \\ quiet", "50%_off", "a\nb"];

    private readonly Random _random;
    private readonly Dictionary<string, List<string>> _ids = [];
    private int _last;

    internal AnyWorld(int seed, int children = 2, int most = 2, int least = 0)
    {
        _random = new(seed);
        ChildIds = [.. Enumerable.Range(0, children).Select(_ => NextId())];
        _ids["Person"] = [.. ChildIds];
        foreach (string label in new[] { "Person", "Worker", "Team" })
        {
            for (int i = 0; i < most + 1; i++)
            {
                AddNode(label, ChildIds[0]);
            }
        }
        foreach (string childId in ChildIds)
        {
            Nodes.Add((Child)Record(typeof(Child), childId) with { Id = childId });
            foreach (var kind in Graph.Nodes.Where(k => k.Label is not ("Person" or "Worker" or "Team" or "Child")).OrderBy(k => DependsOn(k.Label)))
            {
                for (int i = _random.Next(least, most + 1); i > 0; i--)
                {
                    AddNode(kind.Label, childId);
                }
            }
            foreach (var kind in Graph.Edges)
            {
                for (int i = _random.Next(least, most * 2 + 1); i > 0 && Has(kind.FromLabel, childId) && Has(kind.ToLabel, childId); i--)
                {
                    var edge = (Edge)Record(kind.Record, childId);
                    Edges.Add(edge);
                    Add(kind.Type, childId, edge.Id);
                }
            }
            // Restrictions on ties come when there are ties.
            AddNode("Restriction", childId);
        }
    }

    internal IReadOnlyList<string> ChildIds { get; }
    internal List<Node> Nodes { get; } = [];
    internal List<Edge> Edges { get; } = [];

    internal string NextId() => (++_last).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Saves the whole through the store: first whom all cases share, then each case.</summary>
    internal async Task Save(IStore store)
    {
        foreach (string childId in ChildIds)
        {
            await Save(store, childId, new() { Nodes = [.. Nodes.Where(n => n is Child ? n.Id == childId : n is Person or Team)] });
        }
        foreach (string childId in ChildIds)
        {
            Changes changes = new()
            {
                Nodes = [.. Nodes.Where(n => n is ContactDetail || n is CaseNode fact && fact.ChildId == childId)],
                Edges = [.. Edges.Where(e => Graph.KindOf(e).Owner(e) == childId)],
            };
            var result = await Save(store, childId, changes);
            if (result.ChangedIds.Count > 0)
            {
                int child = Nodes.FindIndex(n => n.Id == childId);
                Nodes[child] = Nodes[child] with { Version = 2 };
            }
        }
    }

    private async Task<ChangeResult> Save(IStore store, string childId, Changes changes)
    {
        AuditEvent audit = new() { Id = NextId(), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" };
        var result = await store.Change(new(NextId(), childId, _ => changes, audit), default);
        Assert.Equal(ChangeStatus.Applied, result.Status);
        return result;
    }

    private static int DependsOn(string label) => label switch { "Link" or "Conference" or "FindingPlan" => 0, "Plan" => 1, "Commitment" => 2, _ => 3 };

    private void AddNode(string label, string childId)
    {
        var node = (Node)Record(Graph.NodeKind(label).Type, childId);
        Nodes.Add(node);
        Add(label, childId, node.Id);
        if (node is Worker)
        {
            Add("Person", childId, node.Id);
        }
    }

    private void Add(string what, string childId, string id)
    {
        string key = Key(what, childId);
        (_ids.TryGetValue(key, out var ids) ? ids : _ids[key] = []).Add(id);
    }

    private bool Has(string what, string childId) => what == "Child" || _ids.ContainsKey(Key(what, childId));

    private static string Key(string what, string childId) => what is "Person" or "Worker" or "Team" ? what : what + childId;

    private object Record(Type type, string childId)
    {
        object?[] Arguments(ConstructorInfo constructor) => [.. constructor.GetParameters().Select(p => Value(p.ParameterType, p.Name!, childId, Optional(p)))];
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        object record = constructor.Invoke(Arguments(constructor));
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is not null && p.Name != "Version"))
        {
            property.SetValue(record, property.Name == "Id" ? NextId() : Value(property.PropertyType, property.Name, childId, Optional(property)));
        }
        return record;
    }

    private static readonly NullabilityInfoContext _nullability = new();

    private static bool Optional(ParameterInfo parameter)
    {
        lock (_nullability)
        {
            return _nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        }
    }

    private static bool Optional(PropertyInfo property)
    {
        lock (_nullability)
        {
            return _nullability.Create(property).WriteState == NullabilityState.Nullable;
        }
    }

    private object? Value(Type type, string name, string childId, bool optional)
    {
        if (optional && _random.Next(3) == 0)
        {
            return null;
        }
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (name is "ChildId" or "RecordedForId")
        {
            return childId;
        }
        if (type == typeof(string))
        {
            return name.EndsWith("Id", StringComparison.Ordinal) && name != "ReviewId" ? Reference(name[..^2], childId, optional)
                : name == "Subject" ? $"subject {_random.Next(3)}" : Pick(_texts);
        }
        if (type.IsGenericType)
        {
            var item = type.GetGenericArguments()[0];
            bool ids = name.EndsWith("Ids", StringComparison.Ordinal);
            List<object?> items = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => ids ? Reference(name[..^3], childId, true) : Value(item, "", childId, false)).Where(i => i is not null)];
            Array list = Array.CreateInstance(item, items.Count);
            items.ToArray().CopyTo(list, 0);
            return list;
        }
        return type == typeof(DateOnly) ? Today.AddDays(_random.Next(-3, 4))
            : type == typeof(bool) ? _random.Next(2) == 0
            : type == typeof(int) ? _random.Next(-2, 6)
            : type == typeof(double) ? Math.Round(_random.NextDouble() * 40, _random.Next(3))
            : type == typeof(RestrictionKind) && _random.Next(2) == 0 ? Pick([RestrictionKind.SealedAdoption, RestrictionKind.ConfidentialAddress])
            : type.IsEnum ? Pick(Enum.GetValues(type).Cast<object>().ToArray())
            : Record(type, childId);
    }

    private string? Reference(string name, string childId, bool optional)
    {
        string what = name switch
        {
            "Worker" or "AgreedBy" or "Chair" or "ToldTo" or "Helper" or "Needed" => "Worker",
            "Link" or "Plan" or "Conference" or "Commitment" or "FindingPlan" or "Team" => name,
            "Tie" => "RELATED_TO",
            _ => "Person",
        };
        if (!_ids.TryGetValue(Key(what, childId), out var ids))
        {
            if (optional)
            {
                return null;
            }
            AddNode(what, childId);
            ids = _ids[Key(what, childId)];
        }
        return Pick(ids);
    }

    internal T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    internal int Next(int most) => _random.Next(most);
}
