using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LifelongLinks.Benchmarks;

/// <summary>The tables: printed as they come, and written to a file at the end.</summary>
internal sealed class Report(LoadOptions options)
{
    private readonly StringBuilder _written = new();
    private readonly List<(string Question, string Candidate, int Children, double Cpu)> _cpu = [];
    private readonly List<string> _contents = [];
    private int _children;

    /// <summary>What the client did by itself.</summary>
    internal void ClientAlone(int connections, Round round, TimeSpan own)
    {
        if (_written.Length == 0)
        {
            Say($"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Trim()}. " +
                "All in Development (tokens of its key), log level Warning. Each question as fast as it is answered, ids in turn.");
        }
        Say(string.Create(CultureInfo.InvariantCulture,
            $"Client alone, {connections} connection(s), a fixed answer without signing in: {round.PerSecond:N0} requests/s, ") +
            string.Create(CultureInfo.InvariantCulture, $"p50 {round.Within(.5):0.000} ms, p99 {round.Within(.99):0.000} ms, ") +
            string.Create(CultureInfo.InvariantCulture, $"{own.TotalMilliseconds / round.Ticks.Length:0.000} ms CPU of the client per request."));
    }

    /// <summary>What the statements written by hand give without an API.</summary>
    internal void DriverAlone(string question, int atOnce, Round round) => Say(string.Create(CultureInfo.InvariantCulture,
        $"Driver alone, the statement of {question} by hand, {atOnce} at once: {round.PerSecond:N0} requests/s, p50 {round.Within(.5):0.00} ms, p99 {round.Within(.99):0.00} ms, ") +
        string.Create(CultureInfo.InvariantCulture, $"{round.CpuMilliseconds:0.000} ms CPU of the client per request") +
        (options.CountsDatabase ? string.Create(CultureInfo.InvariantCulture, $", {round.DatabaseMilliseconds:0.000} of Neo4j.") : "."));

    /// <summary>Begins the table of a store.</summary>
    internal void Begin(MeasuredStore store, Sample sample)
    {
        _children = sample.Children;
        Say("");
        Say(string.Create(CultureInfo.InvariantCulture,
            $"{store.Name}: {sample.Children:N0} children, {new FileInfo(store.File).Length / 1048576.0:N0} MB; ") +
            $"{sample.Asked.Count} of them asked about, by {sample.Asked.Select(a => a.Subject).Distinct().Count()} coordinators.");
        Say("In brackets: GraphQL by this one, the median over the turns.");
        Say("");
        Say($"| question | connections | | requests/s | p50 ms | p99 ms | CPU ms/request |{(options.CountsDatabase ? " Neo4j CPU ms/request |" : "")} peak MB | bytes |");
        Say($"| --- | ---: | --- | ---: | ---: | ---: | ---: |{(options.CountsDatabase ? " ---: |" : "")} ---: | ---: |");
    }

    /// <summary>Adds the rows of a question.</summary>
    internal void Add(Question question, IReadOnlyList<JsonElement> answers, IReadOnlyList<Candidate> candidates, IReadOnlyList<int> connections)
    {
        foreach (int count in connections)
        {
            var graphql = candidates[0].Rounds(count);
            foreach (var candidate in candidates)
            {
                var rounds = candidate.Rounds(count);
                var all = Round.Together(rounds);
                bool first = candidate == candidates[0];
                string Cell(Func<Round, double> figure, string format) => figure(all).ToString(format, CultureInfo.InvariantCulture)
                    + (first ? "" : Ratio(Round.Median(graphql.Zip(rounds, (one, other) => figure(one) / figure(other)))));
                string memory = candidate.Server.PeakMegabytes.ToString("0", CultureInfo.InvariantCulture)
                    + (first ? "" : Ratio(candidates[0].Server.PeakMegabytes / candidate.Server.PeakMegabytes));
                string database = options.CountsDatabase ? $" {Cell(r => r.DatabaseMilliseconds, "0.000")} |" : "";
                string start = first ? $"{question.Name} | {count}" : " | ";
                Say($"| {start} | {candidate.Name} | {Cell(r => r.PerSecond, "N0")} | {Cell(r => r.Within(.5), "0.00")} | {Cell(r => r.Within(.99), "0.00")} " +
                    $"| {Cell(r => r.CpuMilliseconds, "0.000")} |{database} {memory} | {all.Bytes / all.Ticks.Length} |");
                if (count == 1)
                {
                    _cpu.Add((question.Name, candidate.Name, _children, all.CpuMilliseconds));
                }
            }
        }
        _contents.Add($"{question.Name}: {Contents(answers)}");
    }

    /// <summary>Ends the table of a store.</summary>
    internal void End()
    {
        Say("");
        Say($"An answer has on average, {string.Join("; ", _contents)}.");
        _contents.Clear();
    }

    /// <summary>Whether the cost grows with the store, when there were several; and writes the file.</summary>
    internal void Finish()
    {
        var sizes = _cpu.Select(c => c.Children).Distinct().ToList();
        if (sizes.Count > 1)
        {
            Say("");
            Say("CPU ms per request over one connection, by children in the store:");
            Say("");
            Say($"| question | | {string.Join(" | ", sizes.Select(s => s.ToString("N0", CultureInfo.InvariantCulture)))} |");
            Say($"| --- | --- |{string.Concat(sizes.Select(_ => " ---: |"))}");
            foreach (var row in _cpu.GroupBy(c => (c.Question, c.Candidate)))
            {
                var figures = row.Select(c => c.Cpu.ToString("0.000", CultureInfo.InvariantCulture));
                Say($"| {row.Key.Question} | {row.Key.Candidate} | {string.Join(" | ", figures)} |");
            }
        }
        string file = Path.Combine(LoadOptions.Root, "artifacts", "load", options.Neo4j is null ? "load.md" : "load-neo4j.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, _written.ToString());
        Console.WriteLine($"\nWritten to {file}. Each was measured {options.Time.TotalSeconds:0.#} s, in {LoadOptions.Rounds} turns.");
    }

    private static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $" ({ratio:0.00})");

    // How many things an answer has on average, by the lists they are in: so that a reader sees that it is not about nothing.
    private static string Contents(IReadOnlyList<JsonElement> answers)
    {
        SortedDictionary<string, int> lists = [];
        foreach (var answer in answers)
        {
            Count(answer, "");
        }
        return lists.Count == 0 ? "one thing" : string.Join(", ", lists.Select(l =>
            string.Create(CultureInfo.InvariantCulture, $"{(double)l.Value / answers.Count:0.#} {l.Key}")));

        void Count(JsonElement element, string list)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in element.EnumerateObject())
                {
                    Count(property.Value, property.Name == "nodes" ? list : property.Name);
                }
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                lists[list] = lists.GetValueOrDefault(list) + element.GetArrayLength();
                foreach (var item in element.EnumerateArray())
                {
                    Count(item, list);
                }
            }
        }
    }

    private void Say(string line)
    {
        Console.WriteLine(line);
        _written.AppendLine(line);
    }
}
