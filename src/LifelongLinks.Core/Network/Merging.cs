namespace LifelongLinks.Core;

/// <summary>
/// Says that two people in the case are one: what was recorded of the one is from now on said of the other. Both records stay as they are,
/// so nothing is lost, it can be undone, and in other cases nothing changes. A no, a refusal or a finding of either is that of both.
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
            IsProtected(on) ? on.Restricted("One of the two is protected, or a restriction names them. They are told apart while that holds.") : null,
            LosesANo(on) ? on.Restricted("One of the two said no, was refused by the child or found not safe, and together they would not be. Decide about the other first.") : null)
            ?? Merged(on);
    }

    // What protects somebody is of that one record, in every case: joined to another it would protect only one of two.
    private bool IsProtected(Deciding on) => on.Case.Confidential.Contains(KeptId) || on.Case.Confidential.Contains(MergedId)
        || on.Case.Restrictions.Any(r => !(r.Until <= on.Today) && (Renaming.Names(r, KeptId) || Renaming.Names(r, MergedId)));

    private bool LosesANo(Deciding on)
    {
        var links = on.Case.Links.Select(l => (Link)Renaming.Of(l, MergedId, KeptId)).ToList();
        var (one, other, both) = (Standing.Of(on.Case, KeptId, on.Today), Standing.Of(on.Case, MergedId, on.Today), Standing.Of(on.Case with { Links = links }, KeptId, on.Today));
        return ((one.Declined || other.Declined) && !both.Declined) || ((one.Refused || other.Refused) && !both.Refused) || ((one.NotSafe || other.NotSafe) && !both.NotSafe);
    }

    private Outcome<Changes> Merged(Deciding on)
    {
        var facts = on.Case.Facts.Where(f => f is not Merge && Renaming.Names(f, MergedId)).ToList();
        var edges = Renaming.Edges(on.Case, MergedId).ToList();
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
        };
        return Deciding.Saves(merge, [.. facts.Select(f => Renaming.Of(f, MergedId, KeptId)), .. edges.Select(e => (object)Renaming.Of(e, MergedId, KeptId))]);
    }
}

/// <summary>
/// Tells two people apart again who were merged: each has what was recorded of them before. What came since stays with the one who was kept;
/// but a no, a refusal, a finding or a restriction since then holds for both.
/// </summary>
public sealed record UnmergePeople : CaseCommand
{
    /// <summary>Id of the merge.</summary>
    [Ids]
    public required string MergeId { get; init; }

    internal override string AboutId => MergeId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Merges, MergeId) is not { } merge)
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
        return new Changes
        {
            Nodes =
            [
                merge with { UndoneOn = on.Today }, .. Noes(on, merge), .. Restrictions(on, merge),
                .. on.Case.Facts.Where(f => merge.MovedIds.Contains(f.Id) && Renaming.Names(f, merge.KeptId)).Select(f => Renaming.Of(f, merge.KeptId, merge.MergedId)),
                .. on.Case.Facts.Where(f => merge.NamedBothIds.Contains(f.Id) && Renaming.Names(f, merge.KeptId)).Select(f => Renaming.Both(f, merge.MergedId)),
            ],
            Edges = [.. Renaming.Edges(on.Case, merge.KeptId).Where(e => merge.MovedIds.Contains(e.Id)).Select(e => Renaming.Of(e, merge.KeptId, merge.MergedId))],
            ResultId = merge.Id,
        };
    }

    // On the link that is given back: what was decided about both together, and keeps them out.
    private static IEnumerable<Decision> Noes(Deciding on, Merge merge)
    {
        var back = on.Case.Links.FirstOrDefault(l => merge.MovedIds.Contains(l.Id) && l.PersonId == merge.KeptId);
        var kept = on.Case.Links.Where(l => l.PersonId == merge.KeptId && !merge.MovedIds.Contains(l.Id)).Select(l => l.Id).ToHashSet();
        return back is null ? [] : on.Case.Decisions
            .Where(d => kept.Contains(d.LinkId) && d.DecidedOn >= merge.MergedOn && d.Outcome is DecisionOutcome.NotSafe or DecisionOutcome.Refused or DecisionOutcome.Declined && kept.Contains(d.LinkId))
            .Select(d => d with { Id = on.NewId(), Version = 1, LinkId = back.Id });
    }

    private static IEnumerable<Restriction> Restrictions(Deciding on, Merge merge) => on.Case.Restrictions
        .Where(r => !(r.Until <= on.Today) && Renaming.Names(r, merge.KeptId))
        .Select(r => (Restriction)Renaming.Of(r with { Id = on.NewId(), Version = 1 }, merge.KeptId, merge.MergedId));
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
            CalendarAddress a => a with { PersonId = Any(a.PersonId) },
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
