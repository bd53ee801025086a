using System.Text.Json;
using CsCheck;
using LifelongLinks.Storage;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>Random graphs, scopes and questions: the store answers what looking at everything answers.</summary>
public abstract partial class StoreContract
{
    /// <summary>How many worlds are made up for a property.</summary>
    private protected virtual int Worlds => 12;

    /// <summary>How many questions are asked of each.</summary>
    private protected virtual int QuestionsEach => 100;

    private static readonly string[] _edgeTypes = [.. Graph.Nodes.SelectMany(n => n.References).Select(r => r.Type), .. Graph.Edges.Select(e => e.Type)];
    private static readonly string[] _people = ["RELATED_TO", "WITH", "BY", "PROMISED", "AGAINST", "PROTECTS", "HAS_CONTACT_DETAIL", "HAS_LINK", "OVERSEES", "IN_TEAM"];

    [StoreFact]
    public void Every_kind_of_record_comes_back_as_it_was_saved() => Gen.Int.Sample(seed => InWorld(seed, 3, async (world, store) =>
    {
        Assert.All(Graph.Nodes, kind => Assert.Contains(world.Nodes, n => n.GetType() == kind.Type));
        Assert.All(Graph.Edges, kind => Assert.Contains(world.Edges, e => e.GetType() == kind.Record));
        var everything = await store.Get(Scope.Everything(AnyWorld.Today), [.. world.Nodes.Select(n => n.Id)], default);
        Same(world.Nodes, everything.Nodes.Values);
        var edges = await store.Expand(Scope.Everything(AnyWorld.Today), world.ChildIds, new([Step.Owned([.. Graph.Edges.Select(e => e.Type)])]), default);
        Same(world.Edges, edges.Edges);
    }, least: 1), iter: 3, threads: 1);

    [StoreFact]
    public void Get_answers_what_looking_at_everything_answers() => Sample(async (world, scope, twin, store) =>
    {
        string[] ids = [.. world.Nodes.Select(n => n.Id), .. world.Edges.Select(e => e.Id).Where(_ => world.Next(3) > 0), world.NextId(), ""];
        Same(twin.Get(ids), await store.Get(scope, ids, default));
    }, each: 10);

    [StoreFact]
    public void Expand_answers_what_looking_at_everything_answers() => Sample(async (world, scope, twin, store) =>
    {
        string[] roots = [.. Enumerable.Range(0, world.Next(4)).Select(_ => world.Pick(world.Nodes).Id)];
        Pattern pattern = new(AnySteps(world, 3)) { People = world.Next(2) == 0 ? AnyStep(world, 1) : null };
        Same(twin.Expand(roots, pattern), await store.Expand(scope, roots, pattern, default));
        Same(twin.Expand(world.ChildIds, Case.Pattern), await store.Expand(scope, world.ChildIds, Case.Pattern, default));
    }, each: 10);

    [StoreFact]
    public void Neighbourhood_answers_what_looking_at_everything_answers() => Sample(async (world, scope, twin, store) =>
    {
        string from = world.Pick(world.Nodes).Id;
        (int hops, int limit) = (world.Next(4), 1 + world.Next(8));
        var (expected, actual) = (twin.Neighbourhood(from, hops, limit), await store.Neighbourhood(scope, from, hops, limit, default));
        Assert.Equal(Text(expected), Text(actual));
    });

    [StoreFact]
    public void Find_answers_what_looking_at_everything_answers_on_every_page() => Sample(async (world, scope, twin, store) =>
    {
        string label = world.Pick(Graph.Nodes).Label;
        Query query = new(label)
        {
            Where = world.Next(4) == 0 ? null : AnyFilter(world, label, 3),
            OrderBy = [.. Enumerable.Range(0, world.Next(3)).Select(_ => new Order(AnyProperty(world, label), world.Next(2) == 0))],
            Take = 1 + world.Next(5),
            FromEnd = world.Next(2) == 0,
        };
        var expected = twin.Find(query);
        List<Node> all = [];
        while (true)
        {
            var page = await store.Find(scope, query, default);
            Assert.Equal(expected.Count, page.Total);
            Assert.Equal(page.Nodes.Count, page.Positions.Count);
            all = query.FromEnd ? [.. page.Nodes, .. all] : [.. all, .. page.Nodes];
            bool more = all.Count < expected.Count;
            bool notFirst = all.Count > page.Nodes.Count;
            Assert.Equal(page.Nodes.Count > 0 && (query.FromEnd ? notFirst : more), page.HasNext);
            Assert.Equal(page.Nodes.Count > 0 && (query.FromEnd ? more : notFirst), page.HasPrevious);
            if (!more)
            {
                break;
            }
            Assert.NotEmpty(page.Nodes);
            query = query.FromEnd ? query with { Before = page.Positions[0] } : query with { After = page.Positions[^1] };
        }
        Assert.Equal(expected.Select(Text), all.Select(Text));
    });

    private void Sample(Func<AnyWorld, Scope, Twin, IStore, Task> check, int? each = null) =>
        Gen.Int.Sample(seed => InWorld(seed, 2, async (world, store) =>
        {
            for (int i = 0; i < Math.Min(each ?? QuestionsEach, QuestionsEach); i++)
            {
                var scope = AnyScope(world);
                await check(world, scope, new(scope, world.Nodes, world.Edges), store);
            }
        }), iter: Worlds, threads: 1);

