using GraphQL;

namespace LifelongLinks.Server;

public sealed partial class Query
{
    /// <summary>
    /// Who saw or did what, when, for which children; newest first. To auditors everything, about one child or about all; to a young person
    /// what concerns their own case, when they give their own id; to others it is empty.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="reading">What the request reads.</param>
    /// <param name="page">Which page.</param>
    /// <param name="childId">Only what concerns this child.</param>
    /// <param name="where">What must hold; nothing: all of them.</param>
    /// <param name="cancel">Whether the client has gone.</param>
    [Cost(100)]
    [Needs]
    public static Task<Connection<AuditEventView>> AuditTrail(IResolveFieldContext context, Reading reading, PageArguments page,
        string? childId = null, AuditFilter? where = null, CancellationToken cancel = default)
    {
        var query = (where ?? new()).Query(reading.Today, childId is null ? null : Reading.CheckId(childId));
        return reading.Viewer.Roles.Contains(Role.Auditor) ? reading.Audit(context, page, query, AuditEventView.ToAuditor, cancel)
            : reading.WhoLooked(context, page, query, cancel);
    }
}

public sealed partial class ChildView
{
    /// <summary>Who has looked at this record or changed it, newest first: for the young person whose record it is; to others it is empty.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Whether the client has gone.</param>
    [Cost(100)]
    [Needs]
    public Task<Connection<AuditEventView>> WhoLooked(IResolveFieldContext context, PageArguments page, CancellationToken cancel = default) =>
        reading.WhoLooked(context, page, new(Record.Id), cancel);
}

/// <summary>Who saw or did something, and when. What is for auditors alone is null or empty to a young person.</summary>
[Name("AuditEvent")]
public sealed class AuditEventView
{
    private AuditEventView(AuditEvent audit) => (Id, At, Roles, Action) = (audit.Id, audit.At, audit.Roles, audit.Action);

    /// <summary>Opaque id; later events have later ids.</summary>
    public string Id { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Who: the subject of their token; for auditors.</summary>
    public string? Subject { get; private init; }

    /// <summary>Who: their name, where the young person's case names them; for the young person.</summary>
    public string? Name { get; private init; }

    /// <summary>The roles that their token granted.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>What was done: a command's name, or the kind and name of the operation that asked, such as "query ChildPage".</summary>
    public string Action { get; }

    /// <summary>Ids of the children whose data was told or changed; to a young person their own alone.</summary>
    public IReadOnlyList<string> ChildIds { get; private init; } = [];

    /// <summary>Ids of what was changed; for auditors.</summary>
    public IReadOnlyList<string> ChangedIds { get; private init; } = [];

    /// <summary>Id of the change or request; for auditors.</summary>
    public string? RequestId { get; private init; }

    /// <summary>The stream it stands in, each event of which is bound to the one before by its hash; for auditors.</summary>
    public string? Stream { get; private init; }

    /// <summary>Its place in the stream, from 1; for auditors.</summary>
    public int? Sequence { get; private init; }

    /// <summary>Its hash, SHA-256 in 64 lower-case hexadecimal digits; for auditors.</summary>
    public string? Hash { get; private init; }

    internal static AuditEventView ToAuditor(AuditEvent audit) => new(audit)
    {
        Subject = audit.Subject,
        ChildIds = audit.ChildIds,
        ChangedIds = audit.ChangedIds,
        RequestId = audit.RequestId,
        Stream = audit.Stream,
        Sequence = audit.Sequence,
        Hash = audit.Hash,
    };

    internal static AuditEventView ToYoungPerson(AuditEvent audit, Sight own) => new(audit)
    {
        Name = own.Case.People.Values.FirstOrDefault(p => own.Sees(p.Id) && SubjectOf(p) == audit.Subject)?.Name,
        ChildIds = [own.Case.Child.Id],
    };

    private static string? SubjectOf(Person person) => person switch { Worker worker => worker.Subject, Child child => child.Subject, _ => null };
}

/// <summary>Which audit events. Several fields: all of them.</summary>
public sealed record AuditFilter
{
    private const int Longest = 255;

    /// <summary>Those of this subject; for auditors: others find nothing by it.</summary>
    [Text(Longest)]
    public string? Subject { get; init; }

    /// <summary>Those of this action, such as "query ChildPage".</summary>
    [Text(Longest)]
    public string? Action { get; init; }

    /// <summary>Those at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Those before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    internal AuditQuery Query(DateOnly today, string? childId) =>
        InputLimits.Broken(this, today, null) is { } broken ? throw new RequestError(RequestError.BadInput, broken.Message)
        : From > To ? throw new RequestError(RequestError.BadInput, "from is after to: swap them, or leave one out.")
        : new(childId) { Subject = Subject, Action = Action, From = From, To = To };
}
