namespace LifelongLinks.Core;

/// <summary>One thing that happened in a child's story.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Summary">What happened, in words; people are named by <paramref name="PersonIds"/>, not here.</param>
/// <param name="FactId">Id of the record it comes from.</param>
/// <param name="PersonIds">Ids of the people it happened with.</param>
public sealed record TimelineEntry(DateOnly On, TimelineKind Kind, string Summary, string FactId, IReadOnlyList<string> PersonIds);

/// <summary>Kind of a timeline entry.</summary>
public enum TimelineKind
{
    /// <summary>The child was referred.</summary>
    Referred,
    /// <summary>A consent was given.</summary>
    ConsentGiven,
    /// <summary>A consent was refused or withdrawn.</summary>
    ConsentEnded,
    /// <summary>The child showed who matters to them.</summary>
    Activity,
    /// <summary>The child made a wish.</summary>
    Wish,
    /// <summary>A wish was met.</summary>
    WishMet,
    /// <summary>Somebody joined.</summary>
    Joined,
    /// <summary>The first time in touch after somebody joined.</summary>
    Reconnected,
    /// <summary>The conference was held.</summary>
    Conference,
    /// <summary>A plan was agreed.</summary>
    PlanAgreed,
    /// <summary>A plan ended.</summary>
    PlanEnded,
    /// <summary>The child and somebody were in touch.</summary>
    Contact,
    /// <summary>A review was held.</summary>
    Review,
    /// <summary>The child came to a new home or school.</summary>
    Moved,
    /// <summary>A tie ended, or a worker left.</summary>
    Loss,
    /// <summary>The referral was accepted or declined.</summary>
    ReferralDecided,
    /// <summary>A step was taken with a person: located, checked, the child's answer, approached, their answer, a visit, an invitation.</summary>
    Step,
    /// <summary>A restriction began or ended.</summary>
    Restriction,
    /// <summary>Two people turned out to be one, or were told apart again.</summary>
    Merged,
    /// <summary>A record was set right.</summary>
    Corrected,
    /// <summary>The case was closed.</summary>
    Closed,
}

