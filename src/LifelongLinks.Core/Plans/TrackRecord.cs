namespace LifelongLinks.Core;

/// <summary>One promise that counts, with what came of it by asOf.</summary>
/// <param name="Of">The case.</param>
/// <param name="Commitment">The promise.</param>
/// <param name="Term">When it counts.</param>
/// <param name="Opened">Every occasion that has opened by asOf, in order of due, then slot.</param>
/// <param name="Contacts">Every contact by asOf that fulfils it, matched or not, in order of date.</param>
internal sealed record TrackRecord(
    Case Of, Commitment Commitment, PromiseHistory.Term Term, IReadOnlyList<Occasion> Opened, IReadOnlyList<Contact> Contacts)
{
    /// <summary>The promises of agreed plans, in order of the commitment's id.</summary>
    internal static List<TrackRecord> All(IReadOnlyList<Promise> promises, DateOnly asOf)
    {
        List<TrackRecord> all = new(promises.Count);
        // A case is a record: by reference, or every comparison would read it whole.
        foreach (var sameCase in promises.GroupBy(p => p.Case, p => p.Commitment, ReferenceEqualityComparer.Instance))
        {
            PromiseHistory history = new((Case)sameCase.Key!, sameCase, asOf);
            foreach (var commitment in sameCase)
            {
                if (history.TermOf(commitment) is { } term)
                {
                    var opened = Occasions.InOrder(history, commitment, history.PreventedDays(commitment)).TakeWhile(o => o.OpensOn <= asOf);
                    all.Add(new(history.Case, commitment, term, [.. opened], history.Contacts(commitment)));
                }
            }
        }
        all.Sort(static (a, b) => string.CompareOrdinal(a.Commitment.Id, b.Commitment.Id));
        return all;
    }

    /// <summary>The days covered and in question from one day to another (rule 21); null unless it is so many times a period.</summary>
    internal Coverage? Covered(DateOnly from, DateOnly to)
    {
        if (!Commitment.Cadence.IsPeriodic || Commitment.Cadence.GapDays is not { } gap)
        {
            return null;
        }
        List<(int From, int Until)> excused = [];
        for (int i = 0; i < Opened.Count;)
        {
            var period = Opened[i];
            bool all = true;
            for (; i < Opened.Count && Opened[i].DueOn == period.DueOn; i++)
            {
                all &= Opened[i].Status is OccasionStatus.Excused or OccasionStatus.Cancelled;
            }
            if (all)
            {
                excused.Add((period.OpensOn.DayNumber, period.DueOn.DayNumber + 1));
            }
        }
        var asked = DaySet.Through(from > Term.First ? from : Term.First, to < Term.Last ? to : Term.Last).Except(DaySet.Of(excused));
        List<(int From, int Until)> covered = new(Contacts.Count);
        foreach (var contact in Contacts)
        {
            covered.Add((contact.On.DayNumber, contact.On.DayNumber + gap));
        }
        return new(DaySet.Of(covered).And(asked).Count, asked.Count);
    }

    /// <summary>
    /// Whether contact had lasted so many days after the plan's agreement (rule 22); null when asOf is before that day, when the promise
    /// does not run on it, and for a promise of once.
    /// </summary>
    internal bool? SustainedAt(int days, DateOnly asOf)
    {
        var on = Days.Plus(Term.AgreedOn, days);
        if (on > asOf || !Term.Runs(on) || Commitment.Cadence.PeriodDays is not { } period)
        {
            return null;
        }
        int within = Math.Max(60, period + (Commitment.Grace ?? Commitment.Cadence.DefaultGrace));
        var last = Contacts.LastOrDefault(c => c.On <= on);
        return last is not null && Days.Between(last.On, on) <= within;
    }
}
