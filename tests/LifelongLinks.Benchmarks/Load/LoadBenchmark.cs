namespace LifelongLinks.Benchmarks;

/// <summary>
/// The server under load over HTTP, beside an API written by hand that gives the same answers out of the same store: what GraphQL costs.
/// </summary>
internal static class LoadBenchmark
{
    private static readonly int[] _connections = [1, 16];

    /// <summary>Runs the command <c>load</c>.</summary>
    internal static async Task<int> Run(string[] args)
    {
        if (LoadOptions.Read(args) is not { } options)
        {
            Console.Error.WriteLine(LoadOptions.Usage);
            return 1;
        }
        try
        {
            Report report = new(options);
            List<(MeasuredStore Store, Sample Sample)> all = [];
            foreach (var store in options.Stores.Select(file => new MeasuredStore(file, options.Neo4j)))
            {
                all.Add((store, Sample.Read(store.File)));
                // Before any server is started on it, which would make an empty database its own.
                await store.CheckCopy(all[^1].Sample);
            }
            await ClientAlone(all[0].Store, options, report);
            foreach (var (store, sample) in all)
            {
                report.Begin(store, sample);
                foreach (var question in Question.All.Where(q => options.Only is null || q.Name == options.Only))
                {
                    await Measure(question, store, sample, options, report);
                }
                report.End();
                await DriverAlone.Measure(store, sample, _connections, options, report);
            }
            report.Finish();
            return 0;
        }
        catch (InvalidDataException e)
        {
            Console.Error.WriteLine($"Stopped, nothing is written: {e.Message}");
            return 1;
        }
    }

    // Each question is asked of servers started for it, so that their memory is what this question needs.
    private static async Task Measure(Question question, MeasuredStore store, Sample sample, LoadOptions options, Report report)
    {
        Tokens tokens = new(store.File);
        List<Candidate> candidates = [];
        try
        {
            candidates.Add(new("GraphQL", await ServerProcess.Server(options.Port, store), question.GraphQL(sample, tokens), options.DatabaseCpu));
            foreach (var way in question.Ways(store))
            {
                var server = await ServerProcess.Minimal(options.Port + candidates.Count, store);
                candidates.Add(new(way.Name, server, question.Minimal(way, sample, tokens), options.DatabaseCpu) { Answers = way.Answers });
            }
            var answers = await Answer.Same(candidates);
            foreach (var candidate in candidates)
            {
                await candidate.Measure(_connections[^1], options.WarmUp, keep: false);
            }
            foreach (int connections in _connections)
            {
                // In turns, so that whatever else the machine does meets all of them alike.
                for (int round = 0; round < LoadOptions.Rounds; round++)
                {
                    foreach (var candidate in candidates)
                    {
                        await candidate.Measure(connections, options.Time / LoadOptions.Rounds);
                    }
                }
            }
            report.Add(question, answers, candidates, _connections);
        }
        finally
        {
            candidates.ForEach(c => c.Dispose());
        }
    }

    // What the client itself can do: far more than is measured with it, or the figures are the client's.
    private static async Task ClientAlone(MeasuredStore store, LoadOptions options, Report report)
    {
        var server = await ServerProcess.Minimal(options.Port, store);
        using Candidate alone = new("client alone", server, [Question.Request("GET", "/alone", null, "")], options.DatabaseCpu);
        await alone.Measure(_connections[^1], options.WarmUp, keep: false);
        foreach (int connections in _connections)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            await alone.Measure(connections, options.Time / LoadOptions.Rounds);
            report.ClientAlone(connections, alone.Rounds(connections)[0], Environment.CpuUsage.TotalTime - cpu);
        }
    }
}
