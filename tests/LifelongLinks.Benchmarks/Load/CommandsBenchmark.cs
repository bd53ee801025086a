using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// What a command costs over HTTP, durable with its audit event before it is answered: one writer, and sixteen, each on a case of its own and
/// all on one. On a copy of the store, or on the Neo4j, which keeps what was written.
/// </summary>
internal static class CommandsBenchmark
{
    private const int Many = 16;

    private const string Document =
        "mutation ($child: ID!) { recordMeasure(input: { childId: $child, kind: BELONGING, value: 4 }) { measure { id value } errors { ... on Error { message } } } }";

    /// <summary>Runs the command <c>commands</c>.</summary>
    internal static async Task<int> Run(string[] args)
    {
        if (LoadOptions.Read(args) is not { Stores.Count: 1 } options)
        {
            Console.Error.WriteLine("commands [--store FILE | --children N] [--seconds 10] [--port 5330] [--neo4j URI ...]; as for load, of one store");
            return 1;
        }
        var sample = Sample.Read(options.Stores[0]);
        using StoreCopyFile copy = new(options.Stores[0], "commands");
        MeasuredStore store = new(options.Neo4j is null ? copy.File : options.Stores[0], options.Neo4j);
        Tokens tokens = new(store.File);
        byte[][] requests = [.. sample.Asked.DistinctBy(a => a.Child).Select(a => Question.Request("POST", "/graphql", tokens.Of(a.Subject),
            JsonSerializer.Serialize(new { query = Document, variables = new { child = a.Child } })))];
        using var server = await ServerProcess.Server(options.Port, store);
        Console.WriteLine($"recordMeasure, {store.Name}, {sample.Children} children, {Environment.ProcessorCount} cores");
        Console.WriteLine("| writers | commands/s | p50 ms | p99 ms | CPU ms/command |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        await Measure(1, options.WarmUp, (_, nth) => requests[nth % requests.Length]);
        foreach (var (name, writers, pick) in new (string, int, Func<int, int, byte[]>)[]
        {
            ("1", 1, (_, nth) => requests[nth % requests.Length]),
            ($"{Many}, on different cases", Many, (at, nth) => requests[((nth * Many) + at) % requests.Length]),
            ($"{Many}, on one case", Many, (_, _) => requests[0]),
        })
        {
            var round = await Measure(writers, options.Time, pick);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {round.PerSecond:N0} | {round.Within(.5):0.00} | {round.Within(.99):0.00} | {round.CpuMilliseconds:0.00} |"));
        }
        return 0;

        async Task<Round> Measure(int writers, TimeSpan time, Func<int, int, byte[]> pick)
        {
            HttpConnection[] open = [.. Enumerable.Range(0, writers).Select(_ => new HttpConnection(server.Port))];
            int[] asked = new int[writers];
            var round = await Round.Measure(writers, time, () => server.Cpu, () => default, async at =>
            {
                int status = await open[at].Ask(pick(at, asked[at]++));
                // A refusal would be no command done.
                return status == 200 && open[at].Body.Span.IndexOf("\"errors\":null"u8) >= 0 ? open[at].Body.Length
                    : throw new InvalidDataException($"{status}: {Encoding.UTF8.GetString(open[at].Body.Span)}");
            });
            Array.ForEach(open, c => c.Dispose());
            return round;
        }
    }
}
