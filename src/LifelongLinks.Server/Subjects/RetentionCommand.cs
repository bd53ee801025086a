using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>
/// <c>retention report [--on DAY]</c>: what is past its time, by ids, with the rule and the day. <c>retention erase --export FOLDER
/// [--on DAY] [--by OPERATOR]</c>: each of these is exported and erased, one after another; broken off, it goes on when it is run again.
/// </summary>
public static class RetentionCommand
{
    /// <summary>Reports or erases; the exit code.</summary>
    public static async Task<int> Run(string[] args, IConfiguration configuration, Settings settings, Clock clock, TextWriter output)
    {
        using Interruption stop = new();
        bool erases = args is [_, "erase", ..] ? true : args is [_, "report", ..] ? false
            : throw new CannotStartException("retention needs to know what to do: retention report, or retention erase --export FOLDER.");
        var on = Day(configuration["on"], clock, erases);
        string? folder = configuration["export"] is { Length: > 0 } given ? given : null;
        if (erases && folder is null)
        {
            throw new CannotStartException("retention erase needs --export: the folder to which each record is written before it is erased.");
        }
        string by = SubjectAccessCommand.Operator(configuration);
        await using var store = await AuditCommand.Open(settings, erases ? "erase from" : "report on", stop.Token);
        try
        {
            return erases ? await Erase(store, on, by, new(store, clock, by, folder!, settings.Service.Authority), clock, output, stop.Token)
                : await Report(store, on, by, clock, output, stop.Token);
        }
        catch (OperationCanceledException)
        {
            throw new CannotStartException("it was stopped. What is erased is erased as a whole, the rest is there still: run it again to go on.");
        }
    }

    private static async Task<int> Report(IStore store, DateOnly on, string by, Clock clock, TextWriter output, CancellationToken cancel)
    {
        var overdue = await Overdue.Read(store, on, cancel);
        List<PastDue> all = [];
        await foreach (var due in overdue.All(cancel))
        {
            all.Add(due);
        }
        // Whose cases it tells of is a read of them.
        AuditEvent audit = new()
        {
            Id = Ids.From(Guid.CreateVersion7(clock.Now)),
            At = clock.Now,
            Subject = by,
            Action = "retention report",
            ChildIds = [.. all.Select(d => d.ChildId).Distinct()],
        };
        await store.Append([AuditChain.Link(audit, AuditStreams.Begin())], cancel);
        foreach (var due in all)
        {
            await output.WriteLineAsync(Line(due));
        }
        await Count(overdue, all, output, "are past their time");
        return 0;
    }

    private static async Task<int> Erase(IWholeStore store, DateOnly on, string by, SubjectExport export, Clock clock, TextWriter output, CancellationToken cancel)
    {
        var overdue = await Overdue.Read(store, on, cancel);
        AuditStreams streams = new(store);
        List<PastDue> erased = [];
        int before;
        do
        {
            // With a case may go what kept somebody in another.
            before = erased.Count;
            List<PastDue> all = [];
            await foreach (var due in overdue.All(cancel))
            {
                all.Add(due);
            }
            foreach (var due in all)
            {
                cancel.ThrowIfCancellationRequested();
                // Each by a name of its own: who is erased from two cases has less to be exported the second time.
                string name = due.Person is null ? due.Id : $"{due.Id}-in-{due.ChildId}";
                if (await export.Write(due.Id, name, cancel) is not null && await overdue.Erase(due, streams, clock, by, cancel) is { } result)
                {
                    erased.Add(due);
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Line(due)}: erased, {result.ChangedIds.Count} records"));
                }
            }
        }
        while (erased.Count > before);
        await Count(overdue, erased, output, "were exported and erased");
        await output.WriteLineAsync(await store.Scour(cancel)
            ? "Their bytes are gone from the store's files. Copies and backups made before have them still."
            : "Their bytes may stand in the store's files until the place is used again, and copies and backups made before have them still: see docs/operations.md.");
        return 0;
    }

    private static string Line(PastDue due) => due.Person is null ? $"case {due.ChildId} {Words.Of(due.Term.Rule)} {due.Term.Until:yyyy-MM-dd}"
        : $"person {due.Id} in case {due.ChildId} {Words.Of(due.Term.Rule)} {due.Term.Until:yyyy-MM-dd}";

    private static Task Count(Overdue overdue, List<PastDue> all, TextWriter output, string what) => output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
        $"{all.Count(d => d.Person is null)} cases and {all.Count(d => d.Person is not null)} people {what}; {overdue.Cases} cases in all, {overdue.Undated} without a date of birth, which are kept."));

    private static DateOnly Day(string? text, Clock clock, bool erases) =>
        string.IsNullOrEmpty(text) ? clock.Today
        : !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? throw new CannotStartException($"--on is \"{text}\", but must be a day such as 2026-06-30.")
        : erases && day > clock.Today ? throw new CannotStartException($"--on is {text}, which is after today: nothing is erased before its time.")
        : day;
}
