namespace LifelongLinks.Core;

/// <summary>By which rule a record is not kept any longer (domain, section 6).</summary>
public enum RetentionRule
{
    /// <summary>A case: until the child's 75th birthday (Care Planning, Placement and Case Review (England) Regulations 2010, r. 50(2)(a)).</summary>
    Age75,
    /// <summary>A case: 15 years from the death of a child who died before 18 (r. 50(2)(b)).</summary>
    DiedBefore18,
    /// <summary>A person who declined: 6 months after the case was closed.</summary>
    Declined,
    /// <summary>A person who was never approached: 6 months after the case was closed.</summary>
    NeverApproached,
}

/// <summary>Until when something is kept, and why.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Until">The first day on which it is not kept any longer; null: nobody can say, so it is kept.</param>
public sealed record Term(RetentionRule Rule, DateOnly? Until)
{
    /// <summary>Whether it is past its time on a day.</summary>
    public bool IsPast(DateOnly on) => Until <= on;
}

/// <summary>A person of one case who is kept for less long than the case.</summary>
/// <param name="PersonIds">Ids of the person and of everybody who was merged into them in the case; the person first.</param>
/// <param name="Term">Until when.</param>
public sealed record PersonTerm(IReadOnlyList<string> PersonIds, Term Term);

/// <summary>What retention has to know of a case: ids and days.</summary>
/// <param name="ChildId">Whose case.</param>
/// <param name="Version">The child's version, which is the case's.</param>
/// <param name="Term">Until when the case is kept.</param>
/// <param name="NamedIds">Ids of everybody else whom anything in the case names.</param>
/// <param name="People">Those of them who are kept for less long.</param>
public sealed record CaseTerms(string ChildId, int Version, Term Term, IReadOnlySet<string> NamedIds, IReadOnlyList<PersonTerm> People)
{
    /// <summary>Whether the case keeps somebody's details on a day: it names them, and their time has not passed.</summary>
    public bool Keeps(string personId, DateOnly on) =>
        personId == ChildId || (NamedIds.Contains(personId) && !People.Any(p => p.PersonIds.Contains(personId) && p.Term.IsPast(on)));
}

/// <summary>Retention: until when each case is kept, and whom in it for less long. It looks at a case as it is stored, seals and all.</summary>
public static class Retention
{
    private const int AgeKept = 75, YearsAfterDeath = 15, Adult = 18, MonthsAfterClosing = 6;

    /// <summary>What is to be known of a case on a day.</summary>
    public static CaseTerms Of(Case of, DateOnly on) => new(of.Child.Id, of.Child.Version, Of(of.Child), Named(of), People(of, on));

    /// <summary>Until when a child's case is kept: one who died before 18 for 15 years from that day, everybody else until they would be 75.</summary>
    public static Term Of(Child child) => child switch
    {
        { DateOfBirth: null } => new(RetentionRule.Age75, null),
        { DateOfBirth: { } born, Died: { } died } when died < Days.Attains(born, Adult) => new(RetentionRule.DiedBefore18, Days.Attains(died, YearsAfterDeath)),
        { DateOfBirth: { } born } => new(RetentionRule.Age75, Days.Attains(born, AgeKept)),
    };

    /// <summary>The day since which a case has been closed without a break; null while it is open.</summary>
    public static DateOnly? ClosedSince(Case of, DateOnly on)
    {
        // From one of these days to the next nothing changes.
        DateOnly? since = null;
        IEnumerable<DateOnly?> days = [of.Child.ClosedOn, .. of.Referrals.SelectMany(r => new[] { r.ReferredOn, r.ClosedOn, r.DecidedOn })];
        foreach (var day in days.OfType<DateOnly>().Where(d => d <= on).Distinct().OrderDescending())
        {
            if (!Stages.IsClosed(of, day))
            {
                break;
            }
            since = day;
        }
        return since;
    }

    private static List<PersonTerm> People(Case of, DateOnly on)
    {
        if (ClosedSince(of, on) is not { } closed)
        {
            return [];
        }
        var merged = of.Merges.Where(m => m.UndoneOn is null).ToLookup(m => m.KeptId, m => m.MergedId);
        var into = merged.SelectMany(m => m).ToHashSet();
        var held = Held(of, on);
        List<PersonTerm> people = [];
        foreach (string id in of.Links.Select(l => l.PersonId).Distinct().Where(id => !into.Contains(id)).Order(StringComparer.Ordinal))
        {
            List<string> one = [id];
            for (int i = 0; i < one.Count; i++)
            {
                one.AddRange(merged[one[i]].Where(m => !one.Contains(m)));
            }
            if (!one.Any(p => held.Contains(p) || of.Person(p) is Child or Worker || of.IsChild(p)) && Rule(of, one, on) is { } rule)
            {
                people.Add(new(one, new(rule, closed.AddMonths(MonthsAfterClosing))));
            }
        }
        return people;
    }

    private static RetentionRule? Rule(Case of, List<string> one, DateOnly on)
    {
        if (one.Any(p => Standing.Of(of, p, on).Declined))
        {
            return RetentionRule.Declined;
        }
        var links = of.Links.Where(l => one.Contains(l.PersonId)).Select(l => l.Id).ToHashSet();
        bool approached = of.Invitations.Any(i => one.Contains(i.PersonId)) || of.Decisions.Any(d => links.Contains(d.LinkId)
            && d.Kind is DecisionKind.Approach or DecisionKind.PersonAnswer or DecisionKind.Visit or DecisionKind.Invitation && links.Contains(d.LinkId));
        return approached ? null : RetentionRule.NeverApproached;
    }

    // Whoever belongs to the child's own life or to the plan, and whoever is a danger to them or is protected: to forget who that is would
    // take the protection away. They are kept as long as the case.
    private static HashSet<string> Held(Case of, DateOnly on)
    {
        var tied = of.Restrictions.Select(r => r.TieId).OfType<string>().ToHashSet();
        return
        [
            .. of.Commitments.SelectMany(c => c.PersonIds.Concat(c.HelperIds)),
            .. of.Contacts.SelectMany(c => c.PersonIds.Concat(c.NeededIds)),
            .. of.Invitations.Where(i => i.Attended == true).Select(i => i.PersonId),
            .. of.Placements.Select(p => p.CarerId).OfType<string>(),
            .. of.Referrals.Select(r => r.ReferredById).OfType<string>(),
            .. of.Consents.Where(c => c.Subject == ConsentSubject.ParentalResponsibility).Select(c => c.PersonId).OfType<string>(),
            .. of.Relationships.Where(r => r.ParentalResponsibility).Select(r => r.FromId),
            .. of.Relationships.Where(r => tied.Contains(r.Id)).SelectMany(r => new[] { r.FromId, r.ToId }),
            .. of.Restrictions.SelectMany(r => new[] { r.AgainstId, r.ProtectsId, r.KeptFromId }).OfType<string>(),
            .. of.Links.Select(l => l.PersonId).Where(p => Standing.Of(of, p, on).NotSafe),
        ];
    }

    private static HashSet<string> Named(Case of)
    {
        HashSet<string> named =
        [
            .. of.Facts.SelectMany(f => Graph.KindOf(f).References.Where(r => !r.IsCase).SelectMany(r => r.Ids(f))),
            .. of.Relationships.SelectMany(r => new[] { r.FromId, r.ToId }),
            .. of.Invitations.Select(i => i.PersonId),
            .. of.Oversight.Select(o => o.WorkerId),
        ];
        named.ExceptWith(of.Facts.Select(f => f.Id));
        named.Remove(of.Child.Id);
        return named;
    }
}
