using System.Diagnostics;
using System.Globalization;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// How long it takes to read every case of a store: the first time, when what is kept for it is made, and again. Lots are unpacked on as many threads
/// as there are cores while others are read.
/// </summary>
internal static class CaseloadBenchmark
{
    private const int Passes = 3;

    /// <summary>Runs the command <c>caseload</c>.</summary>
    internal static async Task<int> Run(string[] args)
    {
        if (LoadOptions.Read(args) is not { Stores.Count: 1 } options)
        {
            Console.Error.WriteLine("caseload [--store FILE | --children N] [--neo4j URI ...]; as for load, of one store");
            return 1;
        }
        string file = options.Stores[0];
        await using IStore store = options.Neo4j is { } neo4j
            ? await Neo4jStore.Open(neo4j, KeyEncryptionKeys.Beside(file)) : SqliteStore.Open(file, KeyEncryptionKeys.Beside(file));
        Console.WriteLine($"{(options.Neo4j is null ? $"{Path.GetFileName(file)}, {new FileInfo(file).Length / 1_000_000:N0} MB" : "Neo4j")}, {Environment.ProcessorCount} cores");
        Console.WriteLine("| pass | children | contacts | s | first lot ms | children/s | most memory MB |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int pass = 1; pass <= Passes; pass++)
        {
            var read = await Read(store);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {pass} | {read.Children:N0} | {read.Contacts:N0} | {read.Time.TotalSeconds:0.00} | {read.First.TotalMilliseconds:0} | {read.Children / read.Time.TotalSeconds:N0} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000:N0} |"));
        }
        return 0;
    }

    private static async Task<(long Children, long Contacts, TimeSpan Time, TimeSpan First)> Read(IStore store)
    {
        Scope scope = new() { Today = DateOnly.FromDateTime(DateTime.Today), Authority = true };
        long children = 0, contacts = 0, first = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(store.Caseload(scope, default), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (lot, _) =>
        {
            var cases = lot.Unpack();
            Interlocked.Add(ref children, cases.Count);
            Interlocked.Add(ref contacts, cases.Sum(c => c.Own.Contacts.Count));
            Interlocked.CompareExchange(ref first, watch.ElapsedTicks, 0);
            return ValueTask.CompletedTask;
        });
        return (children, contacts, watch.Elapsed, TimeSpan.FromSeconds(first / (double)Stopwatch.Frequency));
    }
}
