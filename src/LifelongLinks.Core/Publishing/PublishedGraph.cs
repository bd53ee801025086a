using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LifelongLinks.Core;

/// <summary>A node of the published graph.</summary>
/// <param name="Label">Its label; a <c>Child</c> and a <c>Worker</c> are a <c>Person</c> too.</param>
/// <param name="Id">A pseudonym.</param>
/// <param name="Properties">Texts, whole numbers, fractions, true or false, and lists of texts; what is not known is not there.</param>
public sealed record PublishedNode(string Label, string Id, IReadOnlyDictionary<string, object> Properties);

/// <summary>A relationship of the published graph.</summary>
/// <param name="Type">Its type.</param>
/// <param name="From">The node it leads from.</param>
/// <param name="To">The node it leads to.</param>
/// <param name="Properties">As of a node.</param>
public sealed record PublishedRelationship(string Type, PublishedEnd From, PublishedEnd To, IReadOnlyDictionary<string, object> Properties);

/// <summary>One end of a published relationship.</summary>
/// <param name="Label">The label by which it is found: <c>Person</c> for anybody.</param>
/// <param name="Id">Its pseudonym.</param>
public readonly record struct PublishedEnd(string Label, string Id);

/// <summary>
/// What is published of one child's case: all of it, so that it can be replaced or taken back as a whole. The people, workers and teams
/// in it are other cases' too.
/// </summary>
/// <param name="ChildId">The child's pseudonym.</param>
/// <param name="Nodes">The child first, then by pseudonym, so that no order tells in which one was recorded.</param>
/// <param name="Relationships">By type and pseudonyms.</param>
/// <param name="Traits">What of it could single the child out.</param>
public sealed record PublishedCase(
    string ChildId, IReadOnlyList<PublishedNode> Nodes, IReadOnlyList<PublishedRelationship> Relationships, Traits Traits)
{
    /// <summary>The labels of nodes that no case owns.</summary>
    public static readonly IReadOnlySet<string> SharedLabels = new HashSet<string> { "Person", "Worker", "Team" };

    /// <summary>Says whether two publications of the case are the same: a hash of everything in it.</summary>
    public string Digest => field ??= DigestOf(this);

    private static string DigestOf(PublishedCase of)
    {
        StringBuilder written = new();
        foreach (var node in of.Nodes)
        {
            Write(written.Append(node.Label).Append(' ').Append(node.Id), node.Properties);
        }
        foreach (var relationship in of.Relationships)
        {
            Write(written.Append(relationship.From.Id).Append(' ').Append(relationship.Type).Append(' ').Append(relationship.To.Id), relationship.Properties);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written.ToString())));
    }

    private static void Write(StringBuilder written, IReadOnlyDictionary<string, object> properties)
    {
        foreach (var (name, value) in properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            string text = value is IEnumerable<string> several ? string.Join(',', several) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            written.Append(' ').Append(name).Append('=').Append(text);
        }
        written.Append('\n');
    }
}

/// <summary>What of a published child an outsider may know, and so could single them out by.</summary>
/// <param name="AgeBand">Age in years.</param>
/// <param name="Team">Pseudonym of the team.</param>
/// <param name="Placement">Kind of the home.</param>
/// <param name="YearsInCare">Time in care.</param>
public sealed record Traits(string AgeBand, string? Team, string? Placement, string? YearsInCare);
