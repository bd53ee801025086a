namespace LifelongLinks.Core;

/// <summary>The occasions of a commitment: which are expected, which contact kept each, and how each stands (rules 12 to 17).</summary>
public static class Occasions
{
    /// <summary>
    /// The occasions of a commitment with <paramref name="from"/> ≤ due ≤ <paramref name="to"/> as they stand on a day, in order of
    /// due, then slot. Without from: from the first. Without to: every one that has opened by that day. None while the plan is not
    /// agreed.
    /// </summary>
    public static IReadOnlyList<Occasion> Of(Case of, Commitment commitment, DateOnly asOf, DateOnly? from = null, DateOnly? to = null)
    {
        PromiseHistory history = new(of, [commitment], asOf);
        var occasions = InOrder(history, commitment, history.PreventedDays(commitment))
            .TakeWhile(o => to is null ? o.OpensOn <= asOf : o.DueOn <= to);
        return [.. from is null ? occasions : occasions.Where(o => o.DueOn >= from)];
    }

    /// <summary>
    /// The first occasion still to happen: open, or upcoming. Null when nothing more is expected, or nothing more can happen while what
    /// prevents it lasts.
    /// </summary>
    public static Occasion? Next(Case of, Commitment commitment, DateOnly asOf)
    {
        PromiseHistory history = new(of, [commitment], asOf);
        var prevented = history.PreventedDays(commitment);
        foreach (var occasion in InOrder(history, commitment, prevented))
        {
            if (occasion.Status is OccasionStatus.Open or OccasionStatus.Upcoming)
            {
                return occasion;
            }
            if (occasion.OpensOn > asOf && prevented.IsForeverFrom(occasion.DueOn))
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Every occasion of a commitment in order of due, then slot, past and to come: without end when the promise has none.</summary>
    internal static IEnumerable<Occasion> InOrder(PromiseHistory history, Commitment commitment, DaySet prevented)
    {
        if (history.TermOf(commitment) is not { } term)
        {
            yield break;
        }
        var contacts = history.Contacts(commitment);
        int next = 0;
        int grace = commitment.Grace ?? commitment.Cadence.DefaultGrace;
        int times = commitment.Cadence.Times ?? 1;
        foreach (var period in commitment.Cadence.Periods(commitment.StartsOn))
        {
            // Occasions due before the plan was agreed are not expected, though periods count from the start (rule 17).
            if (period.Due < term.AgreedOn)
            {
                continue;
            }
            if (period.Due > term.Last)
            {
                yield break;
            }
            var graceUntil = Days.Plus(period.Due, grace);
            var excuses = history.Excuses(commitment, period.Due);
            var closedOn = prevented.First(period.Opens, graceUntil);
            var otherwise =
                closedOn <= history.AsOf || (closedOn is not null && prevented.Contains(period.Due)) ? OccasionStatus.Cancelled
                : period.Opens > history.AsOf ? OccasionStatus.Upcoming
                : graceUntil >= history.AsOf ? OccasionStatus.Open
                : OccasionStatus.Missed;
            for (int slot = 1; slot <= times; slot++)
            {
                // The last slot is excused first (rule 16).
                var excuse = excuses.Count > times - slot ? excuses[times - slot] : null;
                Contact? contact = null;
                if (excuse is null)
                {
                    // Windows open and close in the order they are due: a contact before this one opens is too early for every later
                    // one, so one pass over both lists gives each contact to the earliest occasion that is free and takes it.
                    while (next < contacts.Count && contacts[next].On < period.Opens)
                    {
                        next++;
                    }
                    // From the first day on which it was prevented an occasion takes no contact (rule 15).
                    if (next < contacts.Count && contacts[next].On <= graceUntil && !(closedOn <= contacts[next].On))
                    {
                        contact = contacts[next++];
                    }
                }
                yield return new()
                {
                    CommitmentId = commitment.Id,
                    DueOn = period.Due,
                    Slot = slot,
                    OpensOn = period.Opens,
                    GraceUntil = graceUntil,
                    Contact = contact,
                    Excuse = excuse,
                    Status = excuse is not null ? OccasionStatus.Excused
                        : contact is null ? otherwise
                        : contact.On <= period.Due ? OccasionStatus.Kept
                        : OccasionStatus.Late,
                };
            }
        }
    }
}
