using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>Who may see what (domain.md 6): the same answer whichever verb asks.</summary>
public abstract partial class StoreContract
{
    [StoreFact]
    public async Task A_worker_sees_whom_a_case_they_oversee_names_and_nobody_else()
    {
        await using var store = await OpenSample();
        Assert.Equal(["Ava", "Ben", "Dad", "Nan", "Wendy"], await Names(store, _wendy));
        var all = await store.Get(_wendy, [_ava, _ben, _nan, _stranger, _will, _north, Id(24), Id(33), Id(99)], _never);
        Assert.Equal([_ava, _ben, _nan, Id(24)], all.Nodes.Keys.Order());
        Assert.Equal(1, (await store.Find(_wendy, new("Link"), _never)).Total);
        Assert.Equal(1, (await store.Find(_wendy, new("Child"), _never)).Total);
    }

    [StoreFact]
    public async Task A_child_of_a_case_out_of_scope_is_a_person_like_any_other()
    {
        await using var store = await OpenSample();
        var ben = (await store.Get(_wendy, [_ben], _never)).Nodes[_ben];
        Assert.Equal(typeof(Person), ben.GetType());
        var around = await store.Neighbourhood(_wendy, _ava, 1, 10, _never);
        Assert.All(around.People.Where(p => p.Hops > 0), p => Assert.Equal(typeof(Person), p.Person.GetType()));
        Query byReference = new("Person") { Where = new Filter.Some("RELATED_TO", Way.Out, new Filter.Property("Reference", Comparison.Eq, "B-1")) };
        Assert.Equal(0, (await store.Find(_wendy, byReference, _never)).Total);
        Assert.Equal(1, (await store.Find(_authority, byReference with { Where = new Filter.Some("RELATED_TO", Way.In, ((Filter.Some)byReference.Where).Inner) }, _never)).Total);
    }

    [StoreFact]
    public async Task Rules_can_tell_a_child_whose_case_is_out_of_scope_from_an_adult()
    {
        await using var store = await OpenSample();
        var loaded = await store.Expand(_wendy, [_ava], Case.Pattern, _never);
        Assert.Equal([_ben], loaded.OtherChildren);
        Assert.Equal([_ben], Case.From(loaded, _ava)!.OtherChildren);
        Assert.Equal([_ben], (await store.Get(_wendy, [_ava, _ben, _nan], _never)).OtherChildren);
        Assert.Empty((await store.Expand(_authority, [_ava], Case.Pattern, _never)).OtherChildren);
        Assert.Empty((await store.Expand(_everything, [_ava], Case.Pattern, _never)).OtherChildren);
        // Who is named by another case alone is nobody in this one.
        await Save(store, _ben, new Oversight { Id = Id(50), WorkerId = _wendyId, ChildId = _ben, Role = Role.SocialWorker });
        await Save(store, Id(51), new Child { Id = Id(51), Name = "Cal", Reference = "C-1" });
        await Save(store, _ben, Tie(52, _ben, Id(51), _ben));
        var cases = Case.All(await store.Expand(_wendy, [_ava, _ben], Case.Pattern, _never), [_ava, _ben]);
        Assert.Empty(cases[_ava].OtherChildren);
        Assert.Equal([Id(51)], cases[_ben].OtherChildren);
    }

    [StoreFact]
    public async Task An_oversight_holds_from_its_first_day_until_its_last_and_in_its_role()
    {
        await using var store = await OpenSample();
        async Task<int> Cases(Scope scope) => (await store.Find(scope, new("Child") { Take = 0 }, _never)).Total;
        Assert.Equal(1, await Cases(_wendy));
        Assert.Equal(0, await Cases(_wendy with { Today = _today.AddDays(-1) }));
        Assert.Equal(0, await Cases(_wendy with { Overseeing = [Role.FosterCarer] }));
        Scope north = new() { Today = _today, Subject = "m", Teams = ["North"] };
        Assert.Equal(1, await Cases(north));
        Assert.Equal(0, await Cases(north with { Today = _today.AddDays(1) }));
        Assert.Equal(0, await Cases(north with { Teams = ["South"] }));
        Scope ava = new() { Today = _today, Subject = "ava", Self = true };
        Assert.Equal(1, await Cases(ava));
        Assert.Equal(0, await Cases(ava with { Self = false }));
        Assert.Equal(0, await Cases(ava with { Subject = null }));
        Assert.Equal(2, await Cases(_authority));
    }

    [StoreFact]
    public async Task A_worker_with_no_case_still_sees_themself()
    {
        await using var store = await OpenSample();
        Assert.Equal(["Wendy"], await Names(store, _wendy with { Overseeing = [] }));
    }