/// <summary>The story of a case, derived from its facts.</summary>
public static class Timelines
{
    /// <summary>Everything that happened by a day as the viewer may see it, newest first; on one day by kind, then by id.</summary>
    public static IReadOnlyList<TimelineEntry> Of(Sight sight, DateOnly asOf)
    {
        List<TimelineEntry> story = [];
        void Add(DateOnly? on, TimelineKind kind, string summary, string factId, params IEnumerable<string?> people)
        {
            if (on <= asOf)
            {
                story.Add(new(on.Value, kind, summary, factId, [.. people.OfType<string>().Where(sight.Sees)]));
            }
        }
        var all = sight.Case;
        foreach (var r in sight.See(all.Referrals))
        {
            Add(r.ReferredOn, TimelineKind.Referred, "Referred to Lifelong Links", r.Id, r.ReferredById);
            Add(r.DecidedOn, TimelineKind.ReferralDecided, r.Status == ReferralStatus.Declined ? "The referral was declined" : "The referral was accepted", r.Id);
            Add(r.ClosedOn, TimelineKind.Closed, "The case was closed", r.Id);
        }
        foreach (var c in sight.See(all.Consents))
        {
            string what = $"{Said(c.Subject)} consent: {Words.Plain(c.Purpose)}";
            bool refused = c.State == ConsentState.Refused;
            Add(c.AnsweredOn, refused ? TimelineKind.ConsentEnded : TimelineKind.ConsentGiven, what + (refused ? " refused" : " given"), c.Id, c.PersonId);
            Add(c.WithdrawnOn, TimelineKind.ConsentEnded, what + " withdrawn", c.Id, c.PersonId);
        }
        foreach (var a in sight.See(all.Activities))
        {
            Add(a.HeldOn, TimelineKind.Activity, Words.Sentence(a.Kind), a.Id);
        }
        foreach (var w in sight.See(all.Wishes))
        {
            Add(w.MadeOn, TimelineKind.Wish, w.Words, w.Id, w.PersonId);
            Add(w.MetOn, TimelineKind.WishMet, w.Words, w.Id, w.PersonId);
        }
        foreach (var link in sight.See(all.Links))
        {
            var joined = Decisions.On(all, link, asOf).FirstOrDefault(d => d.Outcome == DecisionOutcome.Joined);
            Add(joined?.DecidedOn, TimelineKind.Joined, "Joined", link.Id, link.PersonId);
            var first = joined is null ? null : all.Contacts
                .Where(c => c.IsTwoWay && c.On >= joined.DecidedOn && c.PersonIds.Contains(link.PersonId)).MinBy(c => (c.On, c.Id));
            Add(first?.On, TimelineKind.Reconnected, "In touch for the first time since joining", link.Id, link.PersonId);
            Add(link.EndedOn, TimelineKind.Loss, "The link ended", link.Id, link.PersonId);
        }
        foreach (var d in sight.See(all.Decisions))
        {
            Add(d.DecidedOn, TimelineKind.Step, d.Outcome is { } outcome ? $"{Words.Sentence(d.Kind)}: {Words.Plain(outcome)}" : Words.Sentence(d.Kind), d.Id,
                all.Links.Where(l => l.Id == d.LinkId).Select(l => l.PersonId));
        }
        foreach (var r in sight.See(all.Restrictions))
        {
            Add(r.From, TimelineKind.Restriction, $"A restriction began: {Words.Plain(r.Kind)}", r.Id, r.AgainstId, r.ProtectsId, r.KeptFromId);
            Add(r.Until, TimelineKind.Restriction, $"A restriction ended: {Words.Plain(r.Kind)}", r.Id, r.AgainstId, r.ProtectsId, r.KeptFromId);
        }
        foreach (var m in sight.See(all.Merges))
        {
            Add(m.MergedOn, TimelineKind.Merged, "Two people turned out to be one", m.Id, m.KeptId, m.MergedId);
            Add(m.UndoneOn, TimelineKind.Merged, "Two people were told apart again", m.Id, m.KeptId, m.MergedId);
        }
        foreach (var c in sight.See(all.Corrections))
        {
            Add(c.CorrectedOn, TimelineKind.Corrected, c.StruckOut ? "A record was struck out" : "A record was set right", c.Id, c.WorkerId);
        }
        foreach (var c in sight.See(all.Conferences))
        {
            Add(c.HeldOn, TimelineKind.Conference, "Family group conference", c.Id,
                all.Invitations.Where(i => i.ConferenceId == c.Id && i.Attended == true).Select(i => i.PersonId));
        }
        foreach (var p in sight.See(all.Plans))
        {
            Add(p.AgreedOn, TimelineKind.PlanAgreed, "Plan agreed", p.Id, p.AgreedById);
            Add(p.EndedOn, TimelineKind.PlanEnded, "Plan ended", p.Id);
        }
        foreach (var c in sight.See(all.Contacts))
        {
            Add(c.On, TimelineKind.Contact, Words.Sentence(c.Mode), c.Id, c.PersonIds);
        }
        foreach (var r in sight.See(all.Reviews))
        {
            Add(r.HeldOn, TimelineKind.Review, Words.Sentence(r.Kind), r.Id, r.ChairId);
        }
        foreach (var p in sight.See(all.Placements))
        {
            Add(p.From, TimelineKind.Moved, p.Kind == PlacementKind.School ? "A new school" : "A new home", p.Id, p.CarerId);
        }
        foreach (var tie in sight.Relationships.Where(r => r.FromId == all.Child.Id || r.ToId == all.Child.Id))
        {
            Add(tie.Until, TimelineKind.Loss, $"A tie ended: {Words.Plain(tie.Kind)}", tie.Id, tie.Other(all.Child.Id));
        }
        foreach (var o in all.Oversight.Where(o => o.Emergency is null))
        {
            Add(o.Until, TimelineKind.Loss, $"A change of worker: {Words.Plain(o.Role)}", o.Id, o.WorkerId);
        }
        return [.. story.OrderByDescending(e => e.On).ThenBy(e => e.Kind).ThenBy(e => e.FactId, StringComparer.Ordinal)];
    }

    private static string Said(ConsentSubject subject) => subject switch
    {
        ConsentSubject.Child => "The child's",
        ConsentSubject.ParentalResponsibility => "Parental responsibility holder's",
        _ => "A connected person's",
    };
}
