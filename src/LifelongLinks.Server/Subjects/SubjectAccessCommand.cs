using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>
/// <c>subject-access --child REFERENCE|ID --to FOLDER [--by OPERATOR]</c> or <c>--person ID</c>: everything held about a child or a person,
/// without what is others', as files.
/// </summary>
public static class SubjectAccessCommand
{
    /// <summary>Exports; the exit code.</summary>
    public static async Task<int> Run(IConfiguration configuration, Settings settings, Clock clock, TextWriter output)
    {
        using Interruption stop = new();
        string? child = Given(configuration, "child"), person = Given(configuration, "person");
        string folder = Given(configuration, "to") ?? throw new CannotStartException("subject-access needs --to: the folder to write to.");
        if (child is null == person is null)
        {
            throw new CannotStartException("subject-access needs either --child, a reference or an id, or --person, an id.");
        }
        await using var store = await AuditCommand.Open(settings, "read", stop.Token);
        string id = person ?? await ChildId(store, clock.Today, child!, stop.Token);
        SubjectExport export = new(store, clock, Operator(configuration), folder, settings.Service.Authority);
        var document = Ids.IsWellFormed(id) ? await export.Write(id, id, stop.Token) : null;
        if (document is null)
        {
            throw new CannotStartException($"there is nobody with the id {id}: nothing was written.");
        }
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Written to {folder}: {id}.html and {id}.json, with {document.Sections.Sum(s => s.Rows.Count)} records; {document.Withheld.Count} things are left out and listed in {id}-withheld.json."));
        await output.WriteLineAsync("Read them before they are handed over, and decide what is left out: names that are nowhere recorded, and what only somebody who knows the people can tell, stand in them still.");
        return 0;
    }

    /// <summary>Who runs a command, as the audit trail says: whom they name, or the user of this machine.</summary>
    public static string Operator(IConfiguration configuration) => Given(configuration, "by") is not { } by ? Environment.UserName
        : by.Length <= 200 && !by.Any(char.IsControl) ? by
        : throw new CannotStartException("--by is who does this, in one line of at most 200 characters.");

    private static string? Given(IConfiguration configuration, string option) => configuration[option] is { Length: > 0 } value ? value : null;

    private static async Task<string> ChildId(IStore store, DateOnly today, string child, CancellationToken cancel)
    {
        Filter named = new Filter.Or([new Filter.Property("Reference", Comparison.Eq, child), new Filter.Property("Id", Comparison.Eq, child)]);
        var found = await store.Find(Scope.Everything(today), new("Child") { Where = named, Take = 2 }, cancel);
        return found.Nodes switch
        {
            [var one] => one.Id,
            [] => throw new CannotStartException($"there is no child with the reference or id {child}: nothing was written."),
            _ => throw new CannotStartException($"more than one child has the reference {child}: give the id instead."),
        };
    }
}
