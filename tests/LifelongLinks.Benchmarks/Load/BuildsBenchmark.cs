using System.Globalization;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// The child's page of this build and of another build of the server, in turns: what a change costs. Each answers out of a copy of a store that its
/// own seed wrote, as what is stored may differ.
/// </summary>
internal static class BuildsBenchmark
{
    private static readonly int[] _connections = [1, 16, 64];

    /// <summary>Runs the command <c>builds</c>.</summary>
    internal static async Task<int> Run(string[] args)
    {
        if (args is not ["--other", var other, "--other-store", var otherStore, .. var rest] || !File.Exists(other) || !File.Exists(otherStore)
            || LoadOptions.Read(rest) is not { Neo4j: null, Stores: [var own] } options)
        {
            Console.Error.WriteLine("builds --other LifelongLinks.Server.dll --other-store FILE [--store FILE | --children N] [--seconds 10] [--port 5330]; as for load, on the embedded store");
            return 1;
        }
        var question = Question.All.First(q => q.Name == (options.Only ?? "child-page"));
        using StoreCopyFile copy = new(own, "this"), otherCopy = new(otherStore, "other");
        MeasuredStore store = new(copy.File, null), storeOfOther = new(otherCopy.File, null);
        List<Candidate> candidates = [];
        try
        {
            Candidate As(string name, ServerProcess server, MeasuredStore of) =>
                new(name, server, question.GraphQL(Sample.Read(of.File), new(of.File)), () => default);
            candidates.Add(As("this build", await ServerProcess.Server(options.Port, store), store));
            candidates.Add(As("the other", await ServerProcess.Build(options.Port + 1, storeOfOther, other), storeOfOther));
            foreach (var candidate in candidates)
            {
                await candidate.Measure(_connections[1], options.WarmUp, keep: false);
            }
            Console.WriteLine($"{question.Name}, {Environment.ProcessorCount} cores; in brackets: this build by the other, the median over the turns.");
            Console.WriteLine("| connections | | requests/s | p50 ms | p99 ms | CPU ms/request |");
            Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: |");
            foreach (int connections in _connections)
            {
                for (int round = 0; round < LoadOptions.Rounds; round++)
                {
                    foreach (var candidate in candidates)
                    {
                        await candidate.Measure(connections, options.Time / LoadOptions.Rounds);
                    }
                }
                Tell(candidates, connections);
            }
            return 0;
        }
        finally
        {
            candidates.ForEach(c => c.Dispose());
        }
    }

    private static void Tell(List<Candidate> candidates, int connections)
    {
        var (own, other) = (candidates[0].Rounds(connections), candidates[1].Rounds(connections));
        foreach (var (candidate, rounds) in candidates.Zip([own, other]))
        {
            var all = Round.Together(rounds);
            bool first = candidate == candidates[0];
            string Cell(Func<Round, double> figure, string format) => figure(all).ToString(format, CultureInfo.InvariantCulture)
                + (first ? string.Create(CultureInfo.InvariantCulture, $" ({Round.Median(own.Zip(other, (one, two) => figure(one) / figure(two))):0.00})") : "");
            Console.WriteLine($"| {(first ? connections.ToString(CultureInfo.InvariantCulture) : "")} | {candidate.Name} | {Cell(r => r.PerSecond, "N0")} "
                + $"| {Cell(r => r.Within(.5), "0.00")} | {Cell(r => r.Within(.99), "0.00")} | {Cell(r => r.CpuMilliseconds, "0.000")} |");
        }
    }
}
