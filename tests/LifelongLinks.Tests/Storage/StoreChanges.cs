using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>What a change is decided on, and what is kept of it.</summary>
public abstract partial class StoreContract
{
    [StoreFact]
    public async Task What_is_kept_of_a_change_is_given_when_it_is_tried_again()
    {
        await using var store = await OpenSample();
        var change = Changing(_ava, _ => new Changes { Nodes = [Link(50, _ava, _dad)], ResultId = Id(50) }) with { Fingerprint = "this one" };
        var first = (await store.Change(change, _never)).Applied!;
        Assert.Equal((change.Id, _ava, Id(50), "this one", "test"), (first.Id, first.ChildId, first.ResultId, first.Fingerprint, first.Action));
        Assert.Equal(change.Audit.At, first.At);
        var again = await store.Change(change, _never);
        Assert.Equal(ChangeStatus.AlreadyApplied, again.Status);
        Assert.Equivalent(first, again.Applied, strict: true);
        Assert.Null((await store.Change(Changing(_ava, _ => new Refusal(RefusalCode.BadArgument, "no")), _never)).Applied);
    }

    [StoreFact]
    public async Task Changes_are_told_in_the_order_of_their_instants_from_one_on()
    {
        await using var store = await OpenSample();
        DateTimeOffset noon = new(2031, 6, 15, 12, 0, 0, TimeSpan.Zero);
        CaseChange At(int seconds, string childId) => Changing(childId, _ => new Changes { Nodes = [Link(60 + seconds, childId, _dad)] }) is var change
            ? change with { Audit = change.Audit with { At = noon.AddSeconds(seconds) } } : null!;
        var second = At(2, _ava);
        var first = At(1, _ava);
        var zeroth = At(0, _ava);
        foreach (var change in new[] { second, zeroth, first, Changing(_ava, _ => new Refusal(RefusalCode.BadArgument, "no")) with { Audit = second.Audit } })
        {
            await store.Change(change, _never);
        }
        Assert.Equal([first.Id, second.Id], (await store.Changes(noon.AddSeconds(1), 100, _never)).Select(c => c.Id));
        Assert.Equal([zeroth.Id, first.Id], (await store.Changes(noon, 2, _never)).Select(c => c.Id));
        Assert.Equal([Id(61)], (await store.Changes(noon.AddSeconds(1), 1, _never)).Single().ChangedIds);
        Assert.Empty(await store.Changes(noon.AddSeconds(3), 100, _never));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Changes(noon, 1_001, _never));
    }

    [StoreFact]
    public async Task A_change_may_load_people_and_teams_besides_its_case()
    {
        await using var store = await OpenSample();
        CaseToChange? loaded = null;
        string stranger = Id(70), sealedOne = Id(71), nobody = Id(72);
        await Save(store, _ava, Person(stranger, "Stranger"), Person(sealedOne, "Sealed"),
            new Restriction { Id = Id(73), ChildId = _ava, Kind = RestrictionKind.SealedAdoption, Effect = RestrictionEffect.Block, AgainstId = sealedOne });
        var change = Changing(_ava, _ => new Changes());
        await store.Change(change with
        {
            AlsoIds = [stranger, sealedOne, nobody, _nan],
            Decide = l => { loaded = l; return new Changes(); },
        }, _never);
        Assert.Equal([_nan, stranger], loaded!.Besides.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Stranger", ((Person)loaded.Besides[stranger]).Name);
        Assert.False(loaded.Case!.People.ContainsKey(stranger));
    }

    [StoreFact]
    public async Task Who_is_under_a_seal_is_absent_from_what_a_change_is_decided_on_and_stays_in_the_store()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Link(50, _ava, _dad));
        await Save(store, _ava, new Restriction
        {
            Id = Id(51),
            ChildId = _ava,
            Kind = RestrictionKind.SealedAdoption,
            Effect = RestrictionEffect.Block,
            AgainstId = _dad,
            Until = new(2026, 6, 16),
        });
        Case? on15 = null, on16 = null;
        await store.Change(Changing(_ava, c => { on15 = c; return new Changes(); }), _never);
        await store.Change(Changing(_ava, c => { on16 = c; return new Changes(); }) with { Today = new(2026, 6, 16) }, _never);
        Assert.False(on15!.People.ContainsKey(_dad));
        Assert.DoesNotContain(on15.Links, l => l.PersonId == _dad);
        Assert.True(on16!.People.ContainsKey(_dad));
        Assert.Contains(on16.Links, l => l.PersonId == _dad);
    }
}
