namespace LifelongLinks.Core;

/// <summary>
/// Says that two people in the case are one: what was recorded of the one is from now on said of the other, who gains what was known only
/// of the first. Nothing is lost, and it can be undone. In other cases nothing changes.
/// </summary>
public sealed record MergePeople : CaseCommand
{
    /// <summary>Id of the person who is kept.</summary>
    [Ids]
    public required string KeptId { get; init; }

    /// <summary>Id of the person who turned out to be the same.</summary>
    [Ids]
    public required string MergedId { get; init; }

    /// <summary>How it is known that they are one.</summary>
    [Text(2000, Lines = true)]
    public required string Reason { get; init; }

    internal override string AboutId => KeptId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Person(KeptId) is not { } kept || on.Person(MergedId) is not { } merged || kept is Worker || merged is Worker || KeptId == on.Child.Id || MergedId == on.Child.Id)
        {
            return Deciding.NotFound("person");
        }
        return Deciding.First(
            on.Open(),
            KeptId == MergedId ? Deciding.Wrong(nameof(MergedId), "is the same person.") : null,
            on.Case.Relationships.Any(r => r.FromId == KeptId && r.ToId == MergedId || r.FromId == MergedId && r.ToId == KeptId)
                ? Deciding.Wrong(nameof(MergedId), "has a relationship with the other: people who are one have none. Strike that out first.") : null,
            on.Case.Restrictions.Any(r => Renaming.Names(r, KeptId) && Renaming.Names(r, MergedId))
                ? on.Restricted("A restriction keeps the two apart. Look whether they are one.") : null) ?? Merged(on, kept, merged);
    }

    private Outcome<Changes> Merged(Deciding on, Person kept, Person merged)
    {
        var facts = on.Case.Facts.Where(f => f is not Merge && Renaming.Names(f, MergedId)).ToList();
        var edges = Renaming.Edges(on.Case, MergedId).ToList();
        List<ContactDetail> copies = [.. on.Case.ContactDetails.Where(d => d.PersonId == MergedId).Select(d => d with { Id = on.NewId(), PersonId = KeptId, Version = 1 })];
        List<string> names = [.. merged.FormerNames.Prepend(merged.Name).Where(n => n != kept.Name && !kept.FormerNames.Contains(n)).Distinct()];
        var one = kept with
        {
            KnownAs = kept.KnownAs ?? merged.KnownAs,
            Pronouns = kept.Pronouns ?? merged.Pronouns,
            DateOfBirth = kept.DateOfBirth ?? merged.DateOfBirth,
            Died = kept.Died ?? merged.Died,
            FormerNames = [.. kept.FormerNames, .. names],
        };
        Merge merge = new()
        {
            Id = on.NewId(),
            ChildId = ChildId,
            KeptId = KeptId,
            MergedId = MergedId,
            MergedOn = on.Today,
            Reason = Reason,
            MovedIds = [.. facts.Where(f => !Renaming.Names(f, KeptId)).Select(f => f.Id), .. edges.Select(e => e.Id)],
            NamedBothIds = [.. facts.Where(f => Renaming.Names(f, KeptId)).Select(f => f.Id)],
            CopiedIds = [.. copies.Select(d => d.Id)],
            AddedNames = names,
            FilledIn = [.. Filled(kept, one)],
        };
        return Deciding.Saves(merge, [one, .. copies, .. facts.Select(f => Renaming.Of(f, MergedId, KeptId)), .. edges.Select(e => Renaming.Of(e, MergedId, KeptId))]);
    }

    private static IEnumerable<string> Filled(Person before, Person after)
    {
        if (before.KnownAs != after.KnownAs) { yield return nameof(Person.KnownAs); }
        if (before.Pronouns != after.Pronouns) { yield return nameof(Person.Pronouns); }
        if (before.DateOfBirth != after.DateOfBirth) { yield return nameof(Person.DateOfBirth); }
        if (before.Died != after.Died) { yield return nameof(Person.Died); }
    }
}

/// <summary>Tells two people apart again who were merged: each has what was recorded of them before. What came since stays with the one who was kept.</summary>
public sealed record UnmergePeople : CaseCommand
{
    /// <summary>Id of the merge.</summary>
    [Ids]
    public required string MergeId { get; init; }