    private void InWorld(int seed, int most, Func<AnyWorld, IStore, Task> check, int least = 0)
    {
        AnyWorld world = new(seed, children: 2 + (seed & 1), most, least);
        Task.Run(async () =>
        {
            await using var store = await Open();
            await world.Save(store);
            await check(world, store);
        }).GetAwaiter().GetResult();
    }

    private static Scope AnyScope(AnyWorld world) => new()
    {
        Today = AnyWorld.Today.AddDays(world.Next(3) - 1),
        Subject = world.Next(4) == 0 ? null : $"subject {world.Next(3)}",
        Overseeing = [.. Enum.GetValues<Role>().Where(_ => world.Next(2) == 0)],
        Teams = [.. world.Nodes.OfType<Team>().Where(_ => world.Next(4) == 0).Select(t => t.Name)],
        Authority = world.Next(4) == 0,
        Self = world.Next(2) == 0,
        Unprotected = world.Next(6) == 0,
        TellsSealed = world.Next(2) == 0,
    };

    private static List<Step> AnySteps(AnyWorld world, int depth) =>
        depth == 0 ? [] : [.. Enumerable.Range(0, world.Next(3) + (depth == 3 ? 1 : 0)).Select(_ => AnyStep(world, depth))];

    private static Step AnyStep(AnyWorld world, int depth)
    {
        var way = world.Pick(Enum.GetValues<Way>());
        string[] types = world.Next(2) == 0 ? _people : [.. _edgeTypes.Where(_ => world.Next(3) == 0)];
        Slice? slice = way != Way.Owned && world.Next(2) == 0 ? new(world.Pick(["On", "Name", "DecidedOn", "Id", "Reference"]), 1 + world.Next(2), world.Next(2) == 0) : null;
        return new(way == Way.Cases ? [] : types, way) { Then = AnySteps(world, depth - 1), Slice = slice };
    }

    private static string AnyProperty(AnyWorld world, string label) => world.Pick(Singles(Graph.NodeKind(label).Type));

    private static List<string> Singles(Type record) => [.. record.GetProperties().Where(p => p.SetMethod is not null && !p.IsDefined(typeof(EncryptedAttribute), false))
        .Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) is var t && (t == typeof(string) || t.IsEnum || t.IsPrimitive || t == typeof(DateOnly)))
        .Select(p => p.Name)];

    private static Filter AnyFilter(AnyWorld world, string label, int depth) => (depth == 0 ? 5 : world.Next(7)) switch
    {
        0 => new Filter.And([.. Enumerable.Range(0, world.Next(3)).Select(_ => AnyFilter(world, label, depth - 1))]),
        1 => new Filter.Or([.. Enumerable.Range(0, world.Next(3)).Select(_ => AnyFilter(world, label, depth - 1))]),
        2 => new Filter.Not(AnyFilter(world, label, depth - 1)),
        3 or 4 => AnySome(world, label),
        _ => AnyComparison(world, Graph.NodeKind(label).Type),
    };

    private static Filter.Some AnySome(AnyWorld world, string label)
    {
        bool person = Graph.NodeKind(label) is { Label: "Person" } or { Also: "Person" };
        string type = person ? world.Pick(_people) : world.Pick(_edgeTypes);
        var inner = world.Pick(Graph.Nodes).Type;
        return new(type, world.Next(2) == 0 ? Way.Out : Way.In, world.Next(2) == 0 ? new Filter.And([]) : AnyComparison(world, inner, everywhere: true));
    }

    private static Filter.Property AnyComparison(AnyWorld world, Type record, bool everywhere = false)
    {
        // Across an edge a property is of any kind of node, and so of none where one of them has it encrypted.
        string name = world.Pick([.. Singles(record).Where(n => !everywhere || EncryptedField.All.All(f => !f.Name.Equals(n, StringComparison.OrdinalIgnoreCase)))]);
        // A value that some record has: else nearly everything compares alike.
        object? Some() => world.Next(5) == 0 ? null
            : world.Nodes.Where(n => n.GetType() == record).Select(n => record.GetProperty(name)!.GetValue(n)).OrderBy(_ => world.Next(100)).FirstOrDefault();
        bool text = record.GetProperty(name)!.PropertyType == typeof(string);
        var comparison = (Comparison)world.Next(text ? 10 : 8);
        object? value = comparison is Comparison.In or Comparison.Nin ? new List<object?> { Some(), Some() }
            : comparison is Comparison.Contains && Some() is string s ? s[..Math.Min(s.Length, 2)].ToUpperInvariant() : Some();
        return new Filter.Property(name, comparison, value);
    }

    internal static void Same(Subgraph expected, Subgraph actual)
    {
        Same(expected.Nodes.Values, actual.Nodes.Values);
        Same(expected.Edges, actual.Edges);
        Assert.Equal(expected.Confidential.Order(), actual.Confidential.Order());
        Assert.Equal(expected.Sealed.Order(), actual.Sealed.Order());
        Assert.Equal(expected.OtherChildren.Order(), actual.OtherChildren.Order());
    }

    private static void Same(IEnumerable<object> expected, IEnumerable<object> actual) => Assert.Equal(expected.Select(Text).Order(), actual.Select(Text).Order());

    internal static string Text(object record) => record.GetType().Name + JsonSerializer.Serialize(record, record.GetType(), _plain);

    private static readonly JsonSerializerOptions _plain = new() { IgnoreReadOnlyProperties = true };
}
