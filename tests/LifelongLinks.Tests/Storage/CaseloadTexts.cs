using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LifelongLinks.Tests.Storage;

/// <summary>Cases as text, as a caseload has them: worked out here from whole records, field by field.</summary>
internal sealed class CaseloadTexts
{
    private static readonly Type[] _facts = [.. Graph.Nodes.Select(n => n.Type).Where(Caseload.Parts.Has)];
    private static readonly JsonSerializerOptions _plain = new() { IgnoreReadOnlyProperties = true };
    private static readonly string[] _leftOut = ["Review.Metrics", "Merge.MovedIds", "Merge.NamedBothIds"];

    // A home is another text, but the same wherever it is the same: its number here is that of the one met first.
    private readonly Dictionary<string, string> _homes = [];

    /// <summary>A child with a case, and the ids of siblings whose cases come along.</summary>
    internal string Of(Case own, IEnumerable<string> siblings) => string.Join('\n',
    [
        $"siblings {string.Join(' ', siblings)}",
        $"confidential {string.Join(' ', own.Confidential.Order(StringComparer.Ordinal))}",
        .. own.People.Values.OrderBy(p => p.Id, StringComparer.Ordinal).Select(Text),
        .. own.Teams.Select(t => own.TeamName(t.TeamId)),
        .. _facts.SelectMany(own.FactsOf).Select(Text),
        .. own.Relationships.Cast<object>().Concat(own.Oversight).Concat(own.Teams).Concat(own.Invitations).Select(Text),
    ]);

    private string Text(object record)
    {
        object copy = typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(record, null)!;
        foreach (var property in record.GetType().GetProperties().Where(p => p.SetMethod is not null))
        {
            string name = $"{property.DeclaringType!.Name}.{property.Name}";
            object? value = property.GetValue(record);
            if (name == "Placement.Home")
            {
                property.SetValue(copy, _homes.TryGetValue((string)value!, out string? home) ? home : _homes[(string)value!] = $"home {_homes.Count}");
            }
            else if (name == "Node.Version" || name == "Edge.Version")
            {
                property.SetValue(copy, 1);
            }
            else if (_leftOut.Contains(name) || property.PropertyType == typeof(IReadOnlyList<string>) && !name.EndsWith("Ids", StringComparison.Ordinal))
            {
                property.SetValue(copy, value is null || property.PropertyType != typeof(IReadOnlyList<string>) ? null : Array.Empty<string>());
            }
            else if (property.PropertyType == typeof(string) && !name.EndsWith("Id", StringComparison.Ordinal))
            {
                property.SetValue(copy, property.IsDefined(typeof(RequiredMemberAttribute)) ? "" : null);
            }
            else if (value is IReadOnlyList<CommitmentDecided> decided)
            {
                property.SetValue(copy, decided.Select(d => d with { Reason = null }).ToArray());
            }
        }
        return record.GetType().Name + JsonSerializer.Serialize(copy, copy.GetType(), _plain);
    }
}
