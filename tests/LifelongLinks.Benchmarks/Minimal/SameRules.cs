namespace LifelongLinks.Benchmarks;

/// <summary>What the rules answer, called by hand over the same reads.</summary>
internal static class SameRules
{
    /// <summary>The child's case with those of the children tied to them: paths and gaps are looked for in siblings' cases too.</summary>
    internal static readonly Pattern WithTiedChildren = Case.Pattern with
    {
        Steps = [Step.Owned("RELATED_TO") with { Then = Case.Pattern.Steps }, .. Case.Pattern.Steps],
    };

    /// <summary>The best paths from a child to somebody.</summary>
    internal static async Task<PathsAnswer> Paths(IStore store, Viewer viewer, string childId, string targetId)
    {
        if (await Around(store, viewer, childId) is not { } around)
        {
            return new(null);
        }
        var paths = ReconnectionPaths.To(around, targetId, maxHops: 4, first: 3).Value ?? throw new InvalidOperationException("Too large.");
        return new(new(childId, around.Own.Child.KnownAs, [.. paths.Select(p => new PathFound(NamedIn(around, p.TargetId), p.Hops, p.Strength,
            Words.Of(p.Safety), Words.Of(p.Consent), NamedIn(around, p.AskFirstId), p.Before,
            [.. p.Steps.Select(s => new StepFound(NamedIn(around, s.FromId), NamedIn(around, s.ToId),
                new(s.Relationship.Id, Words.Of(s.Relationship.Kind), Words.Of(s.Relationship.Closeness), Words.Of(s.Relationship.Evidence),
                    s.Relationship.LastContactOn),
                s.Weight, s.Reason))]))]));
    }

    /// <summary>What is missing around a child, since when, and who could fill it.</summary>
    internal static async Task<GapsAnswer> Gaps(IStore store, Viewer viewer, GapThresholds thresholds, string childId)
    {
        if (await Around(store, viewer, childId) is not { } around)
        {
            return new(null);
        }
        var gaps = NetworkGaps.Of(around, thresholds, withSince: true, withCandidates: true).Value ?? throw new InvalidOperationException("Too large.");
        return new(new(childId, around.Own.Child.KnownAs, [.. gaps.Select(g => new GapFound(Words.Of(g.Kind), Words.Of(g.Severity), g.Summary, g.Since,
            g.Support is { } support ? Words.Of(support) : null, g.Side is { } side ? Words.Of(side) : null,
            [.. g.PeopleIds.Select(id => NamedIn(around, id))], g.Evidence,
            [.. g.Candidates.Select(c => new CandidateFound(NamedIn(around, c.PersonId), new(c.Path.Hops, c.Path.Strength)))]))]));
    }

    /// <summary>How far all promises to a child are kept.</summary>
    internal static async Task<AdherenceAnswer> Adherence(IStore store, Viewer viewer, string childId)
    {
        var loaded = await store.Expand(viewer.Scope, [childId], Case.Pattern, CancellationToken.None);
        if (Sight.Of(viewer, Case.From(loaded, childId)) is not { IsProfessional: true, Case: var own })
        {
            return new(null);
        }
        var a = Adherences.Of(own, viewer.Today, bucket: TimeBucket.Month);
        return new(new(childId, own.Child.KnownAs, new(a.From, a.To, a.AsOf, a.Kept, a.Late, a.Missed, a.Excused, a.Cancelled, a.Open,
            a.Rate, a.Punctuality, a.RecencyWeighted, a.Mean, a.Covered is { } covered ? new(covered.CoveredDays, covered.Days, covered.Share) : null,
            a.Streak, Words.Of(a.Trend), a.LowConfidence,
            [.. a.ExcusedBy.Select(e => new ExcusedFound(Words.Of(e.Reason), e.Count))],
            [.. a.Sustained.Select(s => new SustainedFound(s.Days, s.Asked, s.Sustained))],
            [.. a.Series.Select(b => new BucketFound(b.From, b.To, b.Kept, b.Late, b.Missed, b.Excused, b.Rate))],
            [.. a.ByPerson.Select(p => new ByPersonFound(NamedIn(own, p.PersonId), p.Kept, p.Late, p.Missed, p.Excused, p.Rate))],
            [.. a.ByMode.Select(m => new ByModeFound(Words.Of(m.Mode), m.Rate))],
            [.. a.BySupport.Select(s => new BySupportFound(Words.Of(s.Support), s.Rate))])));
    }

    private static async Task<Surroundings?> Around(IStore store, Viewer viewer, string childId)
    {
        var loaded = await store.Expand(viewer.Scope, [childId], WithTiedChildren, CancellationToken.None);
        var seen = Case.All(loaded, [.. loaded.Nodes.Values.OfType<Child>().Select(c => c.Id)])
            .Where(c => Sight.Of(viewer, c.Value) is { IsProfessional: true }).ToDictionary();
        return !seen.TryGetValue(childId, out var own) ? null
            : new(own, [.. Relationship.Siblings(own).Where(seen.ContainsKey).Select(s => seen[s])], viewer.Today, viewer.Today);
    }

    private static Named NamedIn(Surroundings around, string personId) =>
        NamedIn(around.Own.People.ContainsKey(personId) ? around.Own : around.Siblings.First(s => s.People.ContainsKey(personId)), personId);

    private static Named NamedIn(Case own, string personId) => new(personId, own.People[personId].Name);
}
