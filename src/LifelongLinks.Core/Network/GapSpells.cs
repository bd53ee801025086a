namespace LifelongLinks.Core;

/// <summary>
/// When each gap held (rule 29). Between the days on which a judged fact begins or ends nothing changes, so only those days are
/// judged, and on each only the people it concerns.
/// </summary>
internal static class GapSpells
{
    internal static IReadOnlyList<GapSpell> Of(Ties ties, GapThresholds thresholds, DateOnly asOf)
    {
        if (Referred(ties.Of, asOf) is not { } referred)
        {
            return [];
        }
        GapFigures figures = new(ties.Of, thresholds);
        Dictionary<string, TieState> states = [];
        SortedDictionary<DateOnly, List<(string Id, TieState State)>> changes = [];
        foreach (var day in figures.Turns().Where(d => d > referred && d <= asOf))
        {
            changes[day] = [];
        }
        foreach (var (id, facts) in ties.Everybody)
        {
            var state = ties.On(facts, referred);
            states[id] = state;
            figures.Count(id, state, true);
            foreach (var day in Between(referred, asOf, ties.Turns(facts)))
            {
                var next = ties.On(facts, day);
                if (!next.IsSameAs(state))
                {
                    state = next;
                    if (!changes.TryGetValue(day, out var list))
                    {
                        changes[day] = list = [];
                    }
                    list.Add((id, next));
                }
            }
        }

        Dictionary<GapKey, DateOnly> open = [];
        List<GapSpell> spells = [];
        List<GapKey> holding = [];
        HashSet<GapKey> now = [];
        void Judge(DateOnly day)
        {
            holding.Clear();
            figures.Judge(day, holding);
            now.Clear();
            now.UnionWith(holding);
            foreach (var (gap, from) in open)
            {
                if (!now.Contains(gap))
                {
                    spells.Add(Spell(gap, from, day));
                    open.Remove(gap);
                }
            }
            foreach (var gap in holding)
            {
                open.TryAdd(gap, day);
            }
        }

        Judge(referred);
        foreach (var (day, changed) in changes)
        {
            foreach (var (id, state) in changed)
            {
                figures.Count(id, states[id], false);
                states[id] = state;
                figures.Count(id, state, true);
            }
            Judge(day);
        }
        spells.AddRange(open.Select(o => Spell(o.Key, o.Value, null)));
        return [.. spells.OrderBy(s => s.From).ThenBy(s => s.Kind).ThenBy(s => s.Support).ThenBy(s => s.Side)
            .ThenBy(s => s.AboutId, StringComparer.Ordinal)];
    }

    /// <summary>The day of the latest referral by a day.</summary>
    private static DateOnly? Referred(Case of, DateOnly asOf)
    {
        var days = of.Referrals.Select(r => r.ReferredOn).Where(d => d <= asOf).ToList();
        return days.Count == 0 ? null : days.Max();
    }

    /// <summary>The days after one and up to another, in order, each once.</summary>
    private static List<DateOnly> Between(DateOnly after, DateOnly upTo, IEnumerable<DateOnly> days)
    {
        List<DateOnly> sorted = [.. days.Where(d => d > after && d <= upTo)];
        sorted.Sort();
        int kept = 0;
        for (int i = 0; i < sorted.Count; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[kept++] = sorted[i];
            }
        }
        sorted.RemoveRange(kept, sorted.Count - kept);
        return sorted;
    }

    private static GapSpell Spell(GapKey gap, DateOnly from, DateOnly? until) =>
        new(gap.Kind, gap.Support, gap.Side, gap.AboutId, from, until);
}
