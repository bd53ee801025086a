using System.Diagnostics;
using System.Globalization;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// The server under four times what it can answer: how much of it is answered and how much sent away, whether it still says that it is well,
/// what memory it holds, and when it is as before.
/// </summary>
internal static class OverloadBenchmark
{
    private const int Times = 4;
    private const int Asking = 16; // at once, which keeps every turn busy
    private const int Connections = 400;
    private static readonly byte[] _live = Question.Request("GET", "/health/live", null, "");
    private static readonly byte[] _ready = Question.Request("GET", "/health/ready", null, "");

    private sealed record Phase(string Name, int Answered, int Refused, int Failed, TimeSpan Took, double[] Live, double[] Ready, double Megabytes, long Ended);

    /// <summary>Runs the command <c>overload</c>.</summary>
    internal static async Task<int> Run(string[] args)
    {
        if (LoadOptions.Read(args) is not { Stores.Count: 1 } options)
        {
            Console.Error.WriteLine("overload [--store FILE | --children N] [--seconds 10] [--only children-page] [--port 5330]; as for load, of one store");
            return 1;
        }
        MeasuredStore store = new(options.Stores[0], options.Neo4j);
        var question = Question.All.Single(q => q.Name == (options.Only ?? "children-page"));
        byte[][] requests = question.GraphQL(Sample.Read(store.File), new(store.File));
        using var server = await ServerProcess.Server(options.Port, store);

        await Ask("warm-up", Asking, null, options.WarmUp);
        var before = await Ask("what it can answer", Asking, null, options.Time);
        double most = before.Answered / before.Took.TotalSeconds;
        var during = await Ask($"{Times} times as much", Connections, Times * most, options.Time);
        var back = await UntilNormal(before, during.Ended);
        var after = await Ask("afterwards", Asking, null, options.Time);

        Console.WriteLine($"{question.Name}, {store.Name}, {Environment.ProcessorCount} cores shared with the client");
        Console.WriteLine("| | asked/s | answered/s | refused/s | failed | live p50 ms | live p99 ms | ready p50 ms | ready p99 ms | memory MB |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var phase in (Phase[])[before, during, after])
        {
            double seconds = phase.Took.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                | {phase.Name} | {(phase.Answered + phase.Refused + phase.Failed) / seconds:N0} | {phase.Answered / seconds:N0} | {phase.Refused / seconds:N0} | {phase.Failed} | {Within(phase.Live, .5):0.0} | {Within(phase.Live, .99):0.0} | {Within(phase.Ready, .5):0.0} | {Within(phase.Ready, .99):0.0} | {phase.Megabytes:N0} |
                """));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"As before {back.TotalSeconds:0.00} s after the load ended; the most memory it held was {server.PeakMegabytes:N0} MB."));
        return 0;

        // So many connections, each asking as soon as it is answered; or all together so often in a second, as long as they can.
        async Task<Phase> Ask(string name, int connections, double? perSecond, TimeSpan time)
        {
            int answered = 0, refused = 0, failed = 0, next = -1;
            var since = Stopwatch.StartNew();
            long ends = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
            using CancellationTokenSource over = new();
            var live = Watch(_live, over.Token);
            var ready = Watch(_ready, over.Token);
            await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
            {
                using HttpConnection connection = new(server.Port);
                while (since.Elapsed < time)
                {
                    int nth = Interlocked.Increment(ref next);
                    if (perSecond is { } rate && TimeSpan.FromSeconds(nth / rate) is var due && due > since.Elapsed)
                    {
                        await Task.Delay(TimeSpan.FromTicks(Math.Max(0, ((due < time ? due : time) - since.Elapsed).Ticks)));
                        if (due >= time)
                        {
                            break;
                        }
                    }
                    int status = await connection.Ask(requests[nth % requests.Length]);
                    Interlocked.Increment(ref status == 200 ? ref answered : ref status == 503 ? ref refused : ref failed);
                }
            })));
            var took = since.Elapsed;
            await over.CancelAsync();
            return new(name, answered, refused, failed, took, await live, await ready, server.Megabytes, ends);
        }

        // One connection that asks for its health ten times a second; how long each answer took.
        async Task<double[]> Watch(byte[] request, CancellationToken over)
        {
            List<double> took = [];
            using HttpConnection connection = new(server.Port);
            while (!over.IsCancellationRequested)
            {
                long start = Stopwatch.GetTimestamp();
                int status = await connection.Ask(request);
                took.Add(status == 200 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidDataException($"Its health is {status}."));
                await Task.Delay(100, CancellationToken.None);
            }
            return [.. took.Order()];
        }

        // Asks one at a time until ten answers in a row take no longer than five times what they took one of many before; since nothing more was
        // asked, what still waited then counted in.
        async Task<TimeSpan> UntilNormal(Phase normal, long ended)
        {
            double usual = Asking * normal.Took.TotalMilliseconds / normal.Answered;
            using HttpConnection connection = new(server.Port);
            var back = TimeSpan.Zero;
            for (int well = 0; well < 10;)
            {
                long start = Stopwatch.GetTimestamp();
                bool isWell = await connection.Ask(requests[0]) == 200 && Stopwatch.GetElapsedTime(start).TotalMilliseconds <= 5 * usual;
                well = isWell ? well + 1 : 0;
                back = well > 1 ? back : Stopwatch.GetElapsedTime(ended);
            }
            return back;
        }
    }

    private static double Within(double[] milliseconds, double share) => milliseconds[Math.Min(milliseconds.Length - 1, (int)(share * milliseconds.Length))];
}
