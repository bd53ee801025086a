using System.Globalization;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// What it costs to write down who reads what: the child's page of the server as it is, and of the same server over a store that takes audit
/// events and writes none, in turns. Out of a copy of the store, as it grows with every answer.
/// </summary>
internal static class AuditBenchmark
{
    private static readonly int[] _connections = [1, 16, 64];

    /// <summary>Runs the command <c>audit</c>.</summary>
    internal static async Task<int> Run(string[] args)
    {
        if (LoadOptions.Read(args) is not { Neo4j: null, Stores.Count: 1 } options)
        {
            Console.Error.WriteLine("audit [--store FILE | --children N] [--seconds 10] [--port 5330]; as for load, on the embedded store");
            return 1;
        }
        var sample = Sample.Read(options.Stores[0]);
        var question = Question.All.First(q => q.Name == "child-page");
        using StoreCopyFile copy = new(options.Stores[0], "audit");
        MeasuredStore store = new(copy.File, null);
        Tokens tokens = new(store.File);
        List<Candidate> candidates = [];
        try
        {
            candidates.Add(new("audited", await ServerProcess.Own(options.Port, store, "audited"), question.GraphQL(sample, tokens), () => default));
            candidates.Add(new("not audited", await ServerProcess.Own(options.Port + 1, store, "unaudited"), question.GraphQL(sample, tokens), () => default));
            foreach (var candidate in candidates)
            {
                await candidate.Measure(_connections[1], options.WarmUp, keep: false);
            }
            Console.WriteLine($"{question.Name}, {sample.Children} children, {Environment.ProcessorCount} cores; in brackets: audited by not audited, the median over the turns.");
            Console.WriteLine("| connections | | requests/s | p50 ms | p99 ms | CPU ms/request | events |");
            Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
            foreach (int connections in _connections)
            {
                long events = Events(copy.File);
                for (int round = 0; round < LoadOptions.Rounds; round++)
                {
                    foreach (var candidate in candidates)
                    {
                        await candidate.Measure(connections, options.Time / LoadOptions.Rounds);
                    }
                }
                events = Events(copy.File) - events;
                Tell(candidates, connections, events);
            }
            return 0;
        }
        finally
        {
            candidates.ForEach(c => c.Dispose());
        }
    }

    private static void Tell(List<Candidate> candidates, int connections, long events)
    {
        var (audited, plain) = (candidates[0].Rounds(connections), candidates[1].Rounds(connections));
        foreach (var (candidate, rounds) in candidates.Zip([audited, plain]))
        {
            var all = Round.Together(rounds);
            bool first = candidate == candidates[0];
            string Cell(Func<Round, double> figure, string format) => figure(all).ToString(format, CultureInfo.InvariantCulture)
                + (first ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Round.Median(audited.Zip(plain, (one, other) => figure(one) / figure(other))):0.00})"));
            // One event for each answer: a run in which they were not written is no measurement.
            string written = first ? $"{events} of {all.Ticks.Length}" : "";
            Console.WriteLine($"| {(first ? connections.ToString(CultureInfo.InvariantCulture) : "")} | {candidate.Name} | {Cell(r => r.PerSecond, "N0")} " +
                $"| {Cell(r => r.Within(.5), "0.00")} | {Cell(r => r.Within(.99), "0.00")} | {Cell(r => r.CpuMilliseconds, "0.000")} | {written} |");
        }
    }

    private static long Events(string store) => Convert.ToInt64(StoreCopyFile.Execute(store, "SELECT count(*) FROM audit"), CultureInfo.InvariantCulture);
}
