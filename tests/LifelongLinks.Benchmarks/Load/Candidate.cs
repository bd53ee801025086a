namespace LifelongLinks.Benchmarks;

/// <summary>One of those compared: a server of its own with the requests it is asked, and how it has done so far.</summary>
internal sealed class Candidate(string name, ServerProcess server, byte[][] requests, Func<TimeSpan> databaseCpu) : IDisposable
{
    private readonly Dictionary<int, List<Round>> _rounds = [];
    private int _next = -1; // goes on from turn to turn, so that slow answers too are asked of many

    internal string Name => name;

    internal ServerProcess Server => server;

    internal byte[][] Requests => requests;

    /// <summary>Whether it gives the answer, to be compared with the others'.</summary>
    internal bool Answers { get; init; } = true;

    /// <summary>The rounds measured with so many connections.</summary>
    internal IReadOnlyList<Round> Rounds(int connections) => _rounds[connections];

    /// <summary>Asks for a while over some connections at once, each its next question as soon as it is answered.</summary>
    internal async Task Measure(int connections, TimeSpan time, bool keep = true)
    {
        HttpConnection[] open = [.. Enumerable.Range(0, connections).Select(_ => new HttpConnection(server.Port))];
        var round = await Round.Measure(connections, time, () => server.Cpu, databaseCpu, async at =>
        {
            byte[] request = requests[(uint)Interlocked.Increment(ref _next) % requests.Length];
            int status = await open[at].Ask(request);
            Answer.Check(name, status, open[at].Body.Span);
            return open[at].Body.Length;
        });
        Array.ForEach(open, c => c.Dispose());
        if (keep)
        {
            (_rounds.TryGetValue(connections, out var rounds) ? rounds : _rounds[connections] = []).Add(round);
        }
    }

    public void Dispose() => server.Dispose();
}
