using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The statements about audit events. Later events have later ids.</summary>
internal static class AuditCypher
{
    /// <summary>Adds events, save those that are there.</summary>
    internal const string Append = """
        UNWIND $audit AS row WITH row WHERE NOT EXISTS { MATCH (:AuditEvent {id: row.id}) }
        CREATE (a:AuditEvent) SET a = row FOREACH (id IN row.childIds | CREATE (:AuditedChild {childId: id, eventId: row.id}))
        """;

    /// <summary>The rest of a stream.</summary>
    internal const string ChainedOn = "MATCH (a:AuditEvent) WHERE a.stream = $stream AND a.sequence > $sequence RETURN a ORDER BY a.sequence LIMIT $take";

    /// <summary>The streams that follow.</summary>
    internal const string ChainedThen =
        "MATCH (a:AuditEvent) WHERE a.stream > $stream AND a.sequence IS NOT NULL RETURN a ORDER BY a.stream, a.sequence LIMIT $take";

    /// <summary>How many stand in no stream.</summary>
    internal const string Unchained = "MATCH (a:AuditEvent) WHERE a.stream IS NULL RETURN count(a)";

    /// <summary>A page.</summary>
    internal static string Page(AuditQuery query)
    {
        string way = query.FromEnd ? "ASC" : "DESC";
        string filters = All("a", Filters(query));
        return query.ChildId is null
            ? $"MATCH (a:AuditEvent) WHERE a.id >= ''{All("a.id", Places(query))}{filters} RETURN a ORDER BY a.id {way} LIMIT $take"
            : $"MATCH (c:AuditedChild {{childId: $child}}) WHERE c.eventId >= ''{All("c.eventId", Places(query))} WITH c.eventId AS id ORDER BY id {way}"
                // Where the child alone is asked for, no more events are looked up than are given.
                + (filters.Length == 0 ? " LIMIT $take" : "")
                + $" MATCH (a:AuditEvent {{id: id}}) WHERE true{filters} RETURN a ORDER BY a.id {way} LIMIT $take";
    }

    /// <summary>How many there are on all pages.</summary>
    internal static string Count(AuditQuery query) => query.ChildId is null
        ? $"MATCH (a:AuditEvent) WHERE true{All("a", Filters(query))} RETURN count(a)"
        : $"MATCH (c:AuditedChild {{childId: $child}}) MATCH (a:AuditEvent {{id: c.eventId}}) WHERE true{All("a", Filters(query))} RETURN count(a)";

    /// <summary>The values that they name.</summary>
    internal static Dictionary<string, object?> Values(AuditQuery query) => new()
    {
        ["child"] = query.ChildId,
        ["after"] = query.After,
        ["before"] = query.Before,
        ["subject"] = query.Subject,
        ["action"] = query.Action,
        ["from"] = Instant(query.From),
        ["to"] = Instant(query.To),
        ["take"] = query.Take + 1L,
    };

    /// <summary>Events out of rows.</summary>
    internal static List<AuditEvent> Read(IReadOnlyList<IRecord> rows) =>
        [.. rows.Select(r => (AuditEvent)RecordProperties.Audit.Read(((INode)r[0]!).Properties))];

    private static IEnumerable<string> Filters(AuditQuery query) =>
    [
        .. query.Subject is null ? Array.Empty<string>() : [".subject = $subject"],
        .. query.Action is null ? Array.Empty<string>() : [".action = $action"],
        .. query.From is null ? Array.Empty<string>() : [".at >= $from"],
        .. query.To is null ? Array.Empty<string>() : [".at < $to"],
    ];

    private static IEnumerable<string> Places(AuditQuery query) =>
        [.. query.After is null ? Array.Empty<string>() : [" < $after"], .. query.Before is null ? Array.Empty<string>() : [" > $before"]];

    private static string All(string of, IEnumerable<string> conditions) => string.Concat(conditions.Select(c => $" AND {of}{c}"));

    private static ZonedDateTime? Instant(DateTimeOffset? at) => at is { } instant ? StoredAs.Moment(instant.ToUniversalTime()) : null;
}
