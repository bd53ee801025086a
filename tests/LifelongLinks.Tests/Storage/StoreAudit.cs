using LifelongLinks.Storage;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>The audit trail: groups of events, streams, and finding in it.</summary>
public abstract partial class StoreContract
{
    private static readonly DateTimeOffset _nine = new(2026, 6, 15, 9, 0, 0, TimeSpan.Zero);

    private static AuditEvent Read(int id, string subject = "wendy", string action = "query", double seconds = 0, params string[] children) => new()
    {
        Id = Id(id),
        At = _nine.AddSeconds(seconds),
        Subject = subject,
        Roles = [Role.SocialWorker, Role.Auditor],
        Action = action,
        ChildIds = children,
        RequestId = "r",
    };

    private static List<AuditEvent> Chained(AuditHead head, params IEnumerable<AuditEvent> events)
    {
        List<AuditEvent> chained = [];
        foreach (var audit in events)
        {
            chained.Add(AuditChain.Link(audit, chained.Count == 0 ? head : AuditHead.At(chained[^1])));
        }
        return chained;
    }

    private static async Task<string[]> Found(IStore store, AuditQuery query) => [.. (await store.Audit(query, _never)).Events.Select(a => a.Id)];

    [StoreFact]
    public async Task A_group_of_events_is_there_as_it_was_appended_and_once_however_often_it_is_tried()
    {
        await using var store = await Open();
        var group = Chained(AuditHead.New(Id(1000)), Read(1, children: [_ava, _ben]), Read(2, seconds: 0.1234567), Read(3, children: _ava));
        await store.Append([.. group.Take(2)], _never);
        await store.Append(group, _never);
        await store.Append(group, _never);
        await store.Append([], _never);
        Assert.Equal(group.AsEnumerable().Reverse().Select(Text), (await store.Audit(new(), _never)).Events.Select(Text));
        Assert.Equal([Id(3), Id(1)], await Found(store, new(_ava)));
        Assert.Equal([Id(1)], await Found(store, new(_ben)));
        Assert.All((await store.Audit(new(), _never)).Events, a => Assert.Equal(a.Hash, AuditChain.HashOf(a)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.Append([.. Enumerable.Range(1, 1001).Select(i => Read(i))], _never));
    }

    [StoreFact]
    public async Task A_place_in_a_stream_is_taken_once_and_then_nothing_of_the_group_is_written()
    {
        await using var store = await Open();
        await store.Append(Chained(AuditHead.New(Id(1000)), Read(1)), _never);
        await Assert.ThrowsAnyAsync<Exception>(() => store.Append([Read(2), .. Chained(AuditHead.New(Id(1000)), Read(3))], _never));
        Assert.Equal([Id(1)], await Found(store, new()));
        await store.Append(Chained(AuditHead.New(Id(1001)), Read(2)), _never);
        Assert.Equal([Id(2), Id(1)], await Found(store, new()));
    }

    [StoreFact]
    public async Task Events_are_found_by_child_subject_action_and_instant_by_pages_from_either_end()
    {
        await using var store = await Open();
        await store.Append(
        [
            Read(1, "wendy", "query A", 0, _ava), Read(2, "will", "query B", 0.5, _ava, _ben), Read(3, "wendy", "query B", 1, _ben),
            Read(4, "wendy", "query A", 1.25), Read(5, "will", "query A", 2, _ava),
        ], _never);
        Assert.Equal([Id(4), Id(3), Id(1)], await Found(store, new() { Subject = "wendy" }));
        Assert.Equal([Id(3), Id(2)], await Found(store, new() { Action = "query B" }));
        Assert.Equal([Id(4), Id(3), Id(2)], await Found(store, new() { From = _nine.AddSeconds(0.5), To = _nine.AddSeconds(2) }));
        // An instant is one wherever its clock stands.
        Assert.Equal([Id(5), Id(4), Id(3)], await Found(store, new() { From = _nine.AddSeconds(1).ToOffset(TimeSpan.FromHours(5)) }));
        Assert.Equal([Id(2)], await Found(store, new(_ava) { Subject = "will", To = _nine.AddSeconds(2) }));
        Assert.Equal([Id(1)], await Found(store, new(_ava) { Subject = "wendy", Action = "query A", From = _nine }));

        async Task<(string, bool, int)> Page(AuditQuery query)
        {
            var page = await store.Audit(query with { Counts = true }, _never);
            return (string.Concat(page.Events.Select(e => e.Id[^1])), page.HasMore, page.Total);
        }
        Assert.Equal(("54", true, 5), await Page(new(Take: 2)));
        Assert.Equal(("32", true, 5), await Page(new(After: Id(4), Take: 2)));
        Assert.Equal(("1", false, 5), await Page(new(After: Id(2), Take: 2)));
        Assert.Equal(("21", true, 5), await Page(new(Take: 2) { FromEnd = true }));
        Assert.Equal(("54", false, 5), await Page(new(Take: 2) { FromEnd = true, Before = Id(3) }));
        Assert.Equal(("43", false, 5), await Page(new(After: Id(5)) { Before = Id(2) }));
        Assert.Equal(("52", true, 3), await Page(new(_ava, Take: 2)));
        Assert.Equal(("1", false, 3), await Page(new(_ava, After: Id(2), Take: 2)));
        Assert.Equal(("21", true, 3), await Page(new(_ava, Take: 2) { FromEnd = true }));
        Assert.Equal(("5", true, 2), await Page(new(_ava, Take: 1) { Subject = "will" }));
        Assert.Equal(("2", false, 2), await Page(new(_ava, Take: 1, After: Id(5)) { Subject = "will" }));
        Assert.Equal(("", true, 5), await Page(new(Take: 0)));
        Assert.Equal(0, (await store.Audit(new(), _never)).Total);
    }

    [StoreFact]
    public async Task A_change_goes_on_its_stream_and_one_that_was_not_made_leaves_it_where_it_was()
    {
        await using var store = await OpenSample();
        var head = AuditHead.New(Id(1000));
        var change = Changing(_ava, _ => new Changes { Nodes = [Link(50, _ava, _dad)] }) with { Head = head };
        var first = (await store.Change(change, _never)).Audited!;
        Assert.Equal((head.Stream, 1, ""), (first.Stream, first.Sequence, first.Previous));
        Assert.Equal([_ava], first.ChildIds);
        Assert.Equal([Id(50)], first.ChangedIds);
        Assert.Equal(Text(first), Text((await store.Audit(new(_ava, Take: 1), _never)).Events.Single()));
        Assert.Null((await store.Change(change with { Head = AuditHead.At(first) }, _never)).Audited);
        Assert.Null((await store.Change(Changing(_ava, _ => new Refusal(RefusalCode.BadArgument, "no")) with { Head = AuditHead.At(first) }, _never)).Audited);
        var second = (await store.Change(Changing(_ben, _ => new Changes()) with { Head = AuditHead.At(first) }, _never)).Audited!;
        Assert.Null(AuditChain.Fault(AuditHead.At(first), second));
        Assert.Null((await store.Change(Changing(_ava, _ => new Changes()), _never)).Audited!.Stream);
        Assert.Equal([first.Id, second.Id], (await ((IWholeStore)store).Chained(null, 100, _never)).Select(a => a.Id));
    }

    [StoreFact]
    public async Task Streams_are_walked_in_their_order_and_a_break_is_found_again_from_heads_that_were_kept()
    {
        await using var store = (IWholeStore)await Open();
        var one = Chained(AuditHead.New(Id(1001)), Enumerable.Range(1, 3).Select(i => Read(i)));
        var other = Chained(AuditHead.New(Id(1000)), Enumerable.Range(4, 3).Select(i => Read(i)));
        await store.Append([.. one.Take(2), .. other, Read(9)], _never);
        Assert.Equal([Id(4), Id(5), Id(6), Id(1), Id(2)], (await store.Chained(null, 100, _never)).Select(a => a.Id));
        Assert.Equal([Id(6), Id(1)], (await store.Chained(AuditHead.At(other[1]), 2, _never)).Select(a => a.Id));
        Assert.Empty(await store.Chained(AuditHead.At(one[1]), 2, _never));

        var walked = await AuditWalk.Walk(store, new Dictionary<string, AuditHead>(), _never);
        Assert.Equal((5L, 1L), (walked.Events, walked.Unchained));
        Assert.Equal([AuditHead.At(other[2]), AuditHead.At(one[1])], walked.Heads);
        Assert.Empty(walked.Broken);
        var kept = walked.Heads.ToDictionary(h => h.Stream);
        await store.Append([one[2]], _never);
        Assert.Empty((await AuditWalk.Walk(store, kept, _never)).Broken);

        // A stream that had gone on further, one that was another, and one that is gone.
        kept[Id(1001)] = AuditHead.At(one[2]) with { Sequence = 7 };
        kept[Id(1000)] = AuditHead.At(other[1]) with { Hash = other[2].Hash! };
        kept[Id(1002)] = new(Id(1002), 1, one[0].Hash!);
        Assert.Equal([(Id(1000), 2), (Id(1001), 4), (Id(1002), 1)], (await AuditWalk.Walk(store, kept, _never)).Broken.Select(b => (b.Stream, b.Sequence)));

        await store.Append([Chained(AuditHead.New(Id(1003)), Read(7), Read(8))[1]], _never);
        Assert.Equal((Id(1003), 2), (await AuditWalk.Walk(store, new Dictionary<string, AuditHead>(), _never)).Broken.Select(b => (b.Stream, b.Sequence)).Single());
    }

    [StoreFact]
    public async Task Changes_at_once_each_with_a_stream_leave_every_stream_whole()
    {
        await using var store = await OpenSample();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(stream => Task.Run(async () =>
        {
            var head = AuditHead.New(Id(1000 + stream));
            for (int i = 0; i < 5; i++)
            {
                var result = await store.Change(Changing(stream % 2 == 0 ? _ava : _ben, _ => new Changes()) with { Head = head }, _never);
                head = AuditHead.At(result.Audited!);
            }
        })));
        var walked = await AuditWalk.Walk((IWholeStore)store, new Dictionary<string, AuditHead>(), _never);
        Assert.Empty(walked.Broken);
        Assert.Equal([5, 5, 5, 5], walked.Heads.Select(h => h.Sequence));
    }
}
