using System.Text.Json;
using System.Text.Json.Serialization;

namespace LifelongLinks.Core;

/// <summary>A record that was wrong, and was set right: the original is kept.</summary>
public sealed record Correction : CaseNode
{
    /// <summary>Id of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>The day it was set right.</summary>
    public required DateOnly CorrectedOn { get; init; }

    /// <summary>What was wrong, and how that is known.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the record was struck out: it had been recorded by mistake.</summary>
    public bool StruckOut { get; init; }

    /// <summary>Id of the worker who set it right.</summary>
    public string? WorkerId { get; init; }

    /// <summary>The record as it was before, as JSON: an object with one property, named by the label of its kind.</summary>
    [Encrypted]
    public required string Original { get; init; }

    private static readonly JsonSerializerOptions _written = new() { Converters = { new JsonStringEnumConverter() }, IgnoreReadOnlyProperties = true };

    /// <summary>A correction of a record that keeps it as it is now.</summary>
    public static Correction Of(CaseNode record, string id, DateOnly on, string reason, string? workerId) =>
        Of(record, record.Id, Graph.KindOf(record).Label, record.ChildId, id, on, reason, workerId);

    /// <summary>A correction of a tie that keeps it as it is now.</summary>
    internal static Correction Of(Relationship tie, string childId, string id, DateOnly on, string reason, string? workerId) =>
        Of(tie, tie.Id, Graph.KindOf(tie).Type, childId, id, on, reason, workerId);

    /// <summary>A correction of the child's own record that keeps it as it is now.</summary>
    internal static Correction Of(Child child, string childId, string id, DateOnly on, string reason, string? workerId) =>
        Of(child, child.Id, Graph.KindOf(child).Label, childId, id, on, reason, workerId);

    /// <summary>The record as it was before: a fact of the case, or a tie.</summary>
    public object Before()
    {
        var (label, record) = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Original)!.Single();
        return record.Deserialize(Graph.EdgeKind(label)?.Record ?? Graph.NodeKind(label).Type, _written)!;
    }

    /// <summary>The record as it was before; null where what was kept of it cannot be read.</summary>
    internal object? BeforeIfReadable()
    {
        try
        {
            return Before();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentNullException)
        {
            return null;
        }
    }

    private static Correction Of(object record, string recordId, string label, string childId, string id, DateOnly on, string reason, string? workerId) => new()
    {
        Id = id,
        ChildId = childId,
        RecordId = recordId,
        CorrectedOn = on,
        Reason = reason,
        WorkerId = workerId,
        Original = JsonSerializer.Serialize(new Dictionary<string, object> { [label] = record }, _written),
    };
}
