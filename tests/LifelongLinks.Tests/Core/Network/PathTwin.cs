namespace LifelongLinks.Tests.Core;

/// <summary>
/// The rules of reconnection paths once more, as slowly and plainly as they are written: every simple path is walked, then sorted.
/// It shares no code with what it is held against, save the records.
/// </summary>
internal static class PathTwin
{
    public sealed record Path(SafetyTier Safety, int Consent, double Strength, IReadOnlyList<string> Stops, IReadOnlyList<string> Ties);

    public static IReadOnlyList<Path> To(Surroundings s, string target, int maxHops, int first)
    {
        string child = s.Own.Child.Id;
        if (!new[] { s.AsOf, s.Today }.All(day => Searches(s.Own, day)) || target == child)
        {
            return [];
        }
        var cases = s.Siblings.Prepend(s.Own).ToList();
        var siblings = s.Siblings.Where(c => Siblings(s, c)).ToList();
        var ties = siblings.Prepend(s.Own).SelectMany(c => c.Relationships)
            .Where(t => (t.Since is null || t.Since <= s.AsOf) && t.FromId != t.ToId)
            .Where(t => !cases.SelectMany(c => c.Restrictions).Any(r => r.TieId == t.Id && Bars(r) && (On(r, s.AsOf) || On(r, s.Today))))
            .ToList();
        var children = cases.Select(c => c.Child.Id).Concat(cases.SelectMany(c => c.People.Values.OfType<Child>()).Select(c => c.Id)).ToHashSet();
        children.UnionWith(cases.SelectMany(c => c.OtherChildren));
        children.ExceptWith(siblings.Select(c => c.Child.Id));

        var weights = ties.ToDictionary(t => t, t => Weight(s, t));
        var stopsOf = ties.SelectMany(t => new[] { t.FromId, t.ToId }).Distinct().ToDictionary(p => p, p => Stop(s, cases, p));
        List<Path> all = [];
        Walk(child, [], [], 1, []);
        return [.. all.OrderBy(p => p.Safety).ThenBy(p => p.Consent).ThenByDescending(p => p.Strength).ThenBy(p => p.Stops.Count)
            .ThenBy(p => string.Join('\0', p.Stops), StringComparer.Ordinal).Take(first)];

        void Walk(string at, List<string> stops, List<string> used, double strength, List<(SafetyTier, int)> tiers)
        {
            if (at == target)
            {
                double rounded = Math.Round(strength, 9, MidpointRounding.AwayFromZero);
                all.Add(new(tiers.Max(t => t.Item1), tiers.Max(t => t.Item2), rounded, stops, used));
                return;
            }
            if (stops.Count == maxHops || (at != child && children.Contains(at)))
            {
                return;
            }
            foreach (var step in ties.Where(t => t.FromId == at || t.ToId == at).GroupBy(t => t.FromId == at ? t.ToId : t.FromId))
            {
                if (step.Key != child && !stops.Contains(step.Key) && stopsOf[step.Key] is { } tier)
                {
                    var tie = step.OrderByDescending(t => weights[t]).ThenBy(t => t.Id, StringComparer.Ordinal).First();
                    Walk(step.Key, [.. stops, step.Key], [.. used, tie.Id], strength * weights[tie], [.. tiers, tier]);
                }
            }
        }
    }

    private static bool Searches(Case of, DateOnly day)
    {
        var last = of.Consents.Where(c => c.Subject == ConsentSubject.Child && c.Purpose == ConsentPurpose.Search && c.AnsweredOn <= day)
            .OrderBy(c => c.AnsweredOn).ThenBy(c => c.Id, StringComparer.Ordinal).LastOrDefault();
        return last is { State: ConsentState.Given or ConsentState.GivenWithLimits } && !(last.WithdrawnOn <= day) && !(last.ExpiresOn <= day);
    }

    private static bool Siblings(Surroundings s, Case other)
    {
        RelationshipKind[] kinds = [RelationshipKind.Sibling, RelationshipKind.HalfSibling, RelationshipKind.StepSibling];
        return s.Own.Relationships.Concat(other.Relationships).Any(t => kinds.Contains(t.Kind) && !(t.Since > s.AsOf) &&
            new[] { t.FromId, t.ToId }.ToHashSet().SetEquals([s.Own.Child.Id, other.Child.Id])) &&
            !new[] { (s.Own, other.Child.Id), (other, s.Own.Child.Id) }.Any(p => p.Item1.Restrictions.Any(r =>
                r.Kind == RestrictionKind.SealedAdoption && r.AgainstId == p.Item2 && (On(r, s.AsOf) || On(r, s.Today))));
    }

