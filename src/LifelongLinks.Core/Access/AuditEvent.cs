namespace LifelongLinks.Core;

/// <summary>
/// Who did or saw what, when, for which children: by ids, never by names. Most stand in a stream, each bound to the one before by its hash
/// (<see cref="AuditChain"/>); those that came with a store's first records stand in none.
/// </summary>
public sealed record AuditEvent
{
    /// <summary>Opaque id; later events have later ids.</summary>
    public required string Id { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The token's <c>sub</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The roles of the token.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>What was done, as the contract names it.</summary>
    public required string Action { get; init; }

    /// <summary>Ids of the children whose cases it touched.</summary>
    public IReadOnlyList<string> ChildIds { get; init; } = [];

    /// <summary>Ids of what was changed.</summary>
    public IReadOnlyList<string> ChangedIds { get; init; } = [];

    /// <summary>Id of the change or request.</summary>
    public string? RequestId { get; init; }

    /// <summary>Id of the stream it stands in; none: in no stream.</summary>
    public string? Stream { get; init; }

    /// <summary>Its place in the stream: 1, 2 and so on.</summary>
    public int? Sequence { get; init; }

    /// <summary>Hash of the event before it in the stream; empty for the first.</summary>
    public string? Previous { get; init; }

    /// <summary>SHA-256 of everything else it says, 64 lower-case hexadecimal digits.</summary>
    public string? Hash { get; init; }
}

/// <summary>Which audit events, and which page of them; newest first, that is by id, the highest first.</summary>
/// <param name="ChildId">Those about this child.</param>
/// <param name="After">Those after this event: earlier ones.</param>
/// <param name="Take">How many at most, 0 to 100.</param>
public sealed record AuditQuery(string? ChildId = null, string? After = null, int Take = AuditQuery.Most)
{
    /// <summary>How many at most on a page.</summary>
    public const int Most = 100;

    /// <summary>Those before this event: later ones.</summary>
    public string? Before { get; init; }

    /// <summary>Whether the page is the last of those, rather than the first; still newest first.</summary>
    public bool FromEnd { get; init; }

    /// <summary>Those of this subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Those of this action.</summary>
    public string? Action { get; init; }

    /// <summary>Those at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Those before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether to count how many there are on all pages, which reads them all.</summary>
    public bool Counts { get; init; }
}

/// <summary>A page of audit events.</summary>
/// <param name="Events">Newest first.</param>
/// <param name="HasMore">Whether there are more: after these, or before them when the page was taken from the end.</param>
/// <param name="Total">How many there are on all pages; 0 when it was not asked.</param>
public sealed record AuditPage(IReadOnlyList<AuditEvent> Events, bool HasMore, int Total);
