using System.Diagnostics;
using System.Globalization;
using LifelongLinks.Server;
using LifelongLinks.Storage;
using Microsoft.AspNetCore.Builder;

namespace LifelongLinks.Benchmarks;

/// <summary>How long the metrics of a year take over every case of a store, by which figures are asked for, each the best of some passes.</summary>
internal static class MetricsBenchmark
{
    private const int Passes = 3;

    private static readonly (string Name, MetricParts Parts, bool ByMonth, MetricDimension[] By)[] _asked =
    [
        ("process", MetricParts.Process, false, []),
        ("process, with the year before, by team", MetricParts.Process | MetricParts.Before, false, [MetricDimension.Team]),
        ("all but gaps, with the year before, by team", MetricParts.All & ~MetricParts.Gaps, false, [MetricDimension.Team]),
        ("adherence by month, twelve months", MetricParts.Promises, true, []),
        ("all but gaps, by three dimensions", MetricParts.All & ~MetricParts.Gaps, false, [MetricDimension.Team, MetricDimension.AgeBand, MetricDimension.PlacementKind]),
        ("all, with the year before", MetricParts.All, false, []),
    ];

    /// <summary>Runs the command <c>metrics</c>.</summary>
    internal static async Task<int> Run(string[] args)
    {
        if (LoadOptions.Read(args) is not { Stores.Count: 1 } options)
        {
            Console.Error.WriteLine("metrics [--store FILE | --children N] [--neo4j URI ...]; as for load, of one store");
            return 1;
        }
        string file = options.Stores[0];
        await using IStore store = options.Neo4j is { } neo4j
            ? await Neo4jStore.Open(neo4j, KeyEncryptionKeys.Beside(file)) : SqliteStore.Open(file, KeyEncryptionKeys.Beside(file));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings.Read(builder.Configuration, builder.Environment);
        Clock clock = new(TimeProvider.System, null);
        AuthorityMetrics metrics = new(store, clock, settings);
        var year = MetricPeriod.Last(12, clock.Today);
        await foreach (var lot in store.Caseload(new() { Today = clock.Today, Authority = true }, default))
        {
            // Sheets that are missing are made once, and not in what is measured.
        }
        Console.WriteLine($"{(options.Neo4j is null ? $"{Path.GetFileName(file)}, {new FileInfo(file).Length / 1_000_000:N0} MB" : "Neo4j")}, {Environment.ProcessorCount} cores");
        Console.WriteLine("| figures | children | best s | most memory MB |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var (name, parts, byMonth, by) in _asked)
        {
            IReadOnlyList<MetricRequest> requests = [.. (byMonth ? year.ByMonth : [year]).Select(period => MetricRequest.Of(period, by, []).Value!)];
            var best = TimeSpan.MaxValue;
            int? children = null;
            // Of a nation's file one pass is enough to wait for.
            for (int pass = 0; pass < Passes && (pass == 0 || best < TimeSpan.FromSeconds(20)); pass++)
            {
                var watch = Stopwatch.StartNew();
                children = (await metrics.Of(requests, parts, default))[0].Total.Now.Children;
                best = watch.Elapsed < best ? watch.Elapsed : best;
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {children:N0} | {best.TotalSeconds:0.00} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000:N0} |"));
        }
        return 0;
    }
}
