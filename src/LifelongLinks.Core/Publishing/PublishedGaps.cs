namespace LifelongLinks.Core;

/// <summary>What is missing around a child as analysts see it, and what was missing once.</summary>
internal static class PublishedGaps
{
    internal static void Add(CaseDraft draft)
    {
        var gaps = NetworkGaps.Of(draft.Around, draft.Thresholds, withSince: true, withCandidates: true).Value
            ?? NetworkGaps.Of(draft.Around, draft.Thresholds, withSince: true).Value!;
        int rank = 0;
        foreach (var gap in gaps)
        {
            Add(draft, gap, ++rank);
        }
        // Of a gap whose days follow from a birthday there is no history.
        foreach (var spell in NetworkGaps.Spells(draft.Around, draft.Thresholds)
            .Where(s => s.Until is not null && s.Kind is not (GapKind.NoOneAfter18 or GapKind.Lapsed)))
        {
            var published = draft.Add("PastGap", ["spell", draft.Of.Child.Id, spell.Kind, spell.Support, spell.Side, spell.AboutId, spell.From.DayNumber],
                ("kind", spell.Kind), ("caption", Caption(spell.Kind, spell.Support, spell.Side)), ("support", spell.Support), ("side", spell.Side),
                ("fromMonth", Coarse.Month(spell.From)), ("untilMonth", Coarse.Month(spell.Until)));
            draft.Relate(draft.Child, "HAD_GAP", published);
        }
    }

    private static void Add(CaseDraft draft, NetworkGap gap, int rank)
    {
        bool byYear = FollowsFromABirthday(draft, gap);
        var published = draft.Add("Gap", ["gap", draft.Of.Child.Id, gap.Kind, gap.Support, gap.Side, gap.AboutId],
            ("kind", gap.Kind), ("caption", Caption(gap.Kind, gap.Support, gap.Side)), ("severity", gap.Severity), ("support", gap.Support), ("side", gap.Side), ("rank", rank),
            ("sinceMonth", byYear ? null : Coarse.Month(gap.Since)), ("sinceYear", byYear ? gap.Since?.Year : null));
        draft.Relate(draft.Child, "HAS_GAP", published);
        foreach (string person in gap.PeopleIds)
        {
            bool worker = gap.Kind == GapKind.WorkerDependent && person == gap.AboutId;
            draft.Relate(published, "ABOUT", draft.Person(person), ("as", worker ? "WORKER" : "PERSON"));
        }
        int candidate = 0;
        foreach (var somebody in gap.Candidates)
        {
            draft.Relate(published, "CANDIDATE", draft.Person(somebody.PersonId), ("rank", ++candidate));
        }
    }

    private static string Caption(GapKind kind, SupportKind? support, Side? side) =>
        Words.Plain(kind) + (support is { } of ? ": " + Words.Plain(of) : side is { } on ? ": " + Words.Plain(on) : "");

    // NO_ONE_AFTER_18 begins with the 16th birthday; a promise that lapsed and was made for one day of the year with that day.
    private static bool FollowsFromABirthday(CaseDraft draft, NetworkGap gap) =>
        gap.Kind == GapKind.NoOneAfter18 || (gap.Kind == GapKind.Lapsed &&
            Ties.MostFrequent(PersonFacts.About(draft.Of, gap.AboutId!), draft.AsOf) is { } promise && PublishedPlans.IsSeldom(promise.Commitment));
}
