using System.Diagnostics;
using System.Globalization;
using LifelongLinks.Server;
using LifelongLinks.Storage;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// What subscribers cost: so many WebSockets listen to one child's case, which this process changes as another server would. How much memory
/// the server needs for them, and how long after the change was saved the last of them has heard of it.
/// </summary>
internal static class LiveBenchmark
{
    private const string Usage = """
        live [--subscribers 1000] [--viewers 1,20,1000] [--events 30] [--port 5340]
          --subscribers  how many WebSockets listen, each with one subscription
          --viewers      how many different people they belong to; several numbers are measured in turn
          --events       how many changes are made, half a second apart; the first five are not counted
          --port         a free port
        """;

    private const int WarmUp = 5;

    // So often the server asks the store; by default it is 250 ms, which is then waited for besides.
    private const string Poll = "--Live:PollMilliseconds=5";

    /// <summary>Runs the command <c>live</c>.</summary>
    internal static async Task<int> Run(string[] args)
    {
        Dictionary<string, string> options = new() { ["--subscribers"] = "1000", ["--viewers"] = "1,20,1000", ["--events"] = "30", ["--port"] = "5340" };
        for (int i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !options.ContainsKey(args[i]))
            {
                Console.Error.WriteLine(Usage);
                return 1;
            }
            options[args[i]] = args[i + 1];
        }
        int subscribers = Number(options["--subscribers"]), events = Number(options["--events"]);
        MeasuredStore store = new(Copy(), null);
        Console.WriteLine($"| {subscribers} subscribers, of so many viewers | MB at first | MB more, all listening | MB more, after {events} events | ms to the first, p50 | ms to the last, p50 | p99 |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (int viewers in options["--viewers"].Split(',').Select(Number))
        {
            Console.WriteLine(await Measure(store, Number(options["--port"]), subscribers, viewers, events));
        }
        return 0;
    }

    private static async Task<string> Measure(MeasuredStore store, int port, int subscribers, int viewers, int events)
    {
        using var server = await ServerProcess.Server(port, store, Poll, "--Live:MaxConnections=100000");
        await using var other = SqliteStore.Open(store.File, KeyEncryptionKeys.Beside(store.File));
        var key = DevelopmentKey.Open(Path.Combine(Path.GetDirectoryName(store.File)!, "development-key.pem"));
        string child = Sample.Read(store.File).Asked[0].Child;
        string query = $"subscription {{ caseChanged(childId: \"{child}\") {{ at child {{ id name }} changed {{ __typename id }} }} }}";

        // One is served before the memory is looked at: what a server needs for the first is not what it needs for each.
        using (var first = await LiveSubscriber.Listen(port, Token(key, 0), query))
        {
            await AllListen([first], () => Change(other, child));
        }
        double atFirst = server.Megabytes;
        var all = new LiveSubscriber[subscribers];
        await Parallel.ForAsync(0, subscribers, new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => all[i] = await LiveSubscriber.Listen(port, Token(key, i % viewers), query));
        await AllListen(all, () => Change(other, child));
        double listening = server.Megabytes;
        List<double> toFirst = [], toLast = [];
        for (int i = 0; i < events; i++)
        {
            var (soonest, latest) = await Hear(all, () => Change(other, child));
            if (i >= WarmUp)
            {
                toFirst.Add(soonest);
                toLast.Add(latest);
            }
            await Task.Delay(500);
        }
        double afterwards = server.Megabytes;
        foreach (var subscriber in all)
        {
            subscriber.Dispose();
        }
        toFirst.Sort();
        toLast.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {viewers} | {atFirst:0} | {listening - atFirst:0} | {afterwards - atFirst:0} | {toFirst[toFirst.Count / 2]:0.0} | {toLast[toLast.Count / 2]:0.0} | {toLast[^1]:0.0} |");
    }

    /// <summary>Makes changes until everybody has heard of one: a server does not say when it has begun to listen for somebody.</summary>
    private static async Task AllListen(IReadOnlyList<LiveSubscriber> all, Func<Task> change)
    {
        foreach (var subscriber in all)
        {
            subscriber.Expect();
        }
        while (all.FirstOrDefault(s => !s.Heard.IsCompletedSuccessfully) is { } deaf)
        {
            await change();
            await Task.WhenAny(deaf.Heard, Task.Delay(1_000));
            if (all.FirstOrDefault(s => s.Heard.IsFaulted) is { } broken)
            {
                await broken.Heard;
            }
        }
        await Task.Delay(3_000); // until what was on its way has arrived
    }

    /// <summary>Makes a change; how long after it was saved the first and the last heard of it, in milliseconds.</summary>
    private static async Task<(double First, double Last)> Hear(IReadOnlyList<LiveSubscriber> all, Func<Task> change)
    {
        foreach (var subscriber in all)
        {
            subscriber.Expect();
        }
        await change();
        long saved = Stopwatch.GetTimestamp();
        long[] heard = await Task.WhenAll(all.Select(s => s.Heard)).WaitAsync(TimeSpan.FromSeconds(30));
        return (Stopwatch.GetElapsedTime(saved, heard.Min()).TotalMilliseconds, Stopwatch.GetElapsedTime(saved, heard.Max()).TotalMilliseconds);
    }

    private static async Task Change(SqliteStore store, string child)
    {
        AuditEvent audit = new() { Id = Guid.CreateVersion7().ToString("N"), At = DateTimeOffset.UtcNow, Subject = "benchmark", Action = "benchmark" };
        var result = await store.Change(new(audit.Id, child, c => new Changes
        {
            Nodes = [c.Case!.Links[0] with { Importance = c.Case.Links[0].Importance == 1 ? 2 : 1 }],
        }, audit), default);
        if (result.Status != ChangeStatus.Applied)
        {
            throw new InvalidOperationException($"The change came out as {result.Status}.");
        }
    }

    // Somebody who sees every case: a scope of their own for each name.
    private static string Token(SecurityKey key, int viewer) =>
        DevelopmentTokens.Make(new($"live-{viewer}", $"live-{viewer}", Role.FgcManager, [], $"live-{viewer}"), key, TimeProvider.System.GetUtcNow());

    // Changes are made to a copy, beside which its own key lies.
    private static string Copy()
    {
        string folder = Path.Combine(LoadOptions.Root, "artifacts", "live");
        Directory.CreateDirectory(folder);
        foreach (string old in Directory.GetFiles(folder, "live.db*"))
        {
            File.Delete(old);
        }
        string file = Path.Combine(folder, "live.db");
        string seeded = LoadOptions.Seeded(20);
        File.Copy(seeded, file);
        File.Copy(Path.Combine(Path.GetDirectoryName(seeded)!, "store.key"), Path.Combine(folder, "store.key"), overwrite: true);
        return file;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
