using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>
/// <c>audit verify [--heads FILE]</c>: walks every stream of audit events in the store that the settings choose, and says which is broken and
/// where. A chain alone cannot tell that its end was cut off, or all of it: the file keeps where each stream stood, for the next time.
/// </summary>
public static class AuditCommand
{
    /// <summary>Verifies; the exit code: 1 when a stream is broken.</summary>
    public static async Task<int> Run(IConfiguration configuration, Settings settings, TextWriter output, TextWriter errors)
    {
        using Interruption stop = new();
        try
        {
            string? file = configuration["heads"] is { Length: > 0 } named ? named : null;
            var kept = file is null ? KeptHeads.None : KeptHeads.Read(file);
            await using var store = await Open(settings, "verify", stop.Token);
            var walked = await AuditWalk.Walk(store, kept.Heads, stop.Token);
            bool whole = await Tell(walked, kept, output, errors);
            if (file is not null && whole)
            {
                new KeptHeads(walked.Heads.ToDictionary(h => h.Stream), walked.Unchained).Write(file);
                await output.WriteLineAsync($"Where each stream stands is kept in {file}.");
            }
            else if (file is not null)
            {
                await errors.WriteLineAsync($"{file} is left as it was.");
            }
            return whole ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            throw new CannotStartException("it was stopped before it came to the end. Verify again.");
        }
    }

    private static async Task<bool> Tell(AuditWalked walked, KeptHeads kept, TextWriter output, TextWriter errors)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{walked.Events} audit events in {walked.Heads.Count} streams; {walked.Unchained} in none."));
        foreach (var (stream, sequence, fault) in walked.Broken)
        {
            await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Stream {stream} is broken at {sequence}: {fault}."));
        }
        bool fewer = walked.Unchained < kept.Unchained;
        if (fewer)
        {
            await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"There were {kept.Unchained} events in no stream before."));
        }
        return walked.Broken.Count == 0 && !fewer;
    }

    /// <summary>The store that the settings choose, which has to be there.</summary>
    internal static async Task<IWholeStore> Open(Settings settings, string what, CancellationToken cancel) =>
        settings.Neo4j is not null || File.Exists(settings.StorePath) ? await Opening.OpenStore(settings, cancel)
        : throw new CannotStartException($"there is no store {settings.StorePath} to {what}.");
}

/// <summary>
/// Where the streams of audit events stood, as a file: a line for each, with its id, the place of its last event and that one's hash; and a line
/// that begins with a hyphen, with the number of events in no stream.
/// </summary>
/// <param name="Heads">By the stream's id.</param>
/// <param name="Unchained">How many events stood in no stream.</param>
public sealed record KeptHeads(IReadOnlyDictionary<string, AuditHead> Heads, long Unchained)
{
    /// <summary>Nothing is kept.</summary>
    public static KeptHeads None { get; } = new(new Dictionary<string, AuditHead>(), 0);

    /// <summary>What a file keeps; nothing where there is none yet.</summary>
    /// <exception cref="CannotStartException">It is no such file.</exception>
    public static KeptHeads Read(string file)
    {
        if (!File.Exists(file))
        {
            return None;
        }
        Dictionary<string, AuditHead> heads = [];
        long? unchained = null;
        foreach (string line in File.ReadLines(file))
        {
            switch (line.Split(' '))
            {
                case ["-", var number] when long.TryParse(number, CultureInfo.InvariantCulture, out long count):
                    unchained = count;
                    break;
                case [var stream, var place, { Length: 64 } hash] when Ids.IsWellFormed(stream) && int.TryParse(place, CultureInfo.InvariantCulture, out int sequence):
                    heads[stream] = new(stream, sequence, hash);
                    break;
                default:
                    throw Unreadable(file);
            }
        }
        return new(heads, unchained ?? throw Unreadable(file));
    }

    /// <summary>Writes the file anew: all of it, or it stays as it was.</summary>
    public void Write(string file)
    {
        string half = file + ".unfinished";
        File.WriteAllLines(half,
        [
            .. Heads.Values.OrderBy(h => h.Stream, StringComparer.Ordinal).Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Stream} {h.Sequence} {h.Hash}")),
            string.Create(CultureInfo.InvariantCulture, $"- {Unchained}"),
        ]);
        File.Move(half, file, overwrite: true);
    }

    private static CannotStartException Unreadable(string file) =>
        new($"{file} does not hold the heads of audit streams, or not all of them: name another file, or bring back the one that was written.");
}
