namespace LifelongLinks.Tests.Core;

/// <summary>
/// The rules of the gaps once more, judged plainly from the raw facts of one day and with no thought for speed: what the gaps are held
/// against. A gap is written as its kind and what it is about.
/// </summary>
internal sealed class PlainGaps(Surroundings s, params string[] gone)
{
    private readonly Case _of = s.Own;
    private readonly string _child = s.Own.Child.Id;

    /// <summary>What holds on a day.</summary>
    public SortedSet<string> On(DateOnly day)
    {
        SortedSet<string> gaps = new(StringComparer.Ordinal);
        var members = Members(day).ToList();
        var active = members.Where(p => Active(p, day)).ToList();
        var unpaid = active.Where(p => !Paid(p, day)).ToList();
        if (!unpaid.Any(p => Adult(p, day) && Gives(p, SupportKind.Emotional, day)))
        {
            gaps.Add("NoTrustedAdult");
        }
        if (active.Count(p => Loving(p, day)) < 2)
        {
            gaps.Add("UnderTwoLoving");
        }
        if (active.Count > 0 && unpaid.Count == 0)
        {
            gaps.Add("PaidOnly");
        }
        if (unpaid.Count > 0 && 2 * (active.Count - unpaid.Count) >= active.Count)
        {
            gaps.Add("PaidHeavy");
        }
        foreach (var support in Enum.GetValues<SupportKind>())
        {
            int providers = unpaid.Count(p => Gives(p, support, day));
            if (providers < 2)
            {
                gaps.Add($"{(providers == 0 ? "SupportMissing" : "SingleProvider")} {support}");
            }
        }
        bool IsSibling(string p) => CurrentTies(p, day)
            .Any(t => t.Kind is RelationshipKind.Sibling or RelationshipKind.HalfSibling or RelationshipKind.StepSibling);
        foreach (string sibling in members.Where(IsSibling))
        {
            if (Permitted(sibling, day) && !Together(sibling, day) && !(LastBothWays(sibling, day) >= day.AddDays(-90)))
            {
                gaps.Add($"SiblingOutOfTouch {sibling}");
            }
        }
        foreach (var side in new[] { Side.Maternal, Side.Paternal })
        {
            bool OnSide(string p) => CurrentTies(p, day).Any(t => t.Side == side || t.Side == Side.Both);
            if (!members.Any(p => OnSide(p) && Links(p, day).Any()))
            {
                gaps.Add($"SideUnexplored {side}");
            }
            else if (!active.Any(OnSide))
            {
                gaps.Add($"SideInactive {side}");
            }
        }
        foreach (var wish in _of.Wishes.Where(w => w.MadeOn < day.AddDays(-90) && !(w.MetOn <= day)))
        {
            if (wish.PersonId is not { } person || gone.Contains(person) || !Connected(person, day))
            {
                gaps.Add($"WishUnmet {wish.Id}");
            }
        }
        foreach (string person in members.Where(p => Permitted(p, day)))
        {
            var paced = Promises(person, day).Where(c => Gap(c) is not null).ToList();
            if (paced.Count > 0)
            {
                int gap = paced.Min(c => Gap(c)!.Value);
                var begun = paced.Where(c => Gap(c) == gap).Min(c => c.StartsOn);
                var last = Last(person, day, c => true);
                if (day.DayNumber - Math.Max(begun.DayNumber, last?.DayNumber ?? 0) > 2 * gap)
                {
                    gaps.Add($"Lapsed {person}");
                }
            }
        }
        foreach (string worker in _of.Contacts.SelectMany(c => c.NeededIds).Distinct())
        {
            int dependent = unpaid.Count(p => Contacts(p, day).Where(c => c.On >= day.AddDays(-183)).ToList() is { Count: > 0 } recent &&
                recent.All(c => c.NeededIds.Contains(worker)));
            if (dependent > 0 && 4 * dependent >= unpaid.Count)
            {
                gaps.Add($"WorkerDependent {worker}");
            }
        }
        if (_of.Child.DateOfBirth is { } born && day >= Birthday(born, 16))
        {
            var eighteenth = Birthday(born, 18);
            bool Lasts(Commitment c) => Agreed(c, day) && (day < eighteenth
                ? c.EndsOn is null || c.EndsOn > eighteenth
                : c.StartsOn <= day && (c.EndsOn is null || c.EndsOn >= day));
            if (!members.Any(p => !Paid(p, day) && Alive(p, day) && _of.Commitments.Any(c => c.PersonIds.Contains(p) && Lasts(c))))
            {
                gaps.Add("NoOneAfter18");
            }
        }
        return gaps;
    }

