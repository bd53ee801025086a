using System.Collections.Concurrent;
using System.Net;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>Neo4j goes away and comes back: what those who ask see of it.</summary>
public sealed class OutageTests
{
    private const string Question = "{ children { totalCount nodes { id name stage links { totalCount } } } }";
    private const int AtOnce = 16;
    private const int Many = 500;

    [OwnNeo4jFact]
    public async Task While_it_is_down_everybody_is_told_so_and_afterwards_all_is_well_by_itself()
    {
        await using var neo4j = await Neo4jServer.StartOwn();
        using var server = await ServerProcess.Start(neo4j);
        Assert.Equal(HttpStatusCode.OK, await server.Health("ready"));

        ConcurrentBag<string> told = [];
        using CancellationTokenSource enough = new();
        var load = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                told.Add(await server.Ask(Question) ?? "answered");
            }
        })));
        await Until(() => told.Count > 10 * AtOnce);

        await neo4j.Stop();
        // All of these are answered before it is back: none of them waits for it.
        string?[] during = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => server.Ask(Question)));
        Assert.All(during, code => Assert.Equal("UNAVAILABLE", code));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Health("ready"));
        Assert.Equal(HttpStatusCode.OK, await server.Health("live"));

        await neo4j.Start();
        await Until(async () => await server.Health("ready") == HttpStatusCode.OK);
        string?[] after = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => server.Ask(Question)));
        Assert.All(after, Assert.Null);

        await enough.CancelAsync();
        await load;
        Assert.Equal(["UNAVAILABLE", "answered"], told.Distinct().Order(StringComparer.Ordinal));
    }

    private static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    /// <summary>Waits for what has to come by itself; a test that waits in vain fails.</summary>
    private static async Task Until(Func<Task<bool>> condition)
    {
        using CancellationTokenSource inVain = new(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(50, inVain.Token);
        }
    }
}