    [StoreFact]
    public async Task A_sealed_person_is_absent_from_every_verb()
    {
        await using var store = await OpenSample();
        await Save(store, _ben, Seal(40, _ben, person: _dad));
        Assert.Empty((await store.Get(_wendy, [_dad, Id(26)], _never)).Nodes);
        Assert.Equal(["Ava", "Ben", "Nan", "Wendy"], await Names(store, _wendy));
        var all = await store.Expand(_wendy, [_ava, _dad], Case.Pattern, _never);
        Assert.DoesNotContain(_dad, all.Nodes.Keys);
        Assert.DoesNotContain(all.Edges, e => e.Id == Id(21));
        Assert.DoesNotContain((await store.Neighbourhood(_wendy, _ava, 3, 10, _never)).People, p => p.Person.Id == _dad);
        Assert.Empty((await store.Neighbourhood(_wendy, _dad, 3, 10, _never)).People);
        Query knowsSomebody = new("Person") { Where = new Filter.Some("RELATED_TO", Way.Out, new Filter.Property("Name", Comparison.Eq, "Nan")) };
        Assert.Equal(0, (await store.Find(_wendy, knowsSomebody, _never)).Total);
        // The day before the seal, and for the service's own work, he is there.
        Assert.Single((await store.Get(_authority with { Today = _today.AddDays(-1) }, [_dad], _never)).Nodes);
        Assert.Single((await store.Get(_everything, [_dad], _never)).Nodes);
    }

    [StoreFact]
    public async Task A_person_whom_only_a_sealed_person_is_tied_to_is_absent_too()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Tie(41, _ava, _dad, _stranger));
        Assert.Contains("Nobody's", await Names(store, _wendy));
        await Save(store, _ava, Seal(40, _ava, person: _dad));
        Assert.DoesNotContain("Nobody's", await Names(store, _wendy));
    }

    [StoreFact]
    public async Task A_child_sealed_in_anothers_case_stays_whole_in_their_own_and_is_nobody_in_the_other()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Seal(40, _ava, person: _ben), Link(41, _ava, _ben));
        var loaded = await store.Expand(_authority, [_ava, _ben], Case.Pattern, _never);
        Assert.Equal([_ben], loaded.Sealed);
        var cases = Case.All(loaded, [_ava, _ben]);
        Assert.DoesNotContain(_ben, cases[_ava].People.Keys);
        Assert.DoesNotContain(cases[_ava].Links, l => l.PersonId == _ben);
        Assert.DoesNotContain(cases[_ava].Relationships, r => r.FromId == _ben);
        Assert.Contains(cases[_ben].Relationships, r => r.Id == Id(30));
        Assert.Contains(cases[_ben].Links, l => l.Id == Id(33));
        Assert.DoesNotContain((await store.Neighbourhood(_authority, _ava, 1, 10, _never)).People, p => p.Person.Id == _ben);
        Assert.DoesNotContain(_ben, (await store.Get(_wendy, [_ben], _never)).Nodes.Keys);
    }

    [StoreFact]
    public async Task A_sealed_tie_is_absent_and_its_people_are_not()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Seal(40, _ava, tie: Id(21)));
        Assert.DoesNotContain((await store.Neighbourhood(_everything with { Unprotected = false, Authority = true }, _nan, 1, 10, _never)).Ties, t => t.Id == Id(21));
        Assert.DoesNotContain((await store.Expand(_authority, [_ava], Case.Pattern, _never)).Edges, e => e.Id == Id(21));
        Assert.Contains("Dad", await Names(store, _authority));
    }

    [StoreFact]
    public async Task A_confidential_address_set_in_any_case_takes_the_details_and_marks_the_person()
    {
        await using var store = await OpenSample();
        Restriction confidential = new()
        {
            Id = Id(40),
            ChildId = _ben,
            Kind = RestrictionKind.ConfidentialAddress,
            Effect = RestrictionEffect.Caution,
            ProtectsId = _nan,
            KeptFromId = _dad,
        };
        await Save(store, _ben, confidential);
        var loaded = await store.Expand(_wendy, [_ava], Case.Pattern, _never);
        Assert.Equal([_nan], loaded.Confidential);
        Assert.Equal([Id(26)], loaded.Nodes.Values.OfType<ContactDetail>().Select(d => d.Id));
        Assert.Empty((await store.Get(_wendy, [Id(25)], _never)).Nodes);
        Assert.Equal(1, (await store.Find(_wendy, new("ContactDetail"), _never)).Total);
        await Save(store, _ben, confidential with { Until = _today });
        Assert.Empty((await store.Get(_wendy, [_nan], _never)).Confidential);
        Assert.Single((await store.Get(_wendy, [Id(25)], _never)).Nodes);
    }

    [StoreFact]
    public async Task Being_named_by_a_restriction_alone_makes_nobody_visible()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, new Restriction
        {
            Id = Id(40),
            ChildId = _ava,
            Kind = RestrictionKind.BailCondition,
            Effect = RestrictionEffect.Block,
            AgainstId = _stranger,
        });
        Assert.DoesNotContain("Nobody's", await Names(store, _authority));
        var loaded = await store.Expand(_wendy, [_ava], Case.Pattern, _never);
        Assert.DoesNotContain(_stranger, loaded.Nodes.Keys);
        Assert.Contains(Id(40), loaded.Nodes.Keys);
    }
}
