namespace LifelongLinks.Benchmarks;

/// <summary>
/// The statements written by hand, sent by the Bolt client in this process without HTTP, whose answers are read and left at that: what the
/// database itself gives.
/// </summary>
internal static class DriverAlone
{
    /// <summary>Measures what is written by hand of one thing, and reports it.</summary>
    internal static async Task Measure(MeasuredStore store, Sample sample, IReadOnlyList<int> atOnce, LoadOptions options, Report report)
    {
        if (store.Neo4j is not { } neo4j)
        {
            return;
        }
        await using CypherByHand cypher = new(neo4j);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await One("child-page", a => cypher.ChildPageRows(Coordinator(a), a.Child));
        await One("lookup", a => cypher.LookupRows(Coordinator(a), a.Person));

        Viewer Coordinator(AskedChild asked) => new(asked.Subject, [Role.Coordinator], [], today);

        async Task One<T>(string question, Func<AskedChild, Task<List<T>>> read)
        {
            if (options.Only is not null && options.Only != question)
            {
                return;
            }
            int next = -1;
            await For(atOnce[^1], options.WarmUp);
            foreach (int count in atOnce)
            {
                report.DriverAlone(question, count, await For(count, options.Time));
            }

            Task<Round> For(int count, TimeSpan time) => Round.Measure(count, time, () => Environment.CpuUsage.TotalTime, options.DatabaseCpu, async _ =>
            {
                var rows = await read(sample.Asked[(int)((uint)Interlocked.Increment(ref next) % sample.Asked.Count)]);
                return rows.Count == 1 ? 0 : throw new InvalidDataException($"The statement of {question} answers {rows.Count} rows.");
            });
        }
    }
}
