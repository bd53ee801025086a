using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>Neo4j is killed while changes are written: what was acknowledged is there, and nothing is there twice.</summary>
public sealed class KillTests
{
    private const int Children = 4;
    private const int Kills = 2;
    private const int Enough = 25;

    private static readonly Scope _everything = Scope.Everything(new(2026, 6, 15));

    [OwnNeo4jFact]
    public async Task No_acknowledged_change_is_lost_and_none_is_applied_twice_though_it_is_killed_again_and_again()
    {
        await using var neo4j = await Neo4jServer.StartOwn();
        await using var store = await Neo4jStore.Open(new(neo4j.Uri.ToString()) { User = neo4j.User, Password = neo4j.Password }, TestKeys.Keys);
        int[] acknowledged = new int[Children];
        AuditHead[] heads = [.. Enumerable.Range(0, Children).Select(child => AuditHead.New(Writer.Id(9, child)))];
        using CancellationTokenSource enough = new();
        var writers = Enumerable.Range(0, Children).Select(child => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await Acknowledged(store, Numbered(child, acknowledged[child]));
                heads[child] = await Acknowledged(store, heads[child], Number(child, acknowledged[child]));
                acknowledged[child]++;
            }
        })).ToList();
        for (int kill = 0; kill < Kills; kill++)
        {
            int before = acknowledged.Sum();
            while (acknowledged.Sum() < before + Enough)
            {
                await (await Task.WhenAny([Task.Delay(10), .. writers])); // a writer that failed ends the test
            }
            await neo4j.Kill();
            await neo4j.Start();
        }
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        // Groups of audit events that were tried again are there once, each where it was meant to be.
        var walked = await AuditWalk.Walk(store, new Dictionary<string, AuditHead>(), default);
        Assert.Empty(walked.Broken);
        Assert.Equal(heads, walked.Heads);

        for (int child = 0; child < Children; child++)
        {
            // Each change counted one up from what it found, and has one audit event and four records.
            int changes = acknowledged[child];
            var found = await store.Expand(_everything, [Writer.ChildIdOf(child)], Case.Pattern, default);
            var @case = Case.From(found, Writer.ChildIdOf(child))!;
            Assert.Equal(changes - 1, @case.Links.Single(l => l.Id == Writer.Id(3, Number(child, 0))).Importance);
            Assert.Equal(Enumerable.Range(0, changes).Select(n => Writer.Id(3, Number(child, n))), @case.Links.Select(l => l.Id).Order(StringComparer.Ordinal));
            Assert.Equal(changes, @case.Relationships.Count);
            Assert.Equal(Enumerable.Range(0, changes).Select(n => Writer.Id(7, Number(child, n))).Reverse(), await Audited(store, Writer.ChildIdOf(child)));
        }
    }

    /// <summary>Appends a group of two until it is acknowledged; where its stream then stands.</summary>
    private static async Task<AuditHead> Acknowledged(Neo4jStore store, AuditHead head, int number)
    {
        var one = AuditChain.Link(Read(2 * number), head);
        var other = AuditChain.Link(Read(2 * number + 1), AuditHead.At(one));
        while (true)
        {
            try
            {
                await store.Append([one, other], default);
                return AuditHead.At(other);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(20);
            }
        }

        static AuditEvent Read(int n) => new() { Id = Writer.Id(10, n), At = DateTimeOffset.UnixEpoch, Subject = "reader", Action = "read" };
    }

    /// <summary>Sends a change until it is acknowledged, as a client does that was told to try again.</summary>
    private static async Task Acknowledged(Neo4jStore store, CaseChange change)
    {
        while (true)
        {
            try
            {
                Assert.Contains((await store.Change(change, default)).Status, new[] { ChangeStatus.Applied, ChangeStatus.AlreadyApplied });
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>A change that writes four new records and counts one up.</summary>
    private static CaseChange Numbered(int child, int n)
    {
        var change = Writer.Change(Number(child, n), child);
        return change with
        {
            Decide = loaded => change.Decide(loaded).Value! is var changes && loaded.Case?.Links.Single(l => l.Id == Writer.Id(3, Number(child, 0))) is { } first
                ? changes with { Nodes = [.. changes.Nodes, first with { Importance = (first.Importance ?? 0) + 1 }] }
                : changes,
        };
    }

    private static int Number(int child, int n) => child * 1_000_000 + n;

    private static async Task<List<string>> Audited(Neo4jStore store, string childId)
    {
        List<string> ids = [];
        while ((await store.Audit(new(childId, ids.LastOrDefault()), default)).Events is { Count: > 0 } page)
        {
            ids.AddRange(page.Select(a => a.Id));
        }
        return ids;
    }
}
