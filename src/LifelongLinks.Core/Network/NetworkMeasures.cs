namespace LifelongLinks.Core;

/// <summary>Measures of a child's network on a day, counted per person.</summary>
public sealed record NetworkMeasures
{
    /// <summary>People with a link or a current tie to the child.</summary>
    public required int Size { get; init; }

    /// <summary>Of them, those with an active tie.</summary>
    public required int Active { get; init; }

    /// <summary>Of them, those identified: with a link.</summary>
    public required int Identified { get; init; }

    /// <summary>Family: by blood, step or adoption, kinship carers and special guardians.</summary>
    public required int Kin { get; init; }

    /// <summary>People who are not family.</summary>
    public required int NonKin { get; init; }

    /// <summary>People paid to be there.</summary>
    public required int Paid { get; init; }

    /// <summary>People not paid to be there.</summary>
    public required int Unpaid { get; init; }

    /// <summary>People by circle of the child's map, INNER first; last those whom the child placed in none.</summary>
    public required IReadOnlyList<CircleCount> ByCircle { get; init; }

    /// <summary>People by side of the family, MATERNAL and PATERNAL; who is on both counts for each.</summary>
    public required IReadOnlyList<SideCount> BySide { get; init; }

    /// <summary>Pairs of people tied to each other among all pairs, 0 to 1, without the child; null under two people.</summary>
    public required double? Density { get; init; }

    /// <summary>Groups of people tied to each other, without the child; somebody tied to nobody is a group.</summary>
    public required int Components { get; init; }

    /// <summary>Median age in days of the child's current ties, each person's by the earliest; null when no beginning is known.</summary>
    public required double? MedianTieAge { get; init; }

    /// <summary>How many people give each kind of support.</summary>
    public required IReadOnlyList<SupportCover> Cover { get; init; }

    /// <summary>The measures of some people and the current ties among them and to the child (rule 41).</summary>
    internal static NetworkMeasures Of(
        string childId, DateOnly asOf, IReadOnlyList<NetworkMember> people, IReadOnlyList<Relationship> current)
    {
        int n = people.Count;
        int paid = people.Count(p => p.Paid == true), kin = people.Count(p => p.Kin);
        var (pairs, components) = AmongThemselves(childId, people, current);
        return new()
        {
            Size = n,
            Active = people.Count(p => p.Active),
            Identified = people.Count(p => p.LinkId is not null),
            Kin = kin,
            NonKin = n - kin,
            Paid = paid,
            Unpaid = n - paid,
            ByCircle = [.. Enum.GetValues<Circle>().Cast<Circle?>().Append(null)
                .Select(c => new CircleCount(c, people.Count(p => p.Circle == c)))],
            BySide = [.. GapFigures.Sides.Select(s => new SideCount(
                s, people.Count(p => p.Sides.Contains(s)), people.Count(p => p.Active && p.Sides.Contains(s))))],
            // 2E / (n(n − 1))
            Density = n < 2 ? null : 2.0 * pairs / ((double)n * (n - 1)),
            Components = components,
            MedianTieAge = Median(TieAges(childId, asOf, current)),
            Cover = [.. Enum.GetValues<SupportKind>().Select(k => new SupportCover(
                k, people.Count(p => p.Supports.Contains(k)), people.Count(p => p.Paid != true && p.Supports.Contains(k))))],
        };
    }

    // With the child everything looks connected; parallel ties bind two people once.
    private static (int Pairs, int Components) AmongThemselves(
        string childId, IReadOnlyList<NetworkMember> people, IReadOnlyList<Relationship> current)
    {
        var group = people.ToDictionary(p => p.PersonId, p => p.PersonId);
        string Root(string id)
        {
            while (group[id] != id)
            {
                id = group[id] = group[group[id]];
            }
            return id;
        }

        HashSet<(string, string)> pairs = [];
        int components = people.Count;
        foreach (var tie in current)
        {
            if (tie.FromId != childId && tie.ToId != childId && tie.FromId != tie.ToId)
            {
                pairs.Add(string.CompareOrdinal(tie.FromId, tie.ToId) < 0 ? (tie.FromId, tie.ToId) : (tie.ToId, tie.FromId));
                string one = Root(tie.FromId), other = Root(tie.ToId);
                if (one != other)
                {
                    group[one] = other;
                    components--;
                }
            }
        }
        return (pairs.Count, components);
    }

    private static List<int> TieAges(string childId, DateOnly asOf, IReadOnlyList<Relationship> current) =>
        [.. current.Where(r => r.OfChild(childId) is not null && r.Since is not null)
            .GroupBy(r => r.OfChild(childId))
            .Select(g => Days.Between(g.Min(r => r.Since)!.Value, asOf))
            .Order()];

    private static double? Median(List<int> sorted) =>
        sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0;
}

/// <summary>How many people the child places in a circle.</summary>
/// <param name="Circle">The circle; null: placed in none.</param>
/// <param name="People">How many.</param>
public sealed record CircleCount(Circle? Circle, int People);

/// <summary>How many people are on a side of the family.</summary>
/// <param name="Side">MATERNAL or PATERNAL.</param>
/// <param name="People">How many.</param>
/// <param name="Active">How many of them have an active tie.</param>
public sealed record SideCount(Side Side, int People, int Active);

/// <summary>How many people give a kind of support.</summary>
/// <param name="Support">The kind of support.</param>
/// <param name="Providers">How many give it.</param>
/// <param name="Unpaid">How many of them are unpaid.</param>
public sealed record SupportCover(SupportKind Support, int Providers, int Unpaid);