    /// <summary>The first day of the unbroken run up to a day on which a gap held: walked day by day, back to the referral.</summary>
    public DateOnly Since(string gap, DateOnly asOf)
    {
        var referred = _of.Referrals.Where(r => r.ReferredOn <= asOf).Max(r => r.ReferredOn);
        var day = asOf;
        while (day > referred && On(day.AddDays(-1)).Contains(gap))
        {
            day = day.AddDays(-1);
        }
        return day;
    }

    public static string Name(GapKind kind, SupportKind? support, Side? side, string? about) =>
        string.Join(' ', new[] { kind.ToString(), support?.ToString(), side?.ToString(), about }.Where(part => part is not null));

    private IEnumerable<string> Members(DateOnly day) => _of.People.Keys.Where(p =>
        p != _child && !gone.Contains(p) && (Links(p, day).Any() || CurrentTies(p, day).Any()));

    private IEnumerable<Link> Links(string p, DateOnly day) =>
        _of.Links.Where(l => l.PersonId == p && l.IdentifiedOn <= day && !(l.EndedOn <= day));

    private IEnumerable<Relationship> Ties(string p) =>
        _of.Relationships.Where(t => (t.FromId == p && t.ToId == _child) || (t.FromId == _child && t.ToId == p));

    private IEnumerable<Relationship> CurrentTies(string p, DateOnly day) =>
        Ties(p).Where(t => (t.Since is null || t.Since <= day) && (t.Until is null || day < t.Until));

    private bool Paid(string p, DateOnly day) => CurrentTies(p, day).Any() && CurrentTies(p, day).All(t => t.Paid);

    private bool Adult(string p, DateOnly day) =>
        _of.People[p].DateOfBirth is { } born ? day >= Birthday(born, 18) : _of.People[p] is not Child && !_of.OtherChildren.Contains(p);

    // Rule 9, by looking for the day.
    private static DateOnly Birthday(DateOnly born, int age)
    {
        for (var day = new DateOnly(born.Year + age, 1, 1); ; day = day.AddDays(1))
        {
            if ((day.Month, day.Day).CompareTo((born.Month, born.Day)) >= 0)
            {
                return day;
            }
        }
    }

    private bool Alive(string p, DateOnly day) => _of.People[p].Died is not { } died || day < died;

    private DecisionOutcome? Latest(string p, DecisionKind kind, DateOnly day) => _of.Decisions
        .Where(d => d.Kind == kind && d.DecidedOn <= day && _of.Links.Any(l => l.Id == d.LinkId && l.PersonId == p))
        .OrderBy(d => d.DecidedOn).ThenBy(d => d.Id, StringComparer.Ordinal).LastOrDefault()?.Outcome;

    private bool Permitted(string p, DateOnly day) => Alive(p, day) && Allowed(p, day);

    private bool Allowed(string p, DateOnly day) =>
        Latest(p, DecisionKind.ChildAnswer, day) != DecisionOutcome.Refused &&
        Latest(p, DecisionKind.OversightCheck, day) != DecisionOutcome.NotSafe &&
        !_of.Restrictions.Any(r => r.AgainstId == p && r.Kind != RestrictionKind.ConfidentialAddress && r.Effect == RestrictionEffect.Block &&
            (r.From is null || r.From <= day) && (r.Until is null || day < r.Until));

    private IEnumerable<Contact> Contacts(string p, DateOnly day) =>
        _of.Contacts.Where(c => c.On <= day && c.PersonIds.Contains(p) && !c.NeededIds.Any(gone.Contains));

    private DateOnly? Last(string p, DateOnly day, Func<Contact, bool> counts)
    {
        bool lost = _of.Contacts.Any(c => c.On <= s.AsOf && c.PersonIds.Contains(p) && c.NeededIds.Any(gone.Contains));
        return Contacts(p, day).Where(counts).Select(c => (DateOnly?)c.On)
            .Concat(Ties(p).Where(t => !lost && (t.Since is null || t.Since <= day) && t.LastContactOn <= day).Select(t => t.LastContactOn))
            .Max();
    }

