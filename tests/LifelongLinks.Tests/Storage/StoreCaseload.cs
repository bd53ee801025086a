using CsCheck;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>The caseload says what the cases say, today, whatever was changed by whom.</summary>
public abstract partial class StoreContract
{
    [StoreFact]
    public void The_caseload_is_what_expanding_every_case_answers_without_its_texts() => Gen.Int.Sample(seed => InWorld(seed, 3, async (world, store) =>
    {
        // The first time sheets are made, and then they are there; what is protected changes with the day.
        for (int day = -2; day <= 2; day++)
        {
            await CheckCaseload(store, world.ChildIds, AnyWorld.Today.AddDays(day));
        }
    }), iter: Worlds, threads: 1);

    [StoreFact]
    public void The_caseload_follows_every_change() => Gen.Int.Sample(seed => InWorld(seed, 2, async (world, store) =>
    {
        await ReadCaseload(store, AnyWorld.Today);
        for (int i = 0; i < QuestionsEach / 5; i++)
        {
            string child = world.Pick(world.ChildIds);
            var changes = AnyChange(world, child, await store.Get(Scope.Everything(AnyWorld.Today), [.. world.Nodes.Select(n => n.Id)], _never));
            try
            {
                await store.Change(Changing(child, _ => changes), _never);
            }
            catch (ArgumentException)
            {
                // Something else refers to it: nothing was written.
            }
            await CheckCaseload(store, world.ChildIds, AnyWorld.Today);
        }
    }), iter: Worlds, threads: 1);

    [StoreFact]
    public async Task Somebody_who_is_changed_through_one_case_is_another_in_every_case()
    {
        await using var store = await OpenSample();
        Assert.Null((await ReadCaseload(store, _today))[_ben].Own.People[_dad].DateOfBirth);
        await Save(store, _ava, Person(_dad, "Dad") with { DateOfBirth = new(1980, 5, 1) });
        Assert.Equal(new(1980, 5, 1), (await ReadCaseload(store, _today))[_ben].Own.People[_dad].DateOfBirth);
        Assert.All((await ReadCaseload(store, _today))[_ben].Own.People.Values, p => Assert.Equal("", p.Name));
    }

    [StoreFact]
    public async Task A_seal_set_in_any_case_takes_the_person_out_of_every_case_of_the_caseload_on_its_days()
    {
        await using var store = await OpenSample();
        await ReadCaseload(store, _today);
        await Save(store, _ava, Seal(40, _ava, person: _dad) with { Until = _today.AddDays(1) });
        var sealedOn = await ReadCaseload(store, _today);
        Assert.DoesNotContain(_dad, sealedOn[_ben].Own.People.Keys);
        Assert.Empty(sealedOn[_ben].Own.Links);
        Assert.DoesNotContain(_dad, sealedOn[_ava].Own.People.Keys);
        Assert.Contains(_dad, (await ReadCaseload(store, _today.AddDays(1)))[_ben].Own.People.Keys);
        // A child under a seal stays in their own case.
        await Save(store, _ava, Seal(41, _ava, person: _ben));
        var cases = await ReadCaseload(store, _today);
        Assert.DoesNotContain(_ben, cases[_ava].Own.People.Keys);
        Assert.Contains(_ben, cases[_ben].Own.People.Keys);
    }

