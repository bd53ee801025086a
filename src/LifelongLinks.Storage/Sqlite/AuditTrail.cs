using System.Globalization;
using System.Text.Json;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The audit events: written with what they tell of, never changed.</summary>
internal static class AuditTrail
{
    /// <summary>Adds an event.</summary>
    internal static void Add(Connection connection, AuditEvent audit) => Add(connection, audit, "");

    /// <summary>Adds events, save those that are there.</summary>
    internal static void Append(Connection connection, IReadOnlyList<AuditEvent> events)
    {
        foreach (var audit in events)
        {
            Add(connection, audit, " ON CONFLICT (id) DO NOTHING");
        }
    }

    /// <summary>A page of events, newest first: later events have later ids.</summary>
    internal static AuditPage Read(Connection connection, AuditQuery query)
    {
        string id = query.ChildId is null ? "a.id" : "c.audit_id";
        string from = query.ChildId is null ? "audit a" : "audit_child c JOIN audit a ON a.id = c.audit_id";
        string[] asked =
        [
            .. query.ChildId is null ? Array.Empty<string>() : ["c.child_id = @child"],
            .. query.Subject is null ? Array.Empty<string>() : ["a.subject = @subject"],
            .. query.Action is null ? Array.Empty<string>() : ["a.action = @action"],
            .. query.From is null ? Array.Empty<string>() : ["a.at >= @from"],
            .. query.To is null ? Array.Empty<string>() : ["a.at < @to"],
        ];
        string[] paged =
        [
            .. asked,
            .. query.After is null ? Array.Empty<string>() : [$"{id} < @after"],
            .. query.Before is null ? Array.Empty<string>() : [$"{id} > @before"],
        ];
        var events = Events(connection,
            $"SELECT a.body FROM {from} WHERE {All(paged)} ORDER BY {id} {(query.FromEnd ? "ASC" : "DESC")} LIMIT @take", Values(query));
        int total = query.Counts ? (int)connection.Number($"SELECT count(*) FROM {from} WHERE {All(asked)}", Values(query)) : 0;
        return AuditPages.Of(query, events, total);
    }

    /// <summary>Events that stand in streams, in their order, after a place.</summary>
    internal static List<AuditEvent> Chained(Connection connection, AuditHead? after, int take) => Events(connection,
        "SELECT body FROM audit WHERE stream IS NOT NULL AND (stream, sequence) > (@stream, @sequence) ORDER BY stream, sequence LIMIT @take",
        [("@stream", after?.Stream ?? ""), ("@sequence", after?.Sequence ?? 0), ("@take", take)]);

    private static void Add(Connection connection, AuditEvent audit, string whenThere)
    {
        int added = connection.Run($"INSERT INTO audit (id, body) VALUES (@id, @body){whenThere}",
            ("@id", audit.Id), ("@body", JsonSerializer.Serialize(audit, Records.Audit)));
        foreach (string childId in added == 0 ? [] : audit.ChildIds.Distinct())
        {
            connection.Run("INSERT INTO audit_child (child_id, audit_id) VALUES (@child, @id)", ("@child", childId), ("@id", audit.Id));
        }
    }

    private static List<AuditEvent> Events(Connection connection, string sql, (string, object?)[] values)
    {
        using var rows = connection.Query(sql, values);
        List<AuditEvent> events = [];
        while (rows.Next())
        {
            events.Add(JsonSerializer.Deserialize(rows.Utf8(0), Records.Audit)!);
        }
        return events;
    }

    private static (string, object?)[] Values(AuditQuery query) =>
    [
        ("@child", query.ChildId), ("@after", query.After), ("@before", query.Before), ("@subject", query.Subject), ("@action", query.Action),
        ("@from", Written(query.From)), ("@to", Written(query.To)), ("@take", query.Take + 1),
    ];

    private static string All(string[] conditions) => conditions.Length == 0 ? "TRUE" : string.Join(" AND ", conditions);

    // As it stands in the body: so written, instants compare as text.
    private static string? Written(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+00:00'", CultureInfo.InvariantCulture);
}
