using GraphQL;

namespace LifelongLinks.Server;

/// <summary>Reading the audit trail. It tells of ids and never of a case, and so leaves no event itself.</summary>
public static class AuditReading
{
    /// <summary>A page of audit events.</summary>
    public static async Task<Connection<AuditEventView>> Audit(
        this Reading reading, IResolveFieldContext context, PageArguments page, AuditQuery query, Func<AuditEvent, AuditEventView> seen, CancellationToken cancel)
    {
        bool counts = context.SubFields?.Values.Any(f => f.Field.Name == "totalCount") == true;
        query = query with
        {
            After = Cursor(page.After),
            Before = Cursor(page.Before),
            Take = page.Take,
            FromEnd = page.Last is not null,
            Counts = counts,
        };
        var found = await reading.Store.Audit(query, cancel);
        bool any = found.Events.Count > 0;
        return new([.. found.Events.Select(e => new Edge<AuditEventView>(e.Id, () => seen(e)))], found.Total,
            hasNext: any && (query.FromEnd ? query.Before is not null : found.HasMore),
            hasPrevious: any && (query.FromEnd ? found.HasMore : query.After is not null));
    }

    /// <summary>A page of the events about a young person's own case; none to anybody else, and none for a search by whose they are.</summary>
    public static async Task<Connection<AuditEventView>> WhoLooked(
        this Reading reading, IResolveFieldContext context, PageArguments page, AuditQuery query, CancellationToken cancel)
    {
        bool asksForOwn = reading.Viewer.Roles.Contains(Role.YoungPerson) && query is { ChildId: not null, Subject: null };
        return asksForOwn && await reading.Case(query.ChildId!).GetResultAsync(cancel) is { Sight: { IsOwn: true } own }
            ? await reading.Audit(context, page, query, audit => AuditEventView.ToYoungPerson(audit, own), cancel)
            : new([], 0, false, false);
    }

    private static string? Cursor(string? text) => text is null || Ids.IsWellFormed(text) ? text
        : throw new RequestError(RequestError.BadInput, "That cursor is none of this list's: take cursors from a page before, or start without one.");
}
