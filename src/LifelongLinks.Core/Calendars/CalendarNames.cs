namespace LifelongLinks.Core;

/// <summary>What a child may be called on a calendar that others see over somebody's shoulder: never by surname, never by the case's reference.</summary>
internal static class CalendarNames
{
    private static readonly char[] _between = [.. " ,.;:/()'\"’-\t"];

    /// <summary>The name the child uses, where it can stand there; null: the child is not named.</summary>
    internal static string? Usual(Child child) => child.KnownAs is { } name && !SaysTooMuch(name, child) ? name : null;

    /// <summary>
    /// Whether a name tells a stranger who the child is: it has the reference in it, or a word of a full name after the first, save a middle name
    /// that the child is called by.
    /// </summary>
    internal static bool SaysTooMuch(string name, Child child)
    {
        List<string[]> full = [.. child.FormerNames.Append(child.Name).Select(WordsOf).Where(f => f.Length > 1)];
        var surnames = full.Select(f => f[^1]).ToList();
        var middle = full.SelectMany(f => f[1..^1]).Where(w => w.Length > 1 && !w.Equals(child.KnownAs, StringComparison.OrdinalIgnoreCase));
        return name.Contains(child.Reference, StringComparison.OrdinalIgnoreCase)
            || surnames.Concat(middle).Intersect(WordsOf(name), StringComparer.OrdinalIgnoreCase).Any();
    }

    private static string[] WordsOf(string text) => text.Split(_between, StringSplitOptions.RemoveEmptyEntries);
}
