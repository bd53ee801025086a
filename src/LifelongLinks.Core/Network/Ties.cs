namespace LifelongLinks.Core;

/// <summary>A child's ties, which may be judged on any day: the one place where rules 6 to 10, 26 to 28 and 32 to 35 are written.</summary>
internal sealed class Ties
{
    private readonly GapThresholds _at;
    private readonly HashSet<string> _wishedFor;
    private readonly ILookup<string, Placement> _siblingHomes;
    private readonly DateOnly[] _turnsOfConsent;

    internal Ties(Case of, IReadOnlyList<Case> siblings, GapThresholds thresholds)
    {
        Of = of;
        _at = thresholds;
        Everybody = PersonFacts.Everybody(of);
        Eighteenth = of.Child.DateOfBirth is { } born ? Days.Attains(born, 18) : null;
        _wishedFor = [.. of.Wishes.Select(w => w.PersonId).OfType<string>()];
        _siblingHomes = siblings.SelectMany(s => Homes(s)).ToLookup(p => p.ChildId);
        _turnsOfConsent = [.. of.Consents.SelectMany(c => new[] { c.AnsweredOn, c.WithdrawnOn, c.ExpiresOn }).OfType<DateOnly>()
            .Distinct()];
    }

    /// <summary>The case.</summary>
    internal Case Of { get; }

    /// <summary>Everybody who was ever linked or tied to the child, by id.</summary>
    internal SortedDictionary<string, PersonFacts> Everybody { get; }

    /// <summary>The child's 18th birthday; null when the date of birth is not known.</summary>
    internal DateOnly? Eighteenth { get; }

    /// <summary>How the child's tie to a person stands on a day.</summary>
    internal TieState On(PersonFacts facts, DateOnly day)
    {
        bool tied = false, paid = true, kin = false, sibling = false, maternal = false, paternal = false;
        foreach (var tie in facts.Ties)
        {
            if (tie.Holds(day))
            {
                tied = true;
                paid &= tie.Paid;
                kin |= tie.IsKin;
                sibling |= tie.IsSibling;
                maternal |= tie.Side is Side.Maternal or Side.Both;
                paternal |= tie.Side is Side.Paternal or Side.Both;
            }
        }
        bool identified = facts.Link(day) is not null;
        if (!tied && !identified)
        {
            return default;
        }
        paid &= tied;
        var standing = facts.StandsOn(day);
        bool permitted = facts.IsThere(day) && !standing.Refused && !standing.Blocked && !standing.NotSafe;
        bool active = permitted && IsActive(facts, day);
        return new()
        {
            Member = true,
            Identified = identified,
            Active = active,
            Loving = IsLoving(facts, day),
            Paid = paid,
            Adult = IsAdult(facts, day),
            Kin = kin,
            Maternal = maternal,
            Paternal = paternal,
            Support = active ? Promised(facts, day) : 0,
            SiblingOutOfTouch = sibling && permitted && !LiveTogether(facts, day) &&
                !Within(facts.BothWays.Last(day), _at.SiblingDays, day),
            Lapsed = permitted && HasLapsed(facts, day),
            Connected = _wishedFor.Contains(facts.Id) && IsConnected(facts, day),
            StaysPast18 = !paid && facts.IsThere(day) && PromisesPast18(facts, day),
            DependsOn = active && !paid ? Needed(facts, day) : [],
        };
    }

    /// <summary>
    /// The days on which <see cref="On"/> may answer otherwise than on the day before: whatever a fact it reads begins or ends. They
    /// stand beside the rules, for a rule that reads a new fact needs its days here.
    /// </summary>
    internal IEnumerable<DateOnly> Turns(PersonFacts facts)
    {
        List<DateOnly?> days = [facts.Person?.Died, Attains(facts.Person, 18), Eighteenth];
        void Span(DateOnly? from, DateOnly? until) => days.AddRange([from, until]);

        foreach (var link in facts.Links)
        {
            Span(link.IdentifiedOn, link.EndedOn);
        }
        foreach (var tie in facts.Ties)
        {
            Span(tie.Since, tie.Until);
        }
        foreach (var restriction in facts.Restrictions)
        {
            Span(restriction.From, restriction.Until);
        }
        foreach (var decision in facts.Decisions)
        {
            days.Add(decision.DecidedOn);
            // Who joined is connected from the first touch after it on, whether or not they were in touch shortly before.
            if (decision.Outcome == DecisionOutcome.Joined && _wishedFor.Contains(facts.Id) && facts.BothWays.KnownSince(decision.DecidedOn) is { } touched)
            {
                days.Add(touched > decision.DecidedOn ? touched : decision.DecidedOn);
            }
        }
        foreach (var affirmation in facts.Affirmations)
        {
            Span(affirmation.SaidOn, Later(affirmation.SaidOn, _at.LovingDays + 1));
        }
        HashSet<int> bothWays = [_at.ActiveDays, _at.SiblingDays], anyWay = [];
        foreach (var promise in facts.Promises)
        {
            Span(promise.Plan.AgreedOn, promise.Plan.EndedOn);
            Span(promise.Commitment.StartsOn, promise.Commitment.EndsOn is { } last ? Later(last, 1) : null);
            if (promise.GapDays is { } gap)
            {
                bothWays.Add(ActiveDays(gap));
                anyWay.Add(LapsedDays(gap));
                days.Add(Later(promise.Commitment.StartsOn, LapsedDays(gap) + 1));
            }
        }
        foreach (var contact in facts.Contacts)
        {
            Span(contact.On, Later(contact.On, _at.DependentDays + 1));
        }
        if (facts.Ties.Any(t => t.IsSibling))
        {
            foreach (var home in Homes(Of).Concat(_siblingHomes[facts.Id]))
            {
                Span(home.From, home.Until);
            }
        }
        return days.OfType<DateOnly>()
            .Concat(bothWays.SelectMany(facts.BothWays.Turns))
            .Concat(anyWay.SelectMany(facts.AnyWay.Turns))
            .Concat(_wishedFor.Contains(facts.Id) ? _turnsOfConsent : []);
    }

