using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>Changes and the audit trail, by example.</summary>
public abstract partial class StoreContract
{
    [StoreFact]
    public async Task A_change_is_decided_on_the_case_as_it_stands_and_counts_its_version()
    {
        await using var store = await OpenSample();
        Case? before = null;
        var result = await store.Change(Changing(_ava, c => { before = c; return new Changes { Nodes = [Link(50, _ava, _dad)] }; }), _never);
        Assert.Equal((ChangeStatus.Applied, null), (result.Status, result.Refusal));
        Assert.Equal([Id(50)], result.ChangedIds);
        Assert.Equal([Id(24)], before!.Links.Select(l => l.Id));
        var after = await CaseOf(store, _ava);
        Assert.Equal(before.Child.Version + 1, after.Child.Version);
        Assert.Equal([Id(24), Id(50)], after.Links.Select(l => l.Id));
    }

    [StoreFact]
    public async Task Each_saved_change_of_a_record_adds_one_to_its_version_whatever_it_came_with()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Link(24, _ava, _nan) with { Importance = 3, Version = 7 }, Tie(20, _ava, _nan, _ava) with { Paid = true });
        var @case = await CaseOf(store, _ava);
        Assert.Equal(2, @case.Links[0].Version);
        Assert.Equal(2, @case.Relationships[0].Version);
        Assert.True(@case.Relationships[0].Paid);
    }

    [StoreFact]
    public async Task What_is_saved_as_it_was_already_is_passed_over()
    {
        await using var store = await OpenSample();
        int version = (await CaseOf(store, _ava)).Child.Version;
        var result = await Save(store, _ava, Link(24, _ava, _nan), Tie(20, _ava, _nan, _ava), Person(_nan, "Nan") with { Version = 9 });
        Assert.Empty(result.ChangedIds);
        Assert.Equal(version, (await CaseOf(store, _ava)).Child.Version);
        Assert.Empty((await store.Audit(new(_ava, null, 1), _never)).Events[0].ChangedIds);
    }

    [StoreFact]
    public async Task A_refusal_writes_nothing()
    {
        await using var store = await OpenSample();
        var change = Changing(_ava, _ => new Refusal(RefusalCode.BadArgument, "no"));
        var result = await store.Change(change, _never);
        Assert.Equal((ChangeStatus.Refused, "no"), (result.Status, result.Refusal!.Message));
        Assert.DoesNotContain((await store.Audit(new(), _never)).Events, a => a.Id == change.Audit.Id);
        // Nor is its id used up: the same change may be tried again.
        Assert.Equal(ChangeStatus.Applied, (await store.Change(change with { Decide = _ => new Changes() }, _never)).Status);
    }

    [StoreFact]
    public async Task A_change_with_an_id_that_was_applied_is_answered_and_not_done_again()
    {
        await using var store = await OpenSample();
        var change = Changing(_ava, _ => new Changes { Nodes = [Link(50, _ava, _dad)] });
        await store.Change(change, _never);
        int version = (await CaseOf(store, _ava)).Child.Version;
        var again = await store.Change(change with { Decide = _ => throw new InvalidOperationException("decided twice") }, _never);
        Assert.Equal(ChangeStatus.AlreadyApplied, again.Status);
        Assert.Equal([Id(50)], again.ChangedIds);
        Assert.Equal(version, (await CaseOf(store, _ava)).Child.Version);
        var next = Changing(_ava, _ => new Changes { Nodes = [Link(51, _ava, _dad)] });
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.Change(next, _never))));
        Assert.Equal(1, both.Count(r => r.Status == ChangeStatus.Applied));
        Assert.Equal(7, both.Count(r => r.Status == ChangeStatus.AlreadyApplied));
    }

    [StoreFact]
    public async Task A_new_child_begins_with_no_case()
    {
        await using var store = await OpenSample();
        bool none = false;
        var result = await store.Change(Changing(Id(50), c =>
        {
            none = c is null;
            return new Changes { Nodes = [new Child { Id = Id(50), Name = "Cy", Reference = "C-1" }, Link(51, Id(50), _nan), new Team { Id = Id(52), Name = "South" }] };
        }), _never);
        Assert.True(none);
        Assert.Equal(3, result.ChangedIds.Count);
        Assert.Equal(1, (await CaseOf(store, Id(50))).Child.Version);
    }

    [StoreFact]
    public async Task A_person_may_become_a_child_and_not_the_other_way_while_anything_of_the_case_is_there()
    {
        await using var store = await OpenSample();
        await Save(store, _nan, new Child { Id = _nan, Name = "Nan", Reference = "N-1" });
        Assert.Equal(2, (await CaseOf(store, _nan)).Child.Version);
        await Refused(store, _ava, new Person { Id = _ava, Name = "Ava", Version = (await CaseOf(store, _ava)).Child.Version });
    }

    [StoreFact]
    public async Task Two_writers_of_one_case_never_lose_an_update()
    {
        await using var store = await OpenSample();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                var result = await store.Change(Changing(_ava, c => new Changes
                {
                    Nodes = [c!.Links[0] with { Importance = (c.Links[0].Importance ?? 0) + 1 }],
                }), _never);
                Assert.Equal(ChangeStatus.Applied, result.Status);
            }
        })));
        Assert.Equal(40, (await CaseOf(store, _ava)).Links[0].Importance);
    }

    [StoreFact]
    public async Task A_person_changed_from_two_cases_at_once_never_loses_an_update()
    {
        await using var store = await OpenSample();
        await Task.WhenAll(new[] { _ava, _ben }.Select(childId => Task.Run(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                var result = await store.Change(Changing(childId, c => new Changes
                {
                    Nodes = [c!.People[_dad] with { FormerNames = [.. c.People[_dad].FormerNames, childId] }],
                }), _never);
                Assert.Equal(ChangeStatus.Applied, result.Status);
            }
        })));
        Assert.Equal(20, (await CaseOf(store, _ava)).People[_dad].FormerNames.Count);
    }

    [StoreFact]
    public async Task A_person_saved_over_a_version_that_was_not_seen_is_a_conflict()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Person(_dad, "Father"));
        int decided = 0;
        var result = await store.Change(Changing(_ben, _ =>
        {
            decided++;
            return new Changes { Nodes = [Person(_dad, "Papa") with { Version = 1 }, Link(50, _ben, _nan)] };
        }), _never);
        Assert.Equal((ChangeStatus.Conflict, 10), (result.Status, decided));
        Assert.Equal("Father", (await CaseOf(store, _ben)).People[_dad].Name);
        Assert.Single((await CaseOf(store, _ben)).Links);
    }

    [StoreFact]
    public async Task What_is_erased_goes_with_every_edge_at_it()
    {
        await using var store = await OpenSample();
        var result = await Erase(store, _ava, _nan, Id(25), Id(22), Id(99));
        Assert.Equal([_nan, Id(25), Id(22)], result.ChangedIds);
        var loaded = await store.Expand(_everything, [_ava], Case.Pattern, _never);
        Assert.DoesNotContain(_nan, loaded.Nodes.Keys);
        Assert.Equal([Id(23)], loaded.Edges.Select(e => e.Id));
        Assert.Equal([_dad], (await store.Neighbourhood(_everything, _dad, 3, 9, _never)).People.Where(p => p.Person.Id != _ben).Select(p => p.Person.Id));
    }

    [StoreFact]
    public async Task A_reference_that_is_changed_leads_to_its_new_end_only()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Link(24, _ava, _dad));
        Pattern whom = new([Step.In("WITH")]);
        Assert.Equal([_nan], (await store.Expand(_everything, [_nan], whom, _never)).Nodes.Keys);
        Assert.Equal([_dad, Id(24), Id(33)], (await store.Expand(_everything, [_dad], whom, _never)).Nodes.Keys.Order());
    }

    [StoreFact]
    public async Task What_the_caller_cannot_mean_is_a_bug_and_nothing_of_it_is_written()
    {
        await using var store = await OpenSample();
        var audits = (await store.Audit(new(), _never)).Events;
        var before = (Text(await CaseOf(store, _ava)), Text(await CaseOf(store, _ben)));
        await Refused(store, _ava, Link(50, _ben, _nan));
        await Refused(store, _ava, Link(33, _ava, _nan));
        await Refused(store, _ava, Tie(30, _ava, _nan, _dad));
        await Refused(store, _ava, Tie(50, _ben, _nan, _dad));
        await Refused(store, _ava, new Child { Id = _ben, Name = "Ben", Reference = "B-2" });
        await Refused(store, _ava, Link(50, _ava, _nan), Link(51, _ava, Id(99)));
        await Refused(store, _ava, Tie(50, _ava, _nan, Id(99)));
        await Refused(store, _ava, Tie(50, _ava, _nan, _north));
        await Refused(store, _ava, new Decision { Id = Id(50), ChildId = _ava, LinkId = Id(33), Kind = DecisionKind.Locate, DecidedOn = _today });
        await Refused(store, Id(99), Link(50, Id(99), _nan));
        await Refused(store, _ava, Person(Id(24), "A link"));
        await Assert.ThrowsAsync<ArgumentException>(() => Erase(store, _ava, Id(33)));
        await Assert.ThrowsAsync<ArgumentException>(() => Erase(store, _ava, Id(30)));
        await Assert.ThrowsAsync<ArgumentException>(() => Erase(store, _ava, _ava));
        Assert.Equal(audits.Count, (await store.Audit(new(), _never)).Events.Count);
        Assert.Equal(before, (Text(await CaseOf(store, _ava)), Text(await CaseOf(store, _ben))));
    }

    [StoreFact]
    public async Task A_whole_case_can_be_erased()
    {
        await using var store = await OpenSample();
        await Erase(store, _ben, _ben, Id(33), Id(30));
        Assert.Empty((await store.Get(_everything, [_ben, Id(33)], _never)).Nodes);
        Assert.DoesNotContain((await store.Expand(_everything, [_ava], Case.Pattern, _never)).Edges, e => e.Id == Id(22));
    }

    [StoreFact]
    public async Task The_audit_trail_tells_what_was_changed_newest_first_by_pages()
    {
        await using var store = await OpenSample();
        var change = Changing(_ava, _ => new Changes { Nodes = [Link(50, _ava, _dad)] });
        await store.Change(change with { Audit = change.Audit with { Roles = [Role.SocialWorker], ChildIds = [_ben] } }, _never);
        var of = (await store.Audit(new(_ava), _never)).Events;
        Assert.Equal(change.Audit.Id, of[0].Id);
        Assert.Equal([Id(50)], of[0].ChangedIds);
        Assert.Equal([_ava, _ben], of[0].ChildIds.Order());
        Assert.Equal(change.Id, of[0].RequestId);
        Assert.Equal([Role.SocialWorker], of[0].Roles);
        Assert.Equal(change.Audit.At, of[0].At);
        Assert.Equal(3, of.Count);
        Assert.Equal(of.Select(a => a.Id).OrderDescending(StringComparer.Ordinal), of.Select(a => a.Id));
        Assert.Equal(of.Skip(1).Take(1).Select(a => a.Id), (await store.Audit(new(_ava, of[0].Id, 1), _never)).Events.Select(a => a.Id));
        Assert.Equal(3, (await store.Audit(new(_ben), _never)).Events.Count);
        Assert.Equal(5, (await store.Audit(new(), _never)).Events.Count);
        Assert.Empty((await store.Audit(new(Id(99)), _never)).Events);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Audit(new(Take: 101), _never));
    }

    [StoreFact]
    public async Task Reads_go_on_while_others_write_and_each_is_of_one_moment()
    {
        await using var store = await OpenSample();
        using CancellationTokenSource done = new();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                // Each change adds a link and an activity at once: whoever sees more of one than of the other has seen half a change.
                var @case = await CaseOf(store, _ava);
                Assert.Equal(@case.Links.Count - 1, @case.Activities.Count);
            }
        })).ToList();
        for (int i = 0; i < 20; i++)
        {
            await Save(store, _ava, Link(100 + i, _ava, _dad), new Activity { Id = Id(200 + i), ChildId = _ava, Kind = ActivityKind.Timeline, HeldOn = _today });
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [StoreFact]
    public async Task A_cancelled_read_is_cancelled_and_a_closed_store_says_so()
    {
        var store = await OpenSample();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Get(_everything, [_ava], new(true)));
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Get(_everything, [_ava], _never));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Save(store, _ava));
    }

    private static async Task<Case> CaseOf(IStore store, string childId) =>
        Case.From(await store.Expand(_everything, [childId], Case.Pattern, _never), childId)!;

    private static Task<ArgumentException> Refused(IStore store, string childId, params object[] records) =>
        Assert.ThrowsAsync<ArgumentException>(() => Save(store, childId, records));
}
