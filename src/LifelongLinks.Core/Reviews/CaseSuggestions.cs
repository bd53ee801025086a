namespace LifelongLinks.Core;

/// <summary>What else a review might take up: suggestions, never decisions.</summary>
internal static class CaseSuggestions
{
    // Whoever could be asked comes by name: the first few are enough to begin with.
    private const int MostAsked = 3;

    /// <summary>What is suggested: first what the child is asked, then wishes, then what is missing, in the order of the gaps.</summary>
    /// <param name="of">The case.</param>
    /// <param name="gaps">What is missing on the day, with who could fill it.</param>
    /// <param name="people">Those in the pack who are there on the day.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="lovingDays">For how many days the child's word about somebody counts.</param>
    internal static IReadOnlyList<CaseSuggestion> Of(Case of, IReadOnlyList<NetworkGap> gaps, IReadOnlyCollection<string> people, DateOnly asOf, int lovingDays)
    {
        string child = of.Child.KnownAs ?? of.Child.Name;
        List<CaseSuggestion> all = [.. AskTheChild(of, child, people, asOf, lovingDays)];
        foreach (var gap in gaps.Where(g => g.Kind == GapKind.WishUnmet))
        {
            var wish = of.Wishes.First(w => w.Id == gap.AboutId);
            all.Add(new(CaseSuggestionKind.AnswerAWish,
                $"{child} has waited for this wish: say what was done, and what happens next.{(gap.Candidates.Count > 0 ? " It could begin with whoever is named first here." : "")}",
                gap.Candidates.Count > 0 ? [gap.Candidates[0].Path.AskFirstId, .. gap.PeopleIds.Where(id => id != gap.Candidates[0].Path.AskFirstId)] : gap.PeopleIds,
                [gap.Kind], [new("the wish", Text: wish.Words), new("wished on", Date: wish.MadeOn), new("days it has waited", Days.Between(wish.MadeOn, asOf))]));
        }
        foreach (var gap in gaps.Where(g => g.Kind == GapKind.NoOneAfter18))
        {
            all.Add(new(CaseSuggestionKind.LookPast18, $"No promise of anybody unpaid runs past {child}'s 18th birthday: ask who will still be there.", Asked(gap), [gap.Kind],
                [.. of.Child.DateOfBirth is { } born ? [new SuggestionFigure("18th birthday", Date: Days.Attains(born, 18))] : (SuggestionFigure[])[]]));
        }
        // What the same people could fill is one thing to ask them.
        foreach (var same in gaps.Where(g => g.Candidates.Count > 0 && g.Kind is not (GapKind.WishUnmet or GapKind.NoOneAfter18))
            .GroupBy(g => (What(g, child), string.Join(' ', Asked(g)))))
        {
            all.Add(new(CaseSuggestionKind.FillAGap, $"{string.Join(' ', same.Select(g => g.Summary))} {same.Key.Item1}", Asked(same.First()), [.. same.Select(g => g.Kind)], []));
        }
        return all;
    }

    private static IEnumerable<CaseSuggestion> AskTheChild(Case of, string child, IReadOnlyCollection<string> people, DateOnly asOf, int lovingDays)
    {
        var said = of.Affirmations.Where(a => a.SaidOn <= asOf).GroupBy(a => a.PersonId).ToDictionary(a => a.Key, a => a.Max(w => w.SaidOn));
        if (said.Count == 0)
        {
            yield return new(CaseSuggestionKind.AskTheChild, $"{child} was never asked how they feel about the people around them: ask.", [], [], [new("last asked", Text: "never")]);
            yield break;
        }
        List<string> old = [.. people.Where(id => said.TryGetValue(id, out var on) && Days.Between(on, asOf) > lovingDays).OrderBy(id => said[id]).ThenBy(id => id, StringComparer.Ordinal)];
        if (old.Count > 0)
        {
            yield return new(CaseSuggestionKind.AskTheChild, $"Ask {child} again about these people: what was said is more than {lovingDays} days old, and feelings change.", old, [],
                [new("the oldest of these words is from", Date: said[old[0]])]);
        }
    }

    private static IReadOnlyList<string> Asked(NetworkGap gap) => [.. gap.Candidates.Take(MostAsked).Select(c => c.PersonId)];

    private static string What(NetworkGap gap, string child) => gap.Kind switch
    {
        GapKind.UnderTwoLoving => $"Ask {child} about these people, and make time with them.",
        GapKind.SiblingOutOfTouch => "Arrange it soon.",
        GapKind.Lapsed => "Ask what stands in the way.",
        GapKind.WorkerDependent => "Look for a way that needs the worker less.",
        _ => $"Ask {child} first, then whoever is named here, in this order.",
    };
}
