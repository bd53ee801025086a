using System.Diagnostics;

namespace LifelongLinks.Benchmarks;

/// <summary>What was measured in one go.</summary>
/// <param name="Ticks">How long each answer took, shortest first.</param>
/// <param name="Took">How long the round took.</param>
/// <param name="Cpu">Processor time used in it by who answers.</param>
/// <param name="DatabaseCpu">Processor time used in it by the database, where that is a process of its own and known.</param>
/// <param name="Bytes">Bytes of all answers.</param>
internal sealed record Round(long[] Ticks, TimeSpan Took, TimeSpan Cpu, TimeSpan DatabaseCpu, long Bytes)
{
    internal double PerSecond => Ticks.Length / Took.TotalSeconds;

    internal double CpuMilliseconds => Cpu.TotalMilliseconds / Ticks.Length;

    internal double DatabaseMilliseconds => DatabaseCpu.TotalMilliseconds / Ticks.Length;

    /// <summary>The time in milliseconds within which a share of the answers came.</summary>
    internal double Within(double share) => Ticks[Math.Min(Ticks.Length - 1, (int)(share * Ticks.Length))] * 1000.0 / Stopwatch.Frequency;

    /// <summary>Asks for a while, so many at once, each again as soon as it is answered.</summary>
    /// <param name="atOnce">How many at once.</param>
    /// <param name="time">For how long.</param>
    /// <param name="cpu">Processor time used so far by who answers.</param>
    /// <param name="databaseCpu">The same of the database.</param>
    /// <param name="ask">Asks once, as one of those at once; bytes of the answer.</param>
    internal static async Task<Round> Measure(int atOnce, TimeSpan time, Func<TimeSpan> cpu, Func<TimeSpan> databaseCpu, Func<int, ValueTask<int>> ask)
    {
        var (cpuBefore, databaseBefore) = (cpu(), databaseCpu());
        var since = Stopwatch.StartNew();
        var asked = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(at => Task.Run(() => AskOn(at))));
        var took = since.Elapsed;
        return new([.. asked.SelectMany(a => a.Ticks).Order()], took, cpu() - cpuBefore, databaseCpu() - databaseBefore, asked.Sum(a => a.Bytes));

        async Task<(List<long> Ticks, long Bytes)> AskOn(int at)
        {
            List<long> ticks = [];
            long bytes = 0;
            while (since.Elapsed < time)
            {
                long start = Stopwatch.GetTimestamp();
                bytes += await ask(at);
                ticks.Add(Stopwatch.GetTimestamp() - start);
            }
            return (ticks, bytes);
        }
    }

    /// <summary>The median of some figures.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Several rounds as one.</summary>
    internal static Round Together(IReadOnlyList<Round> rounds) => new(
        [.. rounds.SelectMany(r => r.Ticks).Order()],
        TimeSpan.FromTicks(rounds.Sum(r => r.Took.Ticks)),
        TimeSpan.FromTicks(rounds.Sum(r => r.Cpu.Ticks)),
        TimeSpan.FromTicks(rounds.Sum(r => r.DatabaseCpu.Ticks)),
        rounds.Sum(r => r.Bytes));
}
