namespace LifelongLinks.Core;

/// <summary>
/// How many children share each combination of traits that an outsider may know (k-anonymity): who is alone in theirs can be told by whoever
/// knows them.
/// </summary>
public sealed class Anonymity
{
    /// <summary>Below so many a cell of a report is suppressed (rule 43).</summary>
    public const int Few = 5;

    /// <summary>Counts the combinations.</summary>
    public Anonymity(IEnumerable<Traits> children) => Combinations =
    [
        .. children.GroupBy(t => t).Select(g => (Traits: g.Key, Children: g.Count()))
            .OrderBy(c => c.Children)
            .ThenBy(c => c.Traits.Team, StringComparer.Ordinal).ThenBy(c => c.Traits.AgeBand, StringComparer.Ordinal)
            .ThenBy(c => c.Traits.Placement, StringComparer.Ordinal).ThenBy(c => c.Traits.YearsInCare, StringComparer.Ordinal),
    ];

    /// <summary>Each combination that there is, with how many children share it, fewest first.</summary>
    public IReadOnlyList<(Traits Traits, int Children)> Combinations { get; }

    /// <summary>Combinations of one child alone.</summary>
    public int OfOne => Combinations.Count(c => c.Children == 1);

    /// <summary>Combinations of fewer than five children, one included.</summary>
    public int OfFew => Combinations.Count(c => c.Children < Few);

    /// <summary>Children in a combination of fewer than five.</summary>
    public int ChildrenInFew => Combinations.Where(c => c.Children < Few).Sum(c => c.Children);
}
