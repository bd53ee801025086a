using System.Text.Json;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The audit events: written with what they tell of, never changed.</summary>
internal static class AuditTrail
{
    private const int MostTaken = 100;

    /// <summary>Adds an event.</summary>
    internal static void Add(Connection connection, AuditEvent audit)
    {
        connection.Run("INSERT INTO audit (id, body) VALUES (@id, @body)",
            ("@id", audit.Id), ("@body", JsonSerializer.Serialize(audit, Records.Audit)));
        foreach (string childId in audit.ChildIds.Distinct())
        {
            connection.Run("INSERT INTO audit_child (child_id, audit_id) VALUES (@child, @id)", ("@child", childId), ("@id", audit.Id));
        }
    }

    /// <summary>Events, newest first: later events have later ids.</summary>
    internal static IReadOnlyList<AuditEvent> Read(Connection connection, string? childId, string? after, int take)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, MostTaken);
        string from = childId is null ? "audit a WHERE TRUE" : "audit_child c JOIN audit a ON a.id = c.audit_id WHERE c.child_id = @child";
        string id = childId is null ? "a.id" : "c.audit_id";
        using var rows = connection.Query(
            $"SELECT a.body FROM {from}{(after is null ? "" : $" AND {id} < @after")} ORDER BY {id} DESC LIMIT @take",
            ("@child", childId), ("@after", after), ("@take", take));
        List<AuditEvent> events = [];
        while (rows.Next())
        {
            events.Add(JsonSerializer.Deserialize(rows.Utf8(0), Records.Audit)!);
        }
        return events;
    }
}
