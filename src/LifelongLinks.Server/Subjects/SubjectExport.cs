using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LifelongLinks.Server;

/// <summary>
/// Writes what is held about somebody into a folder, as files that only their owner can read: to be read by a person and by a program, and
/// what was left out, for whoever decides. It is written down in the audit trail first.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock.</param>
/// <param name="by">Who does it.</param>
/// <param name="folder">The folder.</param>
/// <param name="authority">Name of the authority.</param>
public sealed class SubjectExport(IStore store, Clock clock, string by, string folder, string authority)
{
    /// <summary>What is written into the audit trail.</summary>
    public const string Action = "subject access";

    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Exports what is held about a child or a person, to files of a name; null when there is nobody with the id.</summary>
    public async Task<SubjectDocument?> Write(string id, string name, CancellationToken cancel)
    {
        var (document, childIds) = await Read(id, cancel);
        if (document is null)
        {
            return null;
        }
        AuditEvent audit = new() { Id = Ids.From(Guid.CreateVersion7(clock.Now)), At = clock.Now, Subject = by, Action = Action, ChildIds = childIds };
        await store.Append([AuditChain.Link(audit, AuditStreams.Begin())], cancel);
        OwnersFile.Replace(Path.Combine(folder, $"{name}-withheld.json"), JsonSerializer.Serialize(new { document.SubjectId, document.MadeOn, By = by, document.Withheld }, _json));
        OwnersFile.Replace(Path.Combine(folder, $"{name}.json"), Json(document));
        OwnersFile.Replace(Path.Combine(folder, $"{name}.html"), SubjectPage.Of(document, authority));
        return document;
    }

    private async Task<(SubjectDocument? Document, IReadOnlyList<string> ChildIds)> Read(string id, CancellationToken cancel)
    {
        var today = clock.Today;
        // As it is stored, to know whose names to take out; and who is under a seal, to tell nothing of them.
        var scope = Scope.OfChange(today);
        var found = await store.Expand(scope, [id], new([Step.Cases(), Step.Out("HAS_CONTACT_DETAIL")]), cancel);
        if (found.Node<Person>(id) is not { } person)
        {
            return (null, []);
        }
        List<string> childIds = [.. found.Nodes.Values.OfType<Child>().Select(c => c.Id).Append(id).Distinct().Where(c => found.Node<Child>(c) is not null).Order(StringComparer.Ordinal)];
        var stored = await store.Expand(scope, [.. childIds, id], Case.Pattern, cancel);
        var cases = Case.All(stored, childIds);
        if (person is Child)
        {
            // A sibling's people may be spoken of in this case too.
            return (SubjectDocuments.OfChild(stored, cases[id], [.. cases.Values.Where(c => c.Child.Id != id)], await Trail(id, cancel), today), [id]);
        }
        var details = found.Nodes.Values.OfType<ContactDetail>().Where(d => d.PersonId == id).OrderBy(d => d.Id, StringComparer.Ordinal).ToList();
        return (SubjectDocuments.OfPerson(person, details, [.. cases.Values.OrderBy(c => c.Child.Id, StringComparer.Ordinal)], stored, today), childIds);
    }

    private async Task<List<AuditEvent>> Trail(string childId, CancellationToken cancel)
    {
        List<AuditEvent> trail = [];
        AuditPage page;
        do
        {
            page = await store.Audit(new(childId, trail.Count == 0 ? null : trail[^1].Id), cancel);
            trail.AddRange(page.Events);
        }
        while (page.HasMore);
        return trail;
    }

    private static string Json(SubjectDocument document) => JsonSerializer.Serialize(new
    {
        Id = document.SubjectId,
        document.Name,
        document.MadeOn,
        Sections = document.Sections.Select(s => new
        {
            s.Heading,
            Records = s.Rows.Select(r => s.Columns.Zip(r).Where(c => c.Second is not null and not "")
                .Select(c => KeyValuePair.Create(c.First, c.Second switch
                {
                    DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
                    DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    var text => text!.ToString(),
                })).ToDictionary()),
        }),
    }, _json);
}