    // A promise may be dated to end with the calendar.
    private static DateOnly Later(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Min(day.DayNumber + days, DateOnly.MaxValue.DayNumber));

    /// <summary>Whether a day is known, and at most so many days back.</summary>
    private static bool Within(DateOnly? last, int days, DateOnly day) => last is { } on && Days.Between(on, day) <= days;

    // Rule 27. Promises made once set no pace.
    private bool IsActive(PersonFacts facts, DateOnly day)
    {
        int within = MostFrequent(facts, day)?.GapDays is { } gap ? ActiveDays(gap) : _at.ActiveDays;
        return Within(facts.BothWays.Last(day), within, day);
    }

    private int ActiveDays(int gap) => Math.Max(_at.ActiveDays, (int)Math.Floor(_at.ActiveCadences * gap));

    private int LapsedDays(int gap) => (int)Math.Floor(_at.LapsedCadences * gap);

    /// <summary>The promise in force with the fewest days between occasions; the earliest begun of equals. Null: none that has a pace.</summary>
    internal static PlannedPromise? MostFrequent(PersonFacts facts, DateOnly day)
    {
        PlannedPromise? most = null;
        foreach (var promise in facts.Promises)
        {
            if (promise.GapDays is { } gap && promise.InForce(day) && (most is null || gap < most.GapDays ||
                (gap == most.GapDays && promise.Commitment.StartsOn < most.Commitment.StartsOn)))
            {
                most = promise;
            }
        }
        return most;
    }

    // Rule 7: the child's last word, while it counts.
    private bool IsLoving(PersonFacts facts, DateOnly day)
    {
        for (int i = facts.Affirmations.Count - 1; i >= 0; i--)
        {
            if (facts.Affirmations[i] is var last && last.SaidOn <= day)
            {
                return last.Loving && Within(last.SaidOn, _at.LovingDays, day);
            }
        }
        return false;
    }

    // Rule 10: of adults a date of birth is often not known, of children it is.
    private static bool IsAdult(PersonFacts facts, DateOnly day) => Attains(facts.Person, 18) is { } adult ? adult <= day : !facts.IsChild;

    private static DateOnly? Attains(Person? person, int years) => person?.DateOfBirth is { } born ? Days.Attains(born, years) : null;

    // Rule 28.
    private static int Promised(PersonFacts facts, DateOnly day)
    {
        int promised = 0;
        foreach (var promise in facts.Promises)
        {
            if (promise.InForce(day))
            {
                foreach (var kind in promise.Commitment.Support)
                {
                    promised |= 1 << (int)kind;
                }
            }
        }
        return promised;
    }

    // Rule 33: in the same home today, or cared for by the sibling. Without sight of the sibling's case they are taken to be apart.
    private bool LiveTogether(PersonFacts sibling, DateOnly day) =>
        Homes(Of).Any(mine => mine.Holds(day) &&
            (mine.CarerId == sibling.Id || _siblingHomes[sibling.Id].Any(theirs => theirs.Holds(day) && theirs.Home == mine.Home)));

    private static IEnumerable<Placement> Homes(Case of) => of.Placements.Where(p => p.Kind != PlacementKind.School);

    // Rule 32: counted from the promise's own beginning where nothing happened since.
    private bool HasLapsed(PersonFacts facts, DateOnly day) =>
        MostFrequent(facts, day) is { GapDays: { } gap } promise &&
        Days.Between(promise.Commitment.StartsOn, day) > LapsedDays(gap) && !Within(facts.AnyWay.Last(day), LapsedDays(gap), day);

    // Rule 34, by the stage of a link that holds.
    private bool IsConnected(PersonFacts facts, DateOnly day) =>
        facts.Links.Any(l => l.IdentifiedOn <= day && Stages.Of(Of, facts, l, day) == LinkStage.Connected);

    // Rule 35: before 18 what is promised for then counts, from 18 what is promised now.
    private bool PromisesPast18(PersonFacts facts, DateOnly day)
    {
        foreach (var promise in facts.Promises)
        {
            if (day < Eighteenth ? promise.Plan.InForce(day) && !(promise.Commitment.EndsOn <= Eighteenth) : promise.InForce(day))
            {
                return true;
            }
        }
        return false;
    }

    // Rule 8: whom every contact of the last 183 days needed.
    private string[] Needed(PersonFacts facts, DateOnly day)
    {
        var recent = facts.ContactsFrom(DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - _at.DependentDays)), day);
        List<string>? all = null;
        foreach (string worker in recent.IsEmpty ? [] : recent[^1].NeededIds)
        {
            bool always = true;
            foreach (var contact in recent)
            {
                always = always && contact.NeededIds.Contains(worker);
            }
            if (always && all?.Contains(worker) != true)
            {
                (all ??= []).Add(worker);
            }
        }
        return all is null ? [] : [.. all];
    }
}
