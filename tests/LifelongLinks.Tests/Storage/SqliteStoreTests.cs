using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
    private int _stores;

    private protected override Task<IStore> Open() => Task.FromResult<IStore>(SqliteStore.Open(Path.Combine(_folder, $"{_stores++}.db")));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
