using System.Collections.Concurrent;
using System.Net;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>Neo4j goes away and comes back: what those who ask see of it.</summary>
public sealed class OutageTests
{
    private const string Question = "{ children { nodes { id name stage } } }";
    private const int AtOnce = 16;
    private const int Many = 300;

    [OwnNeo4jFact]
    public async Task While_it_is_down_everybody_is_told_so_and_afterwards_all_is_well_by_itself()
    {
        await using var neo4j = await Neo4jServer.StartOwn();
        using var server = await ServerProcess.Start(neo4j);
        Assert.Equal(HttpStatusCode.OK, await server.Health("ready"));

        bool down = false;
        ConcurrentBag<(bool Down, string? Code)> told = [];
        using CancellationTokenSource enough = new();
        var load = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                bool sentWhileDown = Volatile.Read(ref down);
                string? code = await server.Ask(Question);
                told.Add((sentWhileDown && Volatile.Read(ref down), code));
            }
        })));
        await Until(() => told.Count > 10 * AtOnce);

        await neo4j.Stop();
        Volatile.Write(ref down, true);
        // All of these are answered before it is back: none of them waits for it.
        string?[] during = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => server.Ask(Question)));
        Assert.All(during, code => Assert.Equal("UNAVAILABLE", code));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Health("ready"));
        Assert.Equal(HttpStatusCode.OK, await server.Health("live"));
        Volatile.Write(ref down, false);

        await neo4j.Start();
        await Until(async () => await server.Health("ready") == HttpStatusCode.OK);
        await Until(async () => await server.Ask(Question) is null);
        await enough.CancelAsync();
        await load;
        string?[] after = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => server.Ask(Question)));
        Assert.All(after, Assert.Null);

        Assert.All(told.Where(t => t.Down), t => Assert.Equal("UNAVAILABLE", t.Code));
        // Where the machine is slow, what Neo4j first has to plan may take longer than a request may.
        Assert.Empty(told.Select(t => t.Code).Except([null, "UNAVAILABLE", "TIMEOUT", "OVERLOADED"]));
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
