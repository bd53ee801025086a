using System.Security.Claims;
using BenchmarkDotNet.Attributes;
using LifelongLinks.Seed;
using LifelongLinks.Server;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// What deciding who may see what adds to a request: from a token's claims to a viewer and their scope, their sight of a loaded case, and every fact
/// of it as they may see it. Aim: under 50 µs.
/// </summary>
[MemoryDiagnoser]
public class AccessBenchmark
{
    private static readonly DateOnly _today = new(2026, 6, 30);
    private ClaimsPrincipal _user = null!;
    private Case _case = null!;

    /// <summary>Who asks for Amara's page.</summary>
    [Params("coordinator", "foster-carer")]
    public string Account { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var account = DemoAccounts.All.Single(a => a.Name == Account);
        _user = new(new ClaimsIdentity([new("sub", account.Subject), new("roles", Words.Of(account.Role))]));
        string folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
        using (var store = new DisposableStore(Path.Combine(folder, "access.db")))
        {
            _case = store.Case(_today, Stories.Amara);
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>All of it.</summary>
    [Benchmark]
    public int Decide()
    {
        var viewer = Viewers.From(_user, _today);
        var sight = viewer.Scope.IsEmpty ? null : Sight.Of(viewer, _case);
        return sight is null ? 0 : _case.Facts.Count(f => sight.See(f) is not null);
    }

    private sealed class DisposableStore(string file) : IDisposable
    {
        private readonly Storage.SqliteStore _store = Storage.SqliteStore.Open(file, Storage.KeyEncryptionKeys.Beside(file));

        internal Case Case(DateOnly today, string child)
        {
            StoryStore.Load(_store, today, DateTimeOffset.UtcNow).GetAwaiter().GetResult();
            return Core.Case.From(_store.Expand(Scope.Everything(today), [child], Core.Case.Pattern, default).GetAwaiter().GetResult(), child)!;
        }

        public void Dispose() => _store.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
