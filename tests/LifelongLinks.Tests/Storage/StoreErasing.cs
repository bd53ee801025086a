using LifelongLinks.Storage;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <content>What an erasure needs of every store: to know who names somebody, and that a child may stay as a person.</content>
public abstract partial class StoreContract
{
    [StoreFact]
    public async Task Who_is_named_by_another_case_than_was_thought_is_not_erased()
    {
        await using var store = await OpenSample();
        Task<ChangeResult> Erase(params string[] namedIn) => store.Change(
            Changing(_ava, _ => new Changes { Erased = [Id(21), Id(26), _dad], NamedOnlyIn = new Dictionary<string, IReadOnlyList<string>> { [_dad] = namedIn } }), _never);
        Assert.Equal(ChangeStatus.Conflict, (await Erase(_ava)).Status);
        Assert.NotNull((await store.Get(_everything, [_dad], _never)).Node<Person>(_dad));
        Assert.Single((await store.Get(_everything, [Id(21)], _never)).Edges);
        // By a tie, by a fact, by a restriction alone, by an invitation: each is enough.
        await StoreContract.Erase(store, _ben, Id(30), Id(33));
        foreach (object naming in new object[]
        {
            Tie(60, _ben, _dad, _ben), Link(61, _ben, _dad), new Offer { Id = Id(62), ChildId = _ben, PersonId = _dad, Support = SupportKind.Practical, OfferedOn = _today },
            new Restriction { Id = Id(63), ChildId = _ben, Kind = RestrictionKind.BailCondition, Effect = RestrictionEffect.Block, AgainstId = _dad },
        })
        {
            await Save(store, _ben, naming);
            Assert.Equal(ChangeStatus.Conflict, (await Erase(_ava)).Status);
            await StoreContract.Erase(store, _ben, naming is Node node ? node.Id : ((Edge)naming).Id);
        }
        await Save(store, _ben, new Conference { Id = Id(64), ChildId = _ben, PlannedOn = _today }, new Invitation { Id = Id(65), ChildId = _ben, ConferenceId = Id(64), PersonId = _dad });
        Assert.Equal(ChangeStatus.Conflict, (await Erase(_ava)).Status);
        await StoreContract.Erase(store, _ben, Id(65), Id(64));
        Assert.Equal(ChangeStatus.Applied, (await Erase(_ava)).Status);
        Assert.Empty((await store.Get(_everything, [_dad, Id(26), Id(21)], _never)).Nodes);
    }

    [StoreFact]
    public async Task Who_is_named_by_the_cases_that_were_thought_of_is_changed()
    {
        await using var store = await OpenSample();
        var result = await store.Change(Changing(_ava, _ => new Changes
        {
            Nodes = [Person(_dad, "Nobody") with { Version = 1 }],
            NamedOnlyIn = new Dictionary<string, IReadOnlyList<string>> { [_dad] = [_ava, _ben] },
        }), _never);
        Assert.Equal(ChangeStatus.Applied, result.Status);
        Assert.Equal(Text(new Person { Id = _dad, Name = "Nobody", Version = 2 }), Text((await store.Get(_everything, [_dad], _never)).Node<Person>(_dad)!));
    }

    [StoreFact]
    public async Task A_child_whose_case_is_erased_may_stay_a_person_to_others()
    {
        await using var store = await OpenSample();
        var version = (await CaseOf(store, _ben)).Child.Version;
        Person left = new() { Id = _ben, Name = "Ben", Version = version };
        // Not while anything of the case is left.
        await Assert.ThrowsAsync<ArgumentException>(() => store.Change(Changing(_ben, _ => new Changes { Erased = [Id(30)], Nodes = [left] }), _never));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Change(Changing(_ava, _ => new Changes { Nodes = [left] }), _never));
        var result = await store.Change(Changing(_ben, _ => new Changes { Erased = [Id(30), Id(31), Id(32), Id(33)], Nodes = [left] }), _never);
        Assert.Equal(ChangeStatus.Applied, result.Status);
        Assert.Equal(Text(left with { Version = version + 1 }), Text(Assert.IsType<Person>((await store.Get(_everything, [_ben], _never)).Nodes[_ben])));
        Assert.Equal([_ava], (await store.Find(_everything, new("Child"), _never)).Nodes.Select(n => n.Id));
        Assert.Equal(["Ben"], (await CaseOf(store, _ava)).People.Values.Where(p => p.Id == _ben).Select(p => p.Name));
        Assert.Empty((await store.Find(_everything, new("Child") { Where = new Filter.Property("Reference", Comparison.Eq, "B-1") }, _never)).Nodes);
        // And may be referred again.
        await Save(store, _ben, new Child { Id = _ben, Name = "Ben", Reference = "B-2", Version = version + 1 });
        Assert.Equal("B-2", (await CaseOf(store, _ben)).Child.Reference);
    }

    [StoreFact]
    public async Task A_worker_never_becomes_a_mere_person()
    {
        await using var store = await OpenSample();
        await Refused(store, _ava, Person(_wendyId, "Wendy"));
    }

    [StoreFact]
    public async Task What_was_erased_can_be_scoured_and_the_store_goes_on()
    {
        await using var store = (IWholeStore)await OpenSample();
        await Erase(store, _ava, _nan, Id(25), Id(24), Id(20));
        Assert.Equal(store is SqliteStore, await store.Scour(_never));
        Assert.Equal("Ava", (await CaseOf(store, _ava)).Child.Name);
        await Save(store, _ava, Person(Id(70), "Somebody"));
    }
}