    private DateOnly? LastBothWays(string p, DateOnly day) => Last(p, day, c => c.Answered || c.Mode is not
        (ContactMode.Message or ContactMode.Email or ContactMode.Letter or ContactMode.Card or ContactMode.Gift or ContactMode.Letterbox));

    private bool Agreed(Commitment c, DateOnly day) =>
        _of.Plans.Any(p => p.Id == c.PlanId && p.AgreedOn is { } agreed && agreed <= day && (p.EndedOn is null || day < p.EndedOn));

    private IEnumerable<Commitment> Promises(string p, DateOnly day) => _of.Commitments.Where(c =>
        c.PersonIds.Contains(p) && Agreed(c, day) && c.StartsOn <= day && (c.EndsOn is null || day <= c.EndsOn));

    private static int? Gap(Commitment c) => c.Cadence switch
    {
        { On: not null } => null,
        { Month: not null } => 366,
        { Unit: CadenceUnit.Day } d => (int)Math.Ceiling((decimal)d.Every!.Value / d.Times!.Value),
        { Unit: CadenceUnit.Week } w => (int)Math.Ceiling(7m * w.Every!.Value / w.Times!.Value),
        { Unit: CadenceUnit.Month } m => (int)Math.Ceiling(Math.Ceiling(m.Every!.Value * 365.25m / 12) / m.Times!.Value),
        { } y => (int)Math.Ceiling(Math.Ceiling(y.Every!.Value * 365.25m) / y.Times!.Value),
    };

    private bool Active(string p, DateOnly day)
    {
        decimal gap = Promises(p, day).Select(Gap).Min() ?? 0;
        return Permitted(p, day) && LastBothWays(p, day) is { } last && day.DayNumber - last.DayNumber <= Math.Max(90, 1.5m * gap);
    }

    private bool Loving(string p, DateOnly day)
    {
        var last = _of.Affirmations.Where(a => a.PersonId == p && a.SaidOn <= day)
            .OrderBy(a => a.SaidOn).ThenBy(a => a.Id, StringComparer.Ordinal).LastOrDefault();
        return last is { Loving: true } && day.DayNumber - last.SaidOn.DayNumber <= 183;
    }

    private bool Gives(string p, SupportKind support, DateOnly day) =>
        Active(p, day) && Promises(p, day).Any(c => c.Support.Contains(support));

    private bool Together(string sibling, DateOnly day)
    {
        IEnumerable<Placement> Current(Case c) =>
            c.Placements.Where(p => p.Kind != PlacementKind.School && p.From <= day && (p.Until is null || day < p.Until));
        var homes = s.Siblings.Where(c => c.Child.Id == sibling).SelectMany(Current).Select(p => p.Home).ToHashSet();
        return Current(_of).Any(p => homes.Contains(p.Home) || p.CarerId == sibling);
    }

    private bool Connected(string p, DateOnly day) => Links(p, day).Any(link =>
    {
        var answers = _of.Decisions.Where(d => d.LinkId == link.Id && d.Kind == DecisionKind.PersonAnswer && d.DecidedOn <= day)
            .OrderBy(d => d.DecidedOn).ThenBy(d => d.Id, StringComparer.Ordinal).ToList();
        // The table of stages does not ask whether the person lives.
        return Allowed(p, day) && Latest(p, DecisionKind.PersonAnswer, day) != DecisionOutcome.Declined &&
            answers.Count > 0 && answers[^1].Outcome == DecisionOutcome.Joined && !Stopped(day) &&
            LastBothWays(p, day) >= answers.First(d => d.Outcome == DecisionOutcome.Joined).DecidedOn;
    });

    // Rule 2, for being in touch.
    private bool Stopped(DateOnly day)
    {
        bool StoppedBy(ConsentSubject subject)
        {
            var governing = _of.Consents.Where(c => c.Subject == subject && c.Purpose == ConsentPurpose.Contact && c.AnsweredOn <= day)
                .GroupBy(c => c.PersonId).Select(g => g.OrderBy(c => c.AnsweredOn).ThenBy(c => c.Id, StringComparer.Ordinal)
                    .Last()).ToList();
            return governing.Count > 0 && governing.All(c => c.State == ConsentState.Refused || c.WithdrawnOn <= day || c.ExpiresOn <= day);
        }

        return StoppedBy(ConsentSubject.Child) ||
            ((_of.Child.DateOfBirth is not { } born || day < Birthday(born, 18)) && StoppedBy(ConsentSubject.ParentalResponsibility));
    }
}