    private static (SafetyTier, int)? Stop(Surroundings s, List<Case> cases, string person)
    {
        foreach (var day in new[] { s.AsOf, s.Today })
        {
            foreach (var of in cases)
            {
                string about = person == of.Child.Id ? s.Own.Child.Id : person;
                if (Latest(of, about, DecisionKind.OversightCheck, day) == DecisionOutcome.NotSafe ||
                    Latest(of, about, DecisionKind.ChildAnswer, day) == DecisionOutcome.Refused ||
                    Latest(of, about, DecisionKind.PersonAnswer, day) == DecisionOutcome.Declined ||
                    of.People.Values.Any(p => p.Id == person && p.Died <= day) ||
                    of.Restrictions.Any(r => r.AgainstId == about && Bars(r) && On(r, day)))
                {
                    return null;
                }
            }
        }
        if (!cases.Any(c => c.People.ContainsKey(person)))
        {
            return null;
        }
        List<SafetyTier> tiers = [Latest(s.Own, person, DecisionKind.OversightCheck, s.AsOf) switch
        {
            DecisionOutcome.Cleared => SafetyTier.Cleared,
            DecisionOutcome.Caution => SafetyTier.Caution,
            _ => SafetyTier.Unassessed,
        }];
        foreach (var of in cases)
        {
            string about = person == of.Child.Id ? s.Own.Child.Id : person;
            tiers.AddRange(of.Restrictions
                .Where(r => On(r, s.AsOf) && (r.Kind == RestrictionKind.ConfidentialAddress ? r.KeptFromId : r.AgainstId) == about)
                .Select(r => r.Kind == RestrictionKind.Unassessed ? SafetyTier.Unassessed : SafetyTier.Caution));
            if (Latest(of, about, DecisionKind.OversightCheck, s.AsOf) == DecisionOutcome.Caution)
            {
                tiers.Add(SafetyTier.Caution);
            }
        }
        return (tiers.Max(), Latest(s.Own, person, DecisionKind.ChildAnswer, s.AsOf) switch
        {
            DecisionOutcome.Agreed => 0,
            DecisionOutcome.AgreedWithLimits => 1,
            _ => 2,
        });
    }

    private static DecisionOutcome? Latest(Case of, string person, DecisionKind kind, DateOnly day) => of.Decisions
        .Where(d => d.Kind == kind && d.DecidedOn <= day && of.Links.Single(l => l.Id == d.LinkId).PersonId == person)
        .OrderBy(d => d.DecidedOn).ThenBy(d => d.Id, StringComparer.Ordinal).LastOrDefault()?.Outcome;

    private static bool Bars(Restriction r) => r.Kind == RestrictionKind.SealedAdoption ||
        (r.Effect == RestrictionEffect.Block && r.Kind != RestrictionKind.ConfidentialAddress);

    private static bool On(Restriction r, DateOnly day) => (r.From is null || r.From <= day) && (r.Until is null || r.Until > day);

    private static double Weight(Surroundings s, Relationship t)
    {
        string child = s.Own.Child.Id;
        var touched = new[] { t.LastContactOn }.Concat(t.FromId != child && t.ToId != child ? [] : s.Own.Contacts
            .Where(c => c.PersonIds.Contains(t.FromId == child ? t.ToId : t.FromId) && c.Mode != ContactMode.Letter)
            .Select(c => (DateOnly?)c.On)).Where(d => d <= s.AsOf).Max();
        var known = touched ?? new[] { t.Until, t.Since }.FirstOrDefault(d => d <= s.AsOf);
        double closeness = new Dictionary<Closeness, double>
        {
            [Closeness.Close] = 1,
            [Closeness.Good] = .8,
            [Closeness.Some] = .5,
            [Closeness.Distant] = .3,
            [Closeness.Unknown] = .4,
        }[t.Closeness];
        double evidence = t.Evidence == Evidence.Verified ? 1 : t.Evidence == Evidence.Reported ? .8 : .5;
        double recency = known is { } day ? Math.Max(.2, Math.Pow(.5, (s.AsOf.DayNumber - day.DayNumber) / 365.0)) : .2;
        return closeness * recency * evidence;
    }
}
