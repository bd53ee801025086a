using LifelongLinks.Bolt;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// The world of a benchmark in a Neo4j of the benchmarks' own: a database that was empty when they came to it first. Each measurement is a
/// process of its own, so a world is left there for the next, and makes room for another's.
/// </summary>
internal static class Neo4jWorld
{
    // A constraint says whose database it is, since it survives when the nodes go and is no node itself.
    private const string Marker = "lifelong_links_benchmarks_may_empty_this_database";

    // Each measurement is a process of its own, which finds what another has left.
    private static readonly KeyEncryptionKeys _keys = KeyEncryptionKeys.OfText(Convert.ToBase64String(new byte[32]), "the benchmarks");

    /// <summary>The Neo4j that the environment names; null when it names none.</summary>
    internal static Neo4jSettings? Settings { get; } = Environment.GetEnvironmentVariable("NEO4J_URI") is not { Length: > 0 } uri ? null : new(uri)
    {
        User = Environment.GetEnvironmentVariable("NEO4J_USER") is { Length: > 0 } user ? user : "neo4j",
        Password = Environment.GetEnvironmentVariable("NEO4J_PASSWORD"),
    };

    /// <summary>A store that holds a world; it is made where it is not there yet.</summary>
    internal static async Task<Neo4jStore> Open(string name, IEnumerable<Lot> world)
    {
        var settings = Settings ?? throw new InvalidOperationException("NEO4J_URI names no Neo4j.");
        if (await IsReady(settings, name))
        {
            return await Neo4jStore.Open(settings, _keys);
        }
        var store = await Neo4jStore.Open(settings, _keys);
        foreach (var lot in world)
        {
            await store.Add(lot, default);
        }
        // Last of all: it says that the world is whole.
        await store.Add(new() { Applied = [new(name, [])] }, default);
        return store;
    }

    /// <summary>Whether the database holds the world; where it does not, it is emptied.</summary>
    private static async Task<bool> IsReady(Neo4jSettings settings, string world)
    {
        await using var driver = GraphDatabase.Driver(settings.Uri, AuthTokens.Basic(settings.User ?? "", settings.Password ?? ""));
        await using var session = driver.AsyncSession(s => s.WithDatabase(settings.Database));
        if ((await Rows($"SHOW CONSTRAINTS YIELD name WHERE name = '{Marker}'")).Count == 0)
        {
            if ((await Rows("MATCH (n) RETURN n LIMIT 1")).Count > 0)
            {
                throw new InvalidOperationException($"The database at {settings.Uri} holds something that is not the benchmarks': give them an empty one.");
            }
            await Rows($"CREATE CONSTRAINT {Marker} FOR (n:BenchmarksMayEmptyThisDatabase) REQUIRE n.id IS UNIQUE");
        }
        if ((await Rows($"MATCH (:Change {{id: '{world}'}}) RETURN true")).Count > 0)
        {
            return true;
        }
        await Rows("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS");
        return false;

        async Task<List<IRecord>> Rows(string statement)
        {
            var cursor = await session.RunAsync(statement);
            return await cursor.ToListAsync();
        }
    }
}