    internal override string AboutId => MergeId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Merges, MergeId) is not { } merge || on.Case.Person(merge.KeptId) is not { } kept || on.Case.Person(merge.MergedId) is not { } merged)
        {
            return Deciding.NotFound("merge");
        }
        if (merge.UndoneOn is not null)
        {
            return Deciding.Gate(Gate.NotDoneAlready, "The two were told apart already.");
        }
        if (on.Case.Merges.Any(m => m.UndoneOn is null && string.CompareOrdinal(m.Id, merge.Id) > 0 && new[] { m.KeptId, m.MergedId }.Intersect([merge.KeptId, merge.MergedId]).Any()))
        {
            return Deciding.Gate(Gate.NotDoneAlready, "One of the two was merged with somebody else since. Undo that first.");
        }
        bool Still(string property, object? now, object? then) => merge.FilledIn.Contains(property) && Equals(now, then);
        var apart = kept with
        {
            KnownAs = Still(nameof(kept.KnownAs), kept.KnownAs, merged.KnownAs) ? null : kept.KnownAs,
            Pronouns = Still(nameof(kept.Pronouns), kept.Pronouns, merged.Pronouns) ? null : kept.Pronouns,
            DateOfBirth = Still(nameof(kept.DateOfBirth), kept.DateOfBirth, merged.DateOfBirth) ? null : kept.DateOfBirth,
            Died = Still(nameof(kept.Died), kept.Died, merged.Died) ? null : kept.Died,
            FormerNames = [.. kept.FormerNames.Where(n => !merge.AddedNames.Contains(n))],
        };
        return new Changes
        {
            Erased = [.. merge.CopiedIds.Where(id => on.Case.ContactDetails.Any(d => d.Id == id))],
            Nodes =
            [
                merge with { UndoneOn = on.Today }, apart,
                .. on.Case.Facts.Where(f => merge.MovedIds.Contains(f.Id) && Renaming.Names(f, merge.KeptId)).Select(f => Renaming.Of(f, merge.KeptId, merge.MergedId)),
                .. on.Case.Facts.Where(f => merge.NamedBothIds.Contains(f.Id) && Renaming.Names(f, merge.KeptId)).Select(f => Renaming.Both(f, merge.MergedId)),
            ],
            Edges = [.. Renaming.Edges(on.Case, merge.KeptId).Where(e => merge.MovedIds.Contains(e.Id)).Select(e => Renaming.Of(e, merge.KeptId, merge.MergedId))],
            ResultId = merge.Id,
        };
    }
}

/// <summary>Records that name one person, made to name another.</summary>
internal static class Renaming
{
    /// <summary>Whether a fact names somebody.</summary>
    internal static bool Names(CaseNode fact, string personId) =>
        Graph.KindOf(fact).References.Any(r => !r.IsCase && r.Ids(fact).Contains(personId));

    /// <summary>Edges of a case that name somebody who is no worker: ties and invitations.</summary>
    internal static IEnumerable<Edge> Edges(Case of, string personId) =>
        [.. of.Relationships.Where(r => r.FromId == personId || r.ToId == personId), .. of.Invitations.Where(i => i.PersonId == personId)];

    /// <summary>A fact that names the one wherever it named the other.</summary>
    internal static CaseNode Of(CaseNode fact, string from, string to)
    {
        string One(string id) => id == from ? to : id;
        string? Any(string? id) => id == from ? to : id;
        IReadOnlyList<string> Each(IReadOnlyList<string> ids) => [.. ids.Select(One).Distinct()];
        return fact switch
        {
            Referral r => r with { ReferredById = Any(r.ReferredById) },
            FindingStep s => s with { PersonId = Any(s.PersonId) },
            Consent c => c with { PersonId = Any(c.PersonId) },
            Wish w => w with { PersonId = Any(w.PersonId) },
            Affirmation a => a with { PersonId = One(a.PersonId) },
            Link l => l with { PersonId = One(l.PersonId) },
            Offer o => o with { PersonId = One(o.PersonId) },
            Restriction r => r with { AgainstId = Any(r.AgainstId), ProtectsId = Any(r.ProtectsId), KeptFromId = Any(r.KeptFromId) },
            Placement p => p with { CarerId = Any(p.CarerId) },
            Commitment c => c with { PersonIds = Each(c.PersonIds) },
            Contact c => c with { PersonIds = Each(c.PersonIds) },
            _ => fact,
        };
    }

    /// <summary>An edge that names the one wherever it named the other.</summary>
    internal static Edge Of(Edge edge, string from, string to) => edge switch
    {
        Relationship r => r with { FromId = r.FromId == from ? to : r.FromId, ToId = r.ToId == from ? to : r.ToId },
        Invitation i => i with { PersonId = i.PersonId == from ? to : i.PersonId },
        _ => edge,
    };

    /// <summary>A fact of several people that names one more.</summary>
    internal static CaseNode Both(CaseNode fact, string personId) => fact switch
    {
        Commitment c => c with { PersonIds = [.. c.PersonIds.Append(personId).Distinct()] },
        Contact c => c with { PersonIds = [.. c.PersonIds.Append(personId).Distinct()] },
        _ => fact,
    };
}
