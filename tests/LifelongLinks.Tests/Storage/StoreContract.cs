using System.Globalization;

namespace LifelongLinks.Tests.Storage;

/// <summary>What every store keeps to: each verb's order, bounds, scope and protection. A store's test class only opens one.</summary>
public abstract partial class StoreContract
{
    private static readonly DateOnly _today = new(2026, 6, 15);
    private static readonly CancellationToken _never = CancellationToken.None;
    private static readonly Scope _everything = Scope.Everything(_today);
    private static readonly Scope _authority = new() { Today = _today, Authority = true };

    /// <summary>Wendy, Ava's social worker.</summary>
    private static readonly Scope _wendy = new() { Today = _today, Subject = "wendy", Overseeing = [Role.SocialWorker] };

    private static readonly string _ava = Id(1), _ben = Id(2), _nan = Id(3), _dad = Id(4), _stranger = Id(5), _wendyId = Id(6), _will = Id(7), _north = Id(8);

    /// <summary>A new, empty store.</summary>
    private protected abstract Task<IStore> Open();

    private static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Two children: Ava, who has Nan and Dad and Wendy; Ben in team North, whom Will oversees; each knows of the other.</summary>
    private async Task<IStore> OpenSample()
    {
        var store = await Open();
        await Save(store, _ava,
            new Child { Id = _ava, Name = "Ava", Reference = "A-1", Subject = "ava", DateOfBirth = new(2012, 3, 1) }, Person(_nan, "Nan"), Person(_dad, "Dad"),
            Person(_stranger, "Nobody's"), new Worker { Id = _wendyId, Name = "Wendy", Subject = "wendy", Roles = [Role.SocialWorker] });
        await Save(store, _ben, new Child { Id = _ben, Name = "Ben", Reference = "B-1", Subject = "ben" },
            new Worker { Id = _will, Name = "Will", Subject = "will" }, new Team { Id = _north, Name = "North" });
        await Save(store, _ava, Tie(20, _ava, _nan, _ava), Tie(21, _ava, _dad, _nan), Tie(22, _ava, _ben, _ava),
            new Oversight { Id = Id(23), WorkerId = _wendyId, ChildId = _ava, Role = Role.SocialWorker, Since = _today },
            Link(24, _ava, _nan), Detail(25, _nan), Detail(26, _dad));
        await Save(store, _ben, Tie(30, _ben, _dad, _ben),
            new Oversight { Id = Id(31), WorkerId = _will, ChildId = _ben, Role = Role.SocialWorker },
            new InTeam { Id = Id(32), ChildId = _ben, TeamId = _north, Until = _today.AddDays(1) }, Link(33, _ben, _dad));
        return store;
    }

    private static Person Person(string id, string name) => new() { Id = id, Name = name };

    private static Relationship Tie(int id, string owner, string from, string to) =>
        new() { Id = Id(id), RecordedForId = owner, FromId = from, ToId = to, Kind = RelationshipKind.Other };

    private static Link Link(int id, string childId, string personId) => new() { Id = Id(id), ChildId = childId, PersonId = personId, IdentifiedOn = _today };

    private static ContactDetail Detail(int id, string personId) => new() { Id = Id(id), PersonId = personId, Kind = ContactDetailKind.Phone, Value = "0" };

    private static Restriction Seal(int id, string childId, string? person = null, string? tie = null) =>
        new() { Id = Id(id), ChildId = childId, Kind = RestrictionKind.SealedAdoption, Effect = RestrictionEffect.Block, AgainstId = person, TieId = tie, From = _today };

    private static CaseChange Changing(string childId, Func<Case?, Outcome<Changes>> decide, string? id = null) => new(
        id ?? Guid.CreateVersion7().ToString("N"), childId, loaded => decide(loaded.Case),
        new() { Id = Guid.CreateVersion7().ToString("N"), At = new(2026, 6, 15, 9, 0, 0, TimeSpan.Zero), Subject = "wendy", Action = "test" });

    private static async Task<ChangeResult> Save(IStore store, string childId, params object[] records)
    {
        Changes changes = new() { Nodes = [.. records.OfType<Node>()], Edges = [.. records.OfType<Edge>()] };
        var result = await store.Change(Changing(childId, _ => changes), _never);
        Assert.Equal(ChangeStatus.Applied, result.Status);
        return result;
    }

    private static Task<ChangeResult> Erase(IStore store, string childId, params string[] ids) =>
        store.Change(Changing(childId, _ => new Changes { Erased = ids }), _never);

    private static async Task<string[]> Names(IStore store, Scope scope) =>
        [.. (await store.Find(scope, new("Person") { OrderBy = [new("Name")], Take = 100 }, _never)).Nodes.Select(n => ((Person)n).Name)];

    private static async Task<string[]> Names(IStore store, Query query) =>
        [.. (await store.Find(_everything, query, _never)).Nodes.Select(n => ((Person)n).Name)];
}
