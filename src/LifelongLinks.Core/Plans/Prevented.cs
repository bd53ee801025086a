namespace LifelongLinks.Core;

/// <summary>
/// The days on which a promise cannot be kept, whoever is willing (rule 15), by facts begun by asOf. Known ends of such facts count,
/// beginnings after asOf do not.
/// </summary>
internal static class Prevented
{
    /// <summary>The days on which a commitment is paused, or every one of its promisers prevented; consents stand apart.</summary>
    internal static DaySet Of(Case of, Commitment commitment, DateOnly asOf)
    {
        var paused = DaySet.Holding(commitment.Pauses.Where(p => p.From <= asOf).Select(p => ((DateOnly?)p.From, p.Until)));
        DaySet? all = null;
        foreach (string promiser in commitment.PersonIds)
        {
            var one = Promiser(of, promiser, asOf);
            all = all?.And(one) ?? one;
            if (all.IsEmpty)
            {
                break;
            }
        }
        return all is null ? paused : paused.Or(all);
    }

    /// <summary>The days on which the child's consent to contact, or the parental responsibility holders', is stopped (rule 2).</summary>
    internal static DaySet ByConsent(Case of, DateOnly asOf)
    {
        var child = Stopped(of, ConsentSubject.Child, asOf);
        var holders = Stopped(of, ConsentSubject.ParentalResponsibility, asOf);
        return of.Child.DateOfBirth is { } born && !holders.IsEmpty
            ? child.Or(holders.And(DaySet.Of([(0, Days.Attains(born, 18).DayNumber)])))
            : child.Or(holders);
    }

    private static DaySet Promiser(Case of, string personId, DateOnly asOf)
    {
        List<(DateOnly? From, DateOnly? Until)> facts = [];
        foreach (var restriction in of.Restrictions)
        {
            // What is against one tie rules paths only (rule 5).
            if (restriction.AgainstId == personId && restriction.LeavesOut && !(restriction.From > asOf))
            {
                facts.Add((restriction.From, restriction.Until));
            }
        }
        if (of.Person(personId)?.Died is { } died && died <= asOf)
        {
            facts.Add((died, null));
        }
        return facts.Count == 0 ? DaySet.Empty : DaySet.Holding(facts);
    }

    // A consent's standing changes only on the days of its own dates: it is judged once for each, and holds until the next.
    private static DaySet Stopped(Case of, ConsentSubject subject, DateOnly asOf)
    {
        var days = of.Consents
            .Where(c => c.Subject == subject && c.Purpose == ConsentPurpose.Contact)
            .SelectMany(c => new[] { c.AnsweredOn, c.WithdrawnOn, c.ExpiresOn })
            .OfType<DateOnly>()
            .Where(d => d <= asOf)
            .Distinct()
            .Order()
            .ToList();
        List<(int From, int Until)> stopped = [];
        for (int i = 0; i < days.Count; i++)
        {
            if (Consents.Of(of, subject, ConsentPurpose.Contact, days[i]) == Consents.Standing.Stopped)
            {
                stopped.Add((days[i].DayNumber, i + 1 < days.Count ? days[i + 1].DayNumber : DaySet.Forever));
            }
        }
        return DaySet.Of(stopped);
    }
}
