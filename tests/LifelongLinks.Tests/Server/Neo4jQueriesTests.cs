using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Server;

/// <summary>The real server on Neo4j: the same answers as on the embedded store, and how many round trips they take.</summary>
[Collection(Neo4jCollection.Name)]
public sealed class Neo4jQueriesTests(Neo4jServer neo4j)
{
    private static readonly string _snapshots = Path.Combine(QueriesServer.Examples(), "..", "..", "tests", "LifelongLinks.Tests", "Server", "__snapshots__");

    [Neo4jFact]
    public async Task Every_example_is_answered_as_by_the_embedded_store()
    {
        await neo4j.Empty();
        using QueriesServer served = new(Settings(neo4j.Uri.ToString()));
        var names = Directory.GetFiles(QueriesServer.Examples(), "*.graphql").Select(f => Path.GetFileNameWithoutExtension(f)!).ToList();
        Assert.NotEmpty(names);
        foreach (string name in names)
        {
            var (answer, _) = await served.Count(QueriesServer.Example(name));
            string expected = await File.ReadAllTextAsync(Path.Combine(_snapshots, $"Queries.{name}.snap"));
            Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), JsonSerializer.Serialize(answer, QueriesTests.Readable).ReplaceLineEndings("\n"));
        }
    }

    [Neo4jFact]
    public async Task Metrics_are_those_of_the_embedded_store()
    {
        await neo4j.Empty();
        using QueriesServer served = new(Settings(neo4j.Uri.ToString()));
        var answer = await MetricsTests.Ask(served.Server, MetricsTests.Question);
        string expected = await File.ReadAllTextAsync(Path.Combine(_snapshots, "Metrics.year.snap"));
        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), JsonSerializer.Serialize(answer.GetProperty("data"), QueriesTests.Readable).ReplaceLineEndings("\n"));
    }

    [Neo4jFact]
    public async Task A_read_takes_one_round_trip_whatever_its_shape_and_a_change_two_and_the_commit()
    {
        await neo4j.Empty();
        await using CountedRoundTrips counted = new(neo4j.Uri);
        using QueriesServer served = new(Settings(counted.Uri));
        async Task<int> RoundTrips(Func<Task> what)
        {
            await what(); // the connection is there, and the statement known
            counted.Count = 0;
            await what();
            return counted.Count;
        }
        // Each has one more, in which it is written down who has read.
        Assert.Equal(1 + 1, await RoundTrips(() => served.Count(QueriesServer.Example("child-page"))));
        Assert.Equal(1 + 1, await RoundTrips(() => served.Count(QueriesServer.Example("network-gaps"))));
        Assert.Equal(2 + 1, await RoundTrips(() => served.Count(QueriesServer.Example("children-page"))));
        var store = (IStore)served.Server.Services.GetService(typeof(IStore))!;
        Assert.Equal(3, await RoundTrips(async () =>
        {
            AuditEvent audit = new() { Id = Guid.CreateVersion7().ToString("N"), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" };
            var result = await store.Change(new(audit.Id, Stories.Amara, c => new Changes
            {
                Nodes = [c.Case!.Links[0] with { Importance = c.Case.Links[0].Importance == 1 ? 2 : 1 }, new Activity { Id = Guid.CreateVersion7().ToString("N"), ChildId = Stories.Amara, Kind = ActivityKind.Timeline, HeldOn = new(2026, 6, 1) }],
            }, audit), default);
            Assert.Equal(ChangeStatus.Applied, result.Status);
        }));
    }

    private (string Key, string Value)[] Settings(string uri) =>
        [("Store:Kind", "Neo4j"), ("Store:Uri", uri), ("Store:User", neo4j.User), ("Store:Password", neo4j.Password)];
}
