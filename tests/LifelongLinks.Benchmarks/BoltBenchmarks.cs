using BenchmarkDotNet.Attributes;
using LifelongLinks.Bolt;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// The Bolt client alone: what a row costs in time and memory. Against a server in this process that allocates nothing, or a real one by
/// NEO4J_URI and NEO4J_PASSWORD.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class BoltBenchmarks
{
    private const int Rows = 100_000;

    private readonly Dictionary<string, object?> _parameters = new() { ["i"] = 1L };
    private CannedServer? _canned;
    private IDriver _driver = null!;

    [GlobalSetup]
    public void Connect()
    {
        if (Environment.GetEnvironmentVariable("NEO4J_URI") is { Length: > 0 } uri)
        {
            _driver = GraphDatabase.Driver(uri, AuthTokens.Basic("neo4j", Environment.GetEnvironmentVariable("NEO4J_PASSWORD") ?? ""));
            return;
        }
        _canned = new();
        _driver = GraphDatabase.Driver($"bolt://127.0.0.1:{_canned.Port}", AuthTokens.None);
    }

    [GlobalCleanup]
    public async Task Disconnect()
    {
        await _driver.DisposeAsync();
        _canned?.Dispose();
    }

    [Benchmark]
    public async Task<long> One_row_of_a_transaction_function()
    {
        await using var session = _driver.AsyncSession();
        return await session.ExecuteReadAsync(async tx => (await (await tx.RunAsync("RETURN $i AS i", _parameters)).SingleAsync())["i"].As<long>());
    }

    [Benchmark]
    public async Task<long> One_row_of_a_query_of_its_own()
    {
        await using var session = _driver.AsyncSession();
        return (await (await session.RunAsync("RETURN $i AS i", _parameters)).SingleAsync())["i"].As<long>();
    }

    [Benchmark]
    public async Task<long> One_row_of_an_executable_query()
    {
        var read = await _driver.ExecutableQuery("RETURN $i AS i").WithParameters(_parameters).WithConfig(new(RoutingControl.Readers)).ExecuteAsync();
        return read.Result[0]["i"].As<long>();
    }

    [Benchmark]
    public async Task<int> A_hundred_thousand_rows_streamed()
    {
        await using var session = _driver.AsyncSession();
        var cursor = await session.RunAsync("UNWIND range(1, 100000) AS i RETURN i", _parameters);
        int count = 0;
        while (await cursor.FetchAsync())
        {
            count++;
        }
        return count == Rows ? count : throw new InvalidOperationException($"There were {count} rows.");
    }
}
