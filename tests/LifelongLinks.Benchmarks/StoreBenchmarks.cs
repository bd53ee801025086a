using BenchmarkDotNet.Attributes;
using LifelongLinks.Server;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>A benchmark of a store with a world of its own: the embedded store, and Neo4j where NEO4J_URI says which.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public abstract class StoreBenchmarks
{
    private string? _folder;

    public static IEnumerable<StoreKind> Kinds => Neo4jWorld.Settings is null ? [StoreKind.Sqlite] : [StoreKind.Sqlite, StoreKind.Neo4j];

    [ParamsSource(nameof(Kinds))]
    public StoreKind Kind { get; set; }

    private protected static DateOnly Today { get; } = new(2026, 6, 15);

    private protected IStore Store { get; private set; } = null!;

    /// <summary>What the world is called: whoever finds it in a store need not make it again.</summary>
    private protected abstract string WorldName { get; }

    /// <summary>The world, a part that can be written at once after the other.</summary>
    private protected abstract IEnumerable<Lot> World();

    [GlobalSetup]
    public async Task Open()
    {
        if (Kind == StoreKind.Neo4j)
        {
            Store = await Neo4jWorld.Open(WorldName, World());
            return;
        }
        _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
        var store = SqliteStore.Open(Path.Combine(_folder, "store.db"), KeyEncryptionKeys.Beside(Path.Combine(_folder, "store.db")));
        foreach (var lot in World())
        {
            await store.Add(lot, default);
        }
        Store = store;
    }

    [GlobalCleanup]
    public async Task Close()
    {
        await Store.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
