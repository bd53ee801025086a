namespace LifelongLinks.Core;

/// <summary>
/// What a calendar shows of a plan: the occasions that are still to happen and have opened, or will within twelve weeks. It is empty as soon as
/// one of the things does not hold any more that making the address needed, and says nothing of which: so it is for somebody with nothing to do.
/// </summary>
public static class PromiseCalendar
{
    // A whole month on a phone says nothing: what may be kept on any day of a longer while is shown on its last week.
    private const int LongestShown = 7;

    /// <summary>The kinds of facts that it is worked out from, besides those that come along always.</summary>
    public static readonly CaseParts Parts = CaseParts.Of(typeof(CalendarAddress), typeof(Referral), typeof(Consent), typeof(Link), typeof(Decision), typeof(Restriction),
        typeof(Plan), typeof(Commitment), typeof(Contact), typeof(Excuse), typeof(Relationship));

    /// <summary>What an address shows today, in order.</summary>
    public static IReadOnlyList<CalendarEntry> Of(Case of, CalendarAddress address, DateOnly today)
    {
        if (!GoesOn(of, today) || (address.PersonId is { } personId && !IsOpenTo(of, personId, today)))
        {
            return [];
        }
        var plans = of.Plans.Where(p => p.InForce(today)).Select(p => p.Id).ToHashSet();
        var commitments = of.Commitments.Where(c => plans.Contains(c.PlanId) && (address.PersonId is null || c.PersonIds.Contains(address.PersonId))).ToList();
        PromiseHistory history = new(of, commitments, today);
        return [.. commitments.SelectMany(c => Entries(history, address, c)).OrderBy(e => e.First).ThenBy(e => e.Last).ThenBy(e => e.Key, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Whether there is anything for anybody's calendar: the child is there, the case is open and its referral accepted, a plan is agreed, and the child's consent to be in
    /// touch, and until 18 a parental responsibility holder's, is active.
    /// </summary>
    public static bool GoesOn(Case of, DateOnly today) => of.Child.IsThere(today)
        && !Stages.IsClosed(of, today)
        && Referrals.Latest(of, today) is { Status: ReferralStatus.Accepted } referral && referral.DecidedOn <= today
        && !Consents.Stopped(of, ConsentPurpose.Referral, today)
        && of.Plans.Any(p => p.InForce(today))
        && Consents.ChildAgrees(of, ConsentPurpose.Contact, today)
        && Consents.ParentalResponsibilityAgrees(of, ConsentPurpose.Contact, today);

    /// <summary>
    /// Whether a person has a part in it today: there and in sight, joined, with a link that goes on, kept out by nothing, and their own consent
    /// not taken back.
    /// </summary>
    public static bool IsOpenTo(Case of, string personId, DateOnly today) => of.Person(personId)?.IsThere(today) == true
        && of.Links.Any(l => l.PersonId == personId && Days.Holds(l.IdentifiedOn, l.EndedOn, today))
        && Decisions.Latest(of, personId, DecisionKind.PersonAnswer, today)?.Outcome == DecisionOutcome.Joined
        && Standing.Of(of, personId, today).IsOpen
        && !Consents.StoppedBy(of, personId, ConsentPurpose.Contact, today);

    private static IEnumerable<CalendarEntry> Entries(PromiseHistory history, CalendarAddress address, Commitment commitment)
    {
        var (of, today) = (history.Case, history.AsOf);
        var with = commitment.PersonIds.Where(id => IsOpenTo(of, id, today)).ToList();
        if (with.Count == 0)
        {
            yield break;
        }
        string summary = address.PersonId is null
            ? PromiseWords.ToChild(commitment.Mode, [.. with.Select(id => NameToChild(of, id, today))])
            : PromiseWords.ToPromiser(commitment.Mode, address.DisplayName ?? CalendarNames.Usual(of.Child));
        foreach (var occasion in Occasions.InOrder(history, commitment, history.PreventedDays(commitment))
            .TakeWhile(o => o.OpensOn <= Days.Plus(today, Calendars.DaysAhead))
            .Where(o => o.Status is OccasionStatus.Open or OccasionStatus.Upcoming))
        {
            // On a fixed date it is that day that matters, though it may be kept some days before.
            var shownFrom = commitment.Cadence.IsPeriodic ? Days.Plus(occasion.DueOn, 1 - LongestShown) : occasion.DueOn;
            int late = Math.Max(0, Days.Between(occasion.DueOn, today));
            // As long as it can still be kept it goes on to today: nobody looks for it among the days that are over.
            yield return new(CalendarEntry.KeyOf(address.Id, occasion.Id), summary, shownFrom > occasion.OpensOn ? shownFrom : occasion.OpensOn,
                Days.Plus(occasion.DueOn, late), commitment.Version - 1 + late)
            {
                Description = late > 0 ? PromiseWords.StillCounts(occasion.GraceUntil) : PromiseWords.When(occasion.OpensOn, occasion.DueOn),
            };
        }
    }

    // The child's own word for somebody, else the name that person uses.
    private static string NameToChild(Case of, string personId, DateOnly today) =>
        of.Relationships.Where(r => r.OfChild(of.Child.Id) == personId && r.Holds(today) && r.ChildsWord is not null).MinBy(r => r.Id, StringComparer.Ordinal)?.ChildsWord
        ?? of.Person(personId)!.KnownAs ?? of.Person(personId)!.Name;
}
