namespace LifelongLinks.Core;

/// <summary>What is missing around a child, and who could fill it (domain.md 4).</summary>
public static class NetworkGaps
{
    /// <summary>
    /// The gaps in a child's network on the day of the surroundings: HIGH first, then in the order of the rules, then by support, side
    /// and id.
    /// </summary>
    /// <param name="s">The child's case, the siblings' in sight, and the day.</param>
    /// <param name="thresholds">What activity and gaps are judged on.</param>
    /// <param name="without">Ids of people taken to be gone: "what if this worker leaves?"; unknown ones change nothing.</param>
    /// <param name="withSince">Whether to say since when each gap holds: every day since the referral is judged.</param>
    /// <param name="withCandidates">Whether to look for people who could fill each gap: paths to them are looked for.</param>
    /// <returns>The gaps; refused when the day is in the future, or the network too large to say who comes first.</returns>
    public static Outcome<IReadOnlyList<NetworkGap>> Of(
        Surroundings s, GapThresholds thresholds, IReadOnlyCollection<string>? without = null, bool withSince = false,
        bool withCandidates = false)
    {
        if (s.AsOf > s.Today)
        {
            return new Refusal(RefusalCode.BadArgument, "asOf must not be in the future.");
        }
        s = Absence.Without(s, without ?? []);
        Ties ties = new(s.Own, s.Siblings, thresholds);
        GapFigures figures = new(s.Own, thresholds);
        Dictionary<string, TieState> states = [];
        foreach (var (id, facts) in ties.Everybody)
        {
            var state = ties.On(facts, s.AsOf);
            states[id] = state;
            figures.Count(id, state, true);
        }
        List<GapKey> holding = [];
        figures.Judge(s.AsOf, holding);
        GapWords words = new(ties, figures, thresholds, s.AsOf);
        IEnumerable<NetworkGap> gaps = holding.Select(words.Describe)
            .OrderBy(g => g.Severity)
            .ThenBy(g => g.Kind)
            .ThenBy(g => g.Support)
            .ThenBy(g => g.Side)
            .ThenBy(g => g.AboutId, StringComparer.Ordinal);
        if (withSince)
        {
            var since = GapSpells.Of(ties, thresholds, s.AsOf).Where(g => g.Until is null).ToDictionary(g => g.Key, g => g.From);
            gaps = gaps.Select(g => since.TryGetValue(g.Key, out var from) ? g with { Since = from } : g);
        }
        IReadOnlyList<NetworkGap> ordered = [.. gaps];
        return withCandidates ? GapCandidates.For(ordered, s, states, thresholds) : Outcome.Of(ordered);
    }

    /// <summary>
    /// Every unbroken run of days on which a gap held, from the referral to the day of the surroundings, in order of their first day;
    /// none before a referral.
    /// </summary>
    public static IReadOnlyList<GapSpell> Spells(Surroundings s, GapThresholds thresholds, IReadOnlyCollection<string>? without = null)
    {
        s = Absence.Without(s, without ?? []);
        return GapSpells.Of(new(s.Own, s.Siblings, thresholds), thresholds, s.AsOf);
    }
}
