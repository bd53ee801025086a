using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>Get, expand, neighbourhood and find, by example.</summary>
public abstract partial class StoreContract
{
    [StoreFact]
    public async Task Get_answers_each_id_once_and_passes_over_what_is_not_there()
    {
        await using var store = await OpenSample();
        var found = await store.Get(_everything, [_nan, Id(99), _nan, "no id '\"", _north], _never);
        Assert.Equal([_nan, _north], found.Nodes.Keys.Order());
        Assert.Empty((await store.Get(_everything, [], _never)).Nodes);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Get(_everything, new string[10_001], _never));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Expand(_everything, new string[10_001], new([]), _never));
    }

    [StoreFact]
    public async Task Get_answers_an_edge_with_properties_by_its_id_to_whom_its_case_is_in_scope()
    {
        await using var store = await OpenSample();
        // A link's way to its person is a relationship without properties and so without an id.
        string[] ids = [Id(20), Id(23), Id(30), Id(20), Id(99), "", _nan];
        var all = await store.Get(_everything, ids, _never);
        Assert.Equal([Id(20), Id(23), Id(30)], all.Edges.Select(e => e.Id).Order());
        Assert.Equal([_nan], all.Nodes.Keys);
        Assert.Equal([Id(20), Id(23)], (await store.Get(_wendy, ids, _never)).Edges.Select(e => e.Id).Order());
        Assert.Empty((await store.Get(_wendy with { Overseeing = [] }, ids, _never)).Edges);
        // Somebody sealed takes every tie at them along, and a sealed tie is absent.
        await Save(store, _ben, Seal(40, _ben, person: _nan), Seal(41, _ben, tie: Id(30)));
        Assert.Equal([Id(23)], (await store.Get(_authority, ids, _never)).Edges.Select(e => e.Id));
    }

    [StoreFact]
    public async Task Expand_gives_roots_and_what_lies_along_the_edges_asked_for_and_nothing_else()
    {
        await using var store = await OpenSample();
        var found = await store.Expand(_everything, [_ava, Id(99)], new([Step.Out("HAS_LINK") with { Then = [Step.Out("WITH")] }]), _never);
        Assert.Equal([_ava, _nan, Id(24)], found.Nodes.Keys.Order());
        Assert.Empty(found.Edges);
        var owned = await store.Expand(_everything, [_ava], new([Step.Owned("RELATED_TO")]), _never);
        Assert.Equal([Id(20), Id(21), Id(22)], owned.Edges.Select(e => e.Id).Order());
        var cases = await store.Expand(_everything, [_dad], new([Step.Cases()]), _never);
        Assert.Equal([_ava, _ben, _dad], cases.Nodes.Keys.Order());
        await Assert.ThrowsAsync<ArgumentException>(() => store.Expand(_everything, [_ava], new([Step.Out("KNOWS")]), _never));
    }

    [StoreFact]
    public async Task A_slice_keeps_so_many_of_each_parent()
    {
        await using var store = await OpenSample();
        Activity On(int id, string childId, int day) => new() { Id = Id(id), ChildId = childId, Kind = ActivityKind.Timeline, HeldOn = new(2026, 5, day) };
        await Save(store, _ava, On(50, _ava, 3), On(51, _ava, 5), On(52, _ava, 5), On(53, _ava, 1));
        await Save(store, _ben, On(60, _ben, 2));
        async Task<IEnumerable<string>> Of(Slice slice) => (await store.Expand(_everything, [_ava, _ben],
            new([Step.Out("HAS_ACTIVITY") with { Slice = slice }]), _never)).Nodes.Values.OfType<Activity>().Select(a => a.Id).Order();
        Assert.Equal([Id(51), Id(52), Id(60)], await Of(new("HeldOn", 2, true)));
        Assert.Equal([Id(52), Id(60)], await Of(new("HeldOn", 1, true)));
        Assert.Equal([Id(53), Id(60)], await Of(new("heldOn", 1, false)));
        await Assert.ThrowsAsync<ArgumentException>(() => Of(new("Heldon'; --", 1, false)));
    }

    [StoreFact]
    public async Task A_neighbourhood_is_nearest_first_and_says_when_there_were_more()
    {
        await using var store = await OpenSample();
        var all = await store.Neighbourhood(_everything, _nan, 2, 10, _never);
        Assert.Equal([(_nan, 0), (_ava, 1), (_dad, 1), (_ben, 2)], all.People.Select(p => (p.Person.Id, p.Hops)));
        Assert.Equal([Id(20), Id(21), Id(22), Id(30)], all.Ties.Select(t => t.Id));
        Assert.False(all.Truncated);
        var some = await store.Neighbourhood(_everything, _nan, 2, 2, _never);
        Assert.Equal([_nan, _ava], some.People.Select(p => p.Person.Id));
        Assert.Equal([Id(20)], some.Ties.Select(t => t.Id));
        Assert.True(some.Truncated);
        Assert.False((await store.Neighbourhood(_everything, _nan, 1, 3, _never)).Truncated);
        Assert.Equal([_nan], (await store.Neighbourhood(_everything, _nan, 0, 1, _never)).People.Select(p => p.Person.Id));
        Assert.Empty((await store.Neighbourhood(_everything, Id(99), 2, 5, _never)).People);
        Assert.Empty((await store.Neighbourhood(_everything, _north, 2, 5, _never)).People);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Neighbourhood(_everything, _nan, 11, 5, _never));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Neighbourhood(_everything, _nan, 1, 0, _never));
    }

    [StoreFact]
    public async Task A_filter_treats_what_is_missing_as_null_and_not_as_a_value()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Person(Id(50), "Zoë") with { KnownAs = "ZO" }, Person(Id(51), "Al") with { KnownAs = "al'" });
        async Task<int> Count(Comparison comparison, object? value) => (await store.Find(_everything, new("Person")
        {
            Where = new Filter.Property("KnownAs", comparison, value),
        }, _never)).Total;
        async Task<int> CountNot(Comparison comparison, object? value) => (await store.Find(_everything, new("Person")
        {
            Where = new Filter.Not(new Filter.Property("KnownAs", comparison, value)),
        }, _never)).Total;
        int all = (await store.Find(_everything, new("Person"), _never)).Total;
        Assert.Equal(9, all);
        Assert.Equal(all - 2, await Count(Comparison.Eq, null));
        Assert.Equal(2, await Count(Comparison.Neq, null));
        Assert.Equal(all - 1, await Count(Comparison.Neq, "ZO"));
        Assert.Equal(all - 1, await Count(Comparison.Nin, List("ZO", "x")));
        Assert.Equal(all - 1, await Count(Comparison.In, List("ZO", null)));
        Assert.Equal(0, await Count(Comparison.Gt, null));
        Assert.Equal(1, await Count(Comparison.Gt, "a"));
        Assert.Equal(all - 1, await CountNot(Comparison.Gt, "a"));
        Assert.Equal(1, await Count(Comparison.Contains, "O"));
        Assert.Equal(1, await Count(Comparison.StartsWith, "AL'"));
        Assert.Equal(0, await Count(Comparison.Contains, "%"));
        Assert.Equal(all, (await store.Find(_everything, new("Person") { Where = new Filter.And([]) }, _never)).Total);
        Assert.Equal(0, (await store.Find(_everything, new("Person") { Where = new Filter.Or([]) }, _never)).Total);
    }

    private static List<string?> List(params string?[] values) => [.. values];

    [StoreFact]
    public async Task A_filter_that_the_record_cannot_answer_is_a_bug()
    {
        await using var store = await OpenSample();
        Task Find(string label, Filter filter) => store.Find(_everything, new(label) { Where = filter }, _never);
        await Assert.ThrowsAsync<ArgumentException>(() => Find("Person", new Filter.Property("Reference", Comparison.Eq, "A-1")));
        await Assert.ThrowsAsync<ArgumentException>(() => Find("Person", new Filter.Property("FormerNames", Comparison.Eq, "x")));
        await Assert.ThrowsAsync<ArgumentException>(() => Find("Person", new Filter.Property("Name", Comparison.Eq, 3)));
        await Assert.ThrowsAsync<ArgumentException>(() => Find("Person", new Filter.Some("KNOWS", Way.Out, new Filter.And([]))));
        await Assert.ThrowsAsync<ArgumentException>(() => Find("Person", new Filter.Some("WITH", Way.Owned, new Filter.And([]))));
        await Assert.ThrowsAsync<ArgumentException>(() => Find("Stranger", new Filter.And([])));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Find(_everything, new("Person") { OrderBy = [new("DueOn")] }, _never));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Find(_everything, new("Person") { Take = 1001 }, _never));
    }

    [StoreFact]
    public async Task What_is_missing_comes_last_ascending_and_first_descending()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Person(_nan, "Nan") with { DateOfBirth = new(1950, 1, 1) });
        Query query = new("Person") { OrderBy = [new("DateOfBirth")], Take = 2 };
        Assert.Equal(["Nan", "Ava"], await Names(store, query));
        Assert.Equal(["Ben", "Dad"], await Names(store, query with { OrderBy = [new("DateOfBirth", true)] }));
        Assert.Equal(["Ava", "Nan"], await Names(store, query with { OrderBy = [new("DateOfBirth", true)], FromEnd = true }));
        // A page that ends among the missing goes on among them, and one before them goes on into them.
        var page = await store.Find(_everything, query with { Take = 3 }, _never);
        Assert.Equal(["Dad", "Nobody's"], await Names(store, query with { After = page.Positions[2] }));
        Assert.Equal(["Ben", "Dad"], await Names(store, query with { After = page.Positions[1] }));
        Assert.Equal(["Nan", "Ava"], await Names(store, query with { Before = page.Positions[2], FromEnd = true }));
    }

    [StoreFact]
    public async Task Pages_go_on_where_they_ended_whatever_is_inserted_between()
    {
        await using var store = await OpenSample();
        Query query = new("Person") { OrderBy = [new("Name")], Take = 2 };
        var first = await store.Find(_everything, query, _never);
        Assert.Equal((7, true, false), (first.Total, first.HasNext, first.HasPrevious));
        await Save(store, _ava, Person(Id(50), "Aaron"), Person(Id(51), "Bob"));
        var second = await store.Find(_everything, query with { After = first.Positions[1] }, _never);
        Assert.Equal(["Bob", "Dad"], second.Nodes.Select(n => ((Person)n).Name));
        Assert.Equal((9, true, true), (second.Total, second.HasNext, second.HasPrevious));
        var back = await store.Find(_everything, query with { Before = second.Positions[0], FromEnd = true }, _never);
        Assert.Equal(["Ava", "Ben"], back.Nodes.Select(n => ((Person)n).Name));
        Assert.True(back is { HasNext: true, HasPrevious: true });
        var last = await store.Find(_everything, query with { FromEnd = true }, _never);
        Assert.Equal(["Wendy", "Will"], last.Nodes.Select(n => ((Person)n).Name));
        Assert.True(last is { HasNext: false, HasPrevious: true });
        Assert.Equal(["Bob"], await Names(store, query with { After = first.Positions[1], Before = second.Positions[1] }));
        var none = await store.Find(_everything, query with { Take = 0 }, _never);
        Assert.Equal((9, 0), (none.Total, none.Nodes.Count));
    }

    [StoreFact]
    public async Task A_position_of_nothing_or_of_another_list_is_told_apart_from_a_bug()
    {
        await using var store = await OpenSample();
        Query query = new("Person") { OrderBy = [new("Name")], Take = 1 };
        string position = (await store.Find(_everything, query, _never)).Positions[0];
        foreach (var bad in new[]
        {
            query with { After = "x" }, query with { After = "" }, query with { Before = "!!" }, query with { After = position[..^4] },
            query with { After = position, OrderBy = [new("Name", true)] }, query with { After = position, OrderBy = [] },
            query with { After = position, Label = "Worker" }, query with { After = "WzEsMl0" },
        })
        {
            await Assert.ThrowsAsync<FormatException>(() => store.Find(_everything, bad, _never));
        }
    }
}
