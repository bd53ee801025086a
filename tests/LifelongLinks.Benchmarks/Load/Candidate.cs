using System.Diagnostics;

namespace LifelongLinks.Benchmarks;

/// <summary>One of those compared: a server of its own with the requests it is asked, and how it has done so far.</summary>
internal sealed class Candidate(string name, ServerProcess server, byte[][] requests) : IDisposable
{
    private readonly Dictionary<int, List<Round>> _rounds = [];
    private int _next = -1; // goes on from turn to turn, so that slow answers too are asked of many

    internal string Name => name;

    internal ServerProcess Server => server;

    internal byte[][] Requests => requests;

    /// <summary>The rounds measured with so many connections.</summary>
    internal IReadOnlyList<Round> Rounds(int connections) => _rounds[connections];

    /// <summary>Asks for a while over some connections at once, each its next question as soon as it is answered.</summary>
    internal async Task Measure(int connections, TimeSpan time, bool keep = true)
    {
        var cpu = server.Cpu;
        var since = Stopwatch.StartNew();
        var asked = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(Ask)));
        var took = since.Elapsed;
        Round round = new([.. asked.SelectMany(a => a.Ticks).Order()], took, server.Cpu - cpu, asked.Sum(a => a.Bytes));
        if (keep)
        {
            (_rounds.TryGetValue(connections, out var rounds) ? rounds : _rounds[connections] = []).Add(round);
        }

        async Task<(List<long> Ticks, long Bytes)> Ask()
        {
            List<long> ticks = [];
            long bytes = 0;
            using HttpConnection connection = new(server.Port);
            while (since.Elapsed < time)
            {
                byte[] request = requests[(uint)Interlocked.Increment(ref _next) % requests.Length];
                long start = Stopwatch.GetTimestamp();
                int status = await connection.Ask(request);
                ticks.Add(Stopwatch.GetTimestamp() - start);
                bytes += connection.Body.Length;
                Answer.Check(name, status, connection.Body.Span);
            }
            return (ticks, bytes);
        }
    }

    public void Dispose() => server.Dispose();
}

/// <summary>What was measured in one go.</summary>
/// <param name="Ticks">How long each answer took, shortest first.</param>
/// <param name="Took">How long the round took.</param>
/// <param name="Cpu">Processor time the server used in it.</param>
/// <param name="Bytes">Bytes of all answers.</param>
internal sealed record Round(long[] Ticks, TimeSpan Took, TimeSpan Cpu, long Bytes)
{
    internal double PerSecond => Ticks.Length / Took.TotalSeconds;

    internal double CpuMilliseconds => Cpu.TotalMilliseconds / Ticks.Length;

    /// <summary>The time in milliseconds within which a share of the answers came.</summary>
    internal double Within(double share) => Ticks[Math.Min(Ticks.Length - 1, (int)(share * Ticks.Length))] * 1000.0 / Stopwatch.Frequency;

    /// <summary>Several rounds as one.</summary>
    internal static Round Together(IReadOnlyList<Round> rounds) => new(
        [.. rounds.SelectMany(r => r.Ticks).Order()],
        TimeSpan.FromTicks(rounds.Sum(r => r.Took.Ticks)),
        TimeSpan.FromTicks(rounds.Sum(r => r.Cpu.Ticks)),
        rounds.Sum(r => r.Bytes));
}
