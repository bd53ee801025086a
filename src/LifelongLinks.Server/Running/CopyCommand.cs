using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace LifelongLinks.Server;

/// <summary>
/// <c>copy --from STORE --to STORE</c>: everything in one store into another that is new, and the counts held against each other at the end.
/// A store is a file, or the address of a Neo4j, for which Store:User, Store:Password and Store:Database hold. Each is opened with the keys that the
/// settings name for the server's store, or those in the file that <c>--from-keys</c> or <c>--to-keys</c> names.
/// </summary>
public static class CopyCommand
{
    /// <summary>Copies; the exit code.</summary>
    public static async Task<int> Run(IConfiguration configuration, Settings settings)
    {
        using Interruption stop = new();
        try
        {
            return await Run(configuration, settings, stop.Token);
        }
        catch (OperationCanceledException)
        {
            throw new CannotStartException("it was stopped, and nothing of the copy is of use. Copy again.");
        }
    }

    private static async Task<int> Run(IConfiguration configuration, Settings settings, CancellationToken cancel)
    {
        string from = Named(configuration, "from"), to = Named(configuration, "to");
        if (!IsAddress(from) && !File.Exists(from))
        {
            throw new CannotStartException($"there is no store {from} to copy from.");
        }
        var watch = Stopwatch.StartNew();
        await using IWholeStore source = IsAddress(from) ? await Neo4jStore.Open(Settings.ReadNeo4j(configuration, from), Keys(from, "from-keys"), cancel)
            : SqliteStore.Open(from, Keys(from, "from-keys"));
        var expected = await source.Count(cancel);
        IReadOnlyDictionary<string, long> counted = expected;
        if (IsAddress(to))
        {
            await using var target = await Neo4jStore.OpenToFill(Settings.ReadNeo4j(configuration, to), Keys(to, "to-keys"), cancel);
            counted = await Fill(source, target, expected, cancel);
            await target.Finish(cancel);
        }
        else
        {
            await UnfinishedFile.Write(to, Keys(to, "to-keys"), async target => counted = await Fill(source, target, expected, cancel), cancel);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Copied and counted: {counted.Values.Sum()} nodes, relationships, changes and audit events of {counted.Count} kinds, in {watch.Elapsed.TotalSeconds:0} s."));
        return 0;

        KeyEncryptionKeys Keys(string store, string option) => configuration[option] is { Length: > 0 } file
            ? KeyEncryptionKeys.OfFile(file) : settings.Keys.Of(IsAddress(store) ? settings.StorePath : store);
    }

    private static async Task<IReadOnlyDictionary<string, long>> Fill(
        IWholeStore from, IWholeStore to, IReadOnlyDictionary<string, long> expected, CancellationToken cancel)
    {
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("Children");
                await StoreCopy.Copy(from, to, (through, all) => (bar.MaxValue, bar.Value) = (all, through), cancel);
                bar.Value = bar.MaxValue;
            });
        var counted = await to.Count(cancel);
        var differ = expected.Keys.Union(counted.Keys).Where(k => expected.GetValueOrDefault(k) != counted.GetValueOrDefault(k))
            .Select(k => $"{k} {counted.GetValueOrDefault(k)} of {expected.GetValueOrDefault(k)}").ToList();
        return differ.Count == 0 ? counted
            : throw new CannotStartException($"the copy is not whole: {string.Join(", ", differ)}. Somebody may have written meanwhile: stop the server, and copy again.");
    }

    private static string Named(IConfiguration configuration, string option) => configuration[option] is { Length: > 0 } value ? value
        : throw new CannotStartException($"copy needs --{option}: a file, or the address of a Neo4j such as bolt://localhost:7687.");

    private static bool IsAddress(string store) => store.Contains("://", StringComparison.Ordinal);
}
