using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>Several servers on one store see each other's changes. A store's class only says which store.</summary>
public abstract class TwoServersTests
{
    private static readonly string _changed = $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}";

    private protected abstract Task<LiveServer> First();

    private protected abstract LiveServer Second(LiveServer first);

    [StoreFact]
    public async Task What_one_server_changes_the_subscribers_of_both_are_told_once()
    {
        using var first = await First();
        using var second = Second(first);
        using var at1 = await first.Connect();
        using var at2 = await LiveClient.Open(second.Address);
        await at2.Initialise(TokenAt(second, first));
        await at1.Subscribe("a", _changed);
        await at2.Subscribe("a", _changed);
        await first.Listening(1);
        await second.Listening(1);
        foreach (var changes in (LiveServer[])[first, second, second, first])
        {
            await changes.ChangeLink();
            await at1.Next("a");
            await at2.Next("a");
        }
        await second.Change(Stories.Amara, _ => new Refusal(RefusalCode.Conflict, "no"));
        await Task.Delay(1_000); // both ask the store several times
        foreach (var client in (LiveClient[])[at1, at2])
        {
            await client.Subscribe("b", "{ __typename }");
            await client.Next("b"); // and nothing of a before it
        }
    }

    [StoreFact]
    public async Task Many_changes_of_another_server_at_once_are_all_told()
    {
        using var first = await First();
        using var second = Second(first);
        using var client = await first.Connect();
        await client.Subscribe("a", "subscription { contactRecorded { contact { id } } }");
        await first.Listening(1);
        string[] children = [Stories.Amara, Stories.Jayden, Stories.Kofi, Stories.Leah];
        List<string> recorded = [];
        await Task.WhenAll(children.Select(async child =>
        {
            for (int i = 0; i < 10; i++)
            {
                var result = await second.Change(child, c => new Changes { Nodes = [LiveServer.Contact(c)] });
                lock (recorded)
                {
                    recorded.AddRange(result.ChangedIds.Where(id => id != child));
                }
            }
        }));
        List<string> told = [];
        for (int i = 0; i < 40; i++)
        {
            told.Add((await client.Next("a")).GetProperty("contactRecorded").GetProperty("contact").GetProperty("id").GetString()!);
        }
        Assert.Equal(told.Distinct().Count(), told.Count);
        Assert.Subset(recorded.ToHashSet(), told.ToHashSet());
    }

    private protected abstract string TokenAt(LiveServer server, LiveServer first);
}

public sealed class TwoSqliteServersTests : TwoServersTests
{
    private protected override Task<LiveServer> First() => Task.FromResult(new LiveServer());

    private protected override LiveServer Second(LiveServer first) => new(null, ("Store:Path", first.Service<Settings>().StorePath));

    // The key lies beside the store, and is common to both.
    private protected override string TokenAt(LiveServer server, LiveServer first) => first.Token();
}

[Collection(Neo4jCollection.Name)]
public sealed class TwoNeo4jServersTests(Neo4jServer neo4j) : TwoServersTests
{
    private protected override async Task<LiveServer> First()
    {
        await neo4j.Empty();
        return Open(neo4j);
    }

    // What both read and write, both have the key of.
    private protected override LiveServer Second(LiveServer first) => Open(neo4j, KeyOf(first));

    private protected override string TokenAt(LiveServer server, LiveServer first) => server.Token();

    private static (string, string) KeyOf(LiveServer first) =>
        ("Store:Keys:File", Path.Combine(Path.GetDirectoryName(first.Service<Settings>().StorePath)!, "store.key"));

    private static LiveServer Open(Neo4jServer on, params (string Key, string Value)[] settings) => new(null, [
        .. settings,
        ("Store:Kind", "Neo4j"), ("Store:Uri", on.Uri.ToString()), ("Store:User", on.User), ("Store:Password", on.Password)]);

    [OwnNeo4jFact]
    public async Task When_the_database_was_away_subscribers_are_told_of_what_comes_after()
    {
        await using var own = await Neo4jServer.StartOwn();
        using var first = Open(own);
        using var second = Open(own, KeyOf(first));
        using var client = await first.Connect();
        await client.Subscribe("a", $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}");
        await first.Listening(1);
        await second.ChangeLink();
        await client.Next("a");

        await own.Stop();
        await Task.Delay(1_000); // it is asked for changes meanwhile
        await own.Start();
        await LiveServer.Until(async () =>
        {
            try
            {
                return (await second.ChangeLink()).Status == ChangeStatus.Applied;
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        });
        await client.Next("a");
    }
}
