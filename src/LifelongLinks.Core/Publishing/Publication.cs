namespace LifelongLinks.Core;

/// <summary>
/// The graph for analysts, out of cases: pseudonymised, in months and bands, with every figure that is a rule's worked out here. It stays
/// personal data. schema/neo4j/published-graph.md says what is in it, and what is left out and why.
/// </summary>
public static class Publication
{
    /// <summary>Version of what is published: another one replaces everything.</summary>
    public const int Version = 2;

    /// <summary>
    /// The day of which facts are told: the last of the latest whole month. A publication and the next one in the same month so differ by
    /// what was corrected or erased, and never tell on which day something happened (rule 43 has the same of reports).
    /// </summary>
    public static DateOnly AsOf(DateOnly today) => Days.Plus(today, 1) is { Day: 1 } ? today : new DateOnly(today.Year, today.Month, 1).AddDays(-1);

    /// <summary>The month at whose end facts are told.</summary>
    public static string Month(DateOnly today) => Coarse.Month(AsOf(today));

    /// <summary>
    /// What is published of some children. A child who is sealed or whose address is confidential is not, nor one whose first referral is
    /// later than the day of which facts are told.
    /// </summary>
    /// <param name="loaded">What <see cref="Surroundings.Pattern"/> loads from them, in the scope of the whole authority, on the clock's day.</param>
    /// <param name="childIds">Whose cases.</param>
    /// <param name="today">The clock's day.</param>
    /// <param name="thresholds">What activity and gaps are judged on.</param>
    /// <param name="pseudonyms">Where ids come from.</param>
    public static IReadOnlyList<PublishedCase> Of(
        Subgraph loaded, IReadOnlyCollection<string> childIds, DateOnly today, GapThresholds thresholds, Pseudonyms pseudonyms)
    {
        var kept = LeaveOut(loaded);
        var asOf = AsOf(today);
        var cases = Case.All(kept, [.. kept.Nodes.Values.OfType<Child>().Select(c => c.Id)]);
        return [.. childIds.Distinct()
            .Select(cases.GetValueOrDefault).OfType<Case>()
            .Where(c => c.Referrals.Any(r => r.ReferredOn <= asOf))
            .Select(c => Of(new CaseDraft(new(c, [.. Relationship.Siblings(c).Select(cases.GetValueOrDefault).OfType<Case>()], asOf, today), thresholds, pseudonyms)))];
    }

    /// <summary>
    /// Leaves out whoever is sealed or has a confidential address, before anything is worked out: no figure then counts them. A case drops
    /// what names somebody absent; only restrictions must not be loosened by that, so they lose the name and stay.
    /// </summary>
    private static Subgraph LeaveOut(Subgraph loaded)
    {
        HashSet<string> gone = [.. loaded.Confidential, .. loaded.Sealed];
        bool IsGone(string? id) => id is not null && gone.Contains(id);
        return loaded with
        {
            Nodes = loaded.Nodes.Values.Where(n => !gone.Contains(n.Id)).ToDictionary(n => n.Id, n => n is not Restriction r ? n : r with
            {
                ProtectsId = IsGone(r.ProtectsId) ? null : r.ProtectsId,
                KeptFromId = IsGone(r.KeptFromId) ? null : r.KeptFromId,
            }),
        };
    }

    private static PublishedCase Of(CaseDraft draft)
    {
        var (of, asOf) = (draft.Of, draft.AsOf);
        var measures = PublishedNetwork.Add(draft);
        bool pathsTooLarge = !PublishedPaths.Add(draft);
        PublishedGaps.Add(draft);
        PublishedPlans.Add(draft);
        PublishedCourse.Add(draft);
        var team = of.Teams.Where(t => t.Holds(asOf)).Select(t => draft.Team(t.TeamId)).Cast<PublishedEnd?>().FirstOrDefault();
        string? home = of.Placements
            .Where(p => p.Kind != PlacementKind.School && p.Holds(asOf)).OrderBy(p => p.From).Select(p => Words.Of(p.Kind)).LastOrDefault();
        var leftCare = of.Child.LeftCareOn <= asOf ? of.Child.LeftCareOn : null;
        Traits traits = new(Coarse.AgeBand(of.Child.DateOfBirth, asOf), team?.Id, home, Coarse.Years(of.Child.EnteredCareOn, leftCare ?? asOf));
        return draft.Finish(traits,
        [
            ("ageBand", traits.AgeBand),
            ("placement", home),
            ("yearsInCare", traits.YearsInCare),
            ("inCare", of.Child.EnteredCareOn <= asOf && leftCare is null),
            ("stage", Stages.Of(of, asOf)),
            ("referredMonth", Coarse.Month(of.Referrals.Min(r => r.ReferredOn))),
            ("referredMonths", Months(of.Referrals.Select(r => (DateOnly?)r.ReferredOn))),
            ("consentGivenMonths", Months(of.Consents.Where(c => c.State is ConsentState.Given or ConsentState.GivenWithLimits).Select(c => c.AnsweredOn))),
            ("consentWithdrawnMonths", Months(of.Consents.Select(c => c.WithdrawnOn))),
            ("conferenceMonths", Months(of.Conferences.Select(c => c.HeldOn))),
            ("sizeAtReferral", Referrals.Latest(of, asOf) is { } latest ? PersonFacts.Everybody(of).Values.Count(p => p.IsMember(latest.ReferredOn)) : null),
            ("pathsTooLarge", pathsTooLarge ? true : null),
            .. measures,
        ]);

        // Each as often as it happened.
        string[] Months(IEnumerable<DateOnly?> days) => [.. days.Where(d => d <= asOf).Order().Select(d => Coarse.Month(d)!)];
    }
}