    [StoreFact]
    public async Task A_sibling_s_case_comes_along_from_the_day_they_have_one()
    {
        await using var store = await OpenSample();
        string cal = Id(70);
        await Save(store, _ava, Person(cal, "Cal"), Tie(71, _ava, cal, _ava) with { Kind = RelationshipKind.Sibling });
        Assert.Empty((await ReadCaseload(store, _today))[_ava].Siblings);
        await Save(store, cal, new Child { Id = cal, Name = "Cal", Reference = "C-1" });
        var cases = await ReadCaseload(store, _today);
        Assert.Equal([cal], cases[_ava].Siblings.Select(s => s.Child.Id));
        Assert.Equal([_ava, _ben, cal], cases.Keys.Order(StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task A_case_that_is_erased_is_gone_from_the_caseload_and_so_is_who_is_erased_from_the_others()
    {
        await using var store = await OpenSample();
        await ReadCaseload(store, _today);
        await Erase(store, _ben, _ben, Id(30), Id(31), Id(32), Id(33), Id(22));
        var cases = await ReadCaseload(store, _today);
        Assert.Equal([_ava], cases.Keys);
        Assert.DoesNotContain(_ben, cases[_ava].Own.People.Keys);
    }

    [StoreFact]
    public async Task Homes_are_the_same_where_they_are_the_same_and_nowhere_to_be_read()
    {
        await using var store = await OpenSample();
        Placement Lives(int id, string child, string home) => new() { Id = Id(id), ChildId = child, Kind = PlacementKind.FosterCare, Home = home, From = _today };
        await Save(store, _ava, Lives(60, _ava, "rowan-house"), Lives(61, _ava, "elm-house"));
        await Save(store, _ben, Lives(62, _ben, "rowan-house"));
        for (int i = 0; i < 2; i++)
        {
            var cases = await ReadCaseload(store, _today);
            var (avas, bens) = (cases[_ava].Own.Placements.Select(p => p.Home).ToList(), Assert.Single(cases[_ben].Own.Placements).Home);
            Assert.Equal(avas[0], bens);
            Assert.NotEqual(avas[1], bens);
            Assert.DoesNotContain("house", avas[0], StringComparison.Ordinal);
            Assert.DoesNotContain("rowan-house", await Everything(), StringComparison.Ordinal);
            // With another data key they are made up anew, in every case.
            await using var keyed = await OpenAgain(TestKeys.Keys);
            await keyed.RotateKeys(_ => { }, _never);
            Assert.NotEqual(avas[0], (await ReadCaseload(keyed, _today))[_ava].Own.Placements[0].Home);
        }
    }

    [StoreFact]
    public async Task The_caseload_is_the_authority_s_alone()
    {
        await using var store = await OpenSample();
        foreach (var scope in new[] { _wendy, _everything, new Scope { Today = _today } })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () =>
            {
                await foreach (var lot in store.Caseload(scope, _never))
                {
                }
            });
        }
    }

    [StoreFact]
    public async Task The_stamp_of_the_caseload_is_another_after_every_change_and_no_other_write()
    {
        await using var store = await OpenSample();
        var before = await store.Stamp(_never);
        await ReadCaseload(store, _today);
        await store.Append([new() { Id = Id(80), At = DateTimeOffset.UnixEpoch, Subject = "wendy", Action = "query" }], _never);
        await store.Change(Changing(_ava, _ => new Refusal(RefusalCode.BadArgument, "no")), _never);
        Assert.Equal(before, await store.Stamp(_never));
        DateTimeOffset later = new(2031, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var change = Changing(_ava, _ => new Changes { Nodes = [Link(50, _ava, _dad)] });
        await store.Change(change with { Audit = change.Audit with { At = later } }, _never);
        Assert.Equal(new(before.Changes + 1, later), await store.Stamp(_never));
        // One whose clock is behind changes the caseload all the same.
        await Save(store, _ben, Person(_dad, "Dad") with { Died = _today });
        Assert.Equal(new(before.Changes + 2, later), await store.Stamp(_never));
    }

    [StoreFact]
    public async Task Cases_that_are_changed_while_the_caseload_is_read_are_in_it_afterwards()
    {
        await using var store = await OpenSample();
        string[] people = [_nan, _dad];
        var reading = Task.Run(async () =>
        {
            for (int i = 0; i < QuestionsEach / 2; i++)
            {
                await ReadCaseload(store, _today);
            }
        });
        // Each changes the one person through one of both cases, and adds to that case.
        var writing = Task.Run(async () =>
        {
            for (int i = 0; i < QuestionsEach / 2; i++)
            {
                string child = i % 2 == 0 ? _ava : _ben;
                var dad = (await store.Get(_everything, [_dad], _never)).Node<Person>(_dad)!;
                await Save(store, child, dad with { DateOfBirth = _today.AddDays(-i) }, new Measure { Id = Id(1000 + i), ChildId = child, Kind = MeasureKind.Safety, Value = i % 5, MeasuredOn = _today });
                await CheckCaseload(store, [child], _today);
            }
        });
        await Task.WhenAll(reading, writing);
        await CheckCaseload(store, [_ava, _ben], _today);
    }

    private protected static async Task<Dictionary<string, CaseloadCase>> ReadCaseload(IStore store, DateOnly today)
    {
        List<CaseloadCase> all = [];
        await foreach (var lot in store.Caseload(new() { Today = today, Authority = true }, default))
        {
            var cases = lot.Unpack();
            Assert.Equal(lot.ChildIds.Where(id => cases.Any(c => c.Own.Child.Id == id)), cases.Select(c => c.Own.Child.Id));
            all.AddRange(cases);
        }
        Assert.Equal(all.Select(c => c.Own.Child.Id).Order(StringComparer.Ordinal), all.Select(c => c.Own.Child.Id));
        return all.ToDictionary(c => c.Own.Child.Id);
    }

    /// <summary>The caseload says what each case says when it is read fact by fact.</summary>
    private protected static async Task CheckCaseload(IStore store, IReadOnlyList<string> childIds, DateOnly today)
    {
        var read = await ReadCaseload(store, today);
        CaseloadTexts expectedTexts = new(), texts = new();
        foreach (string id in childIds)
        {
            var loaded = await store.Expand(new() { Today = today, Authority = true }, [id], Caseload.Parts.Pattern, default);
            if (Case.All(loaded, [id], Caseload.Parts).GetValueOrDefault(id) is not { } whole)
            {
                Assert.DoesNotContain(id, read.Keys);
                continue;
            }
            var siblings = Relationship.Siblings(whole);
            string[] expected = expectedTexts.Of(whole, siblings).Split('\n'), actual = texts.Of(read[id].Own, read[id].Siblings.Select(s => s.Child.Id)).Split('\n');
            // What is missing and what is too much tells more than where they differ.
            Assert.Equal(([], []), (expected.Except(actual).ToArray(), actual.Except(expected).ToArray()));
            Assert.Equal(expected, actual);
        }
    }

    // Something that a command, a merge or an erasure could do: to a case, to somebody whom several cases name, or to what hides them.
    private static Changes AnyChange(AnyWorld world, string childId, Subgraph stored)
    {
        var there = world.Nodes.Where(n => stored.Nodes.ContainsKey(n.Id)).Select(n => stored.Nodes[n.Id]).ToList();
        var own = there.OfType<CaseNode>().Where(n => n.ChildId == childId).ToList();
        var people = there.OfType<Person>().Where(p => p is not Child || p.Id == childId).ToList();
        DateOnly day = AnyWorld.Today.AddDays(world.Next(5) - 2);
        switch (world.Next(7))
        {
            case 0:
                return new() { Nodes = [world.Pick(people) with { DateOfBirth = day }] };
            case 1:
                return new() { Nodes = [world.Pick(people) with { Died = day, Name = "somebody else" }] };
            case 2 when people.Where(p => p is not Child and not LifelongLinks.Core.Worker).ToList() is { Count: > 1 } plain:
                return new() { Erased = [world.Pick(plain).Id] };
            case 3 when own.Count > 0:
                return new() { Erased = [world.Pick(own).Id] };
            case 4 when own.OfType<Restriction>().ToList() is { Count: > 0 } restrictions:
                return new() { Nodes = [world.Pick(restrictions) with { Until = day, AgainstId = world.Pick(people).Id }] };
            case 5 when world.Edges.OfType<Relationship>().Where(e => e.RecordedForId == childId).ToList() is { Count: > 0 } ties:
                return new() { Erased = [world.Pick(ties).Id] };
            default:
                return new()
                {
                    Edges = [new Relationship { Id = world.NextId(), RecordedForId = childId, FromId = world.Pick(people).Id, ToId = childId, Kind = RelationshipKind.Sibling, Since = day }],
                };
        }
    }
}
