namespace LifelongLinks.Core;

/// <summary>What an erasure takes away, as changes of one case. What stays says nothing of who was erased.</summary>
public static class Erasure
{
    private const string Somebody = "somebody";

    /// <summary>
    /// A whole case: the child, every fact and edge of it, and everybody whom no other case names, with their contact details. Workers stay.
    /// A child whom another case names stays there as a plain person, since that tie is the other child's own: by name, pronouns and days of
    /// life, and nothing else.
    /// </summary>
    /// <param name="childId">Whose case.</param>
    /// <param name="stored">Everything of the case as it is stored, with everybody in it and their contact details.</param>
    /// <param name="namingIt">Ids of the other cases that name somebody.</param>
    public static Changes OfCase(string childId, Subgraph stored, Func<string, IReadOnlyList<string>> namingIt)
    {
        var child = stored.Node<Child>(childId)!;
        var people = stored.Nodes.Values.OfType<Person>().Where(p => p is not (Child or Worker) && namingIt(p.Id).Count == 0).Select(p => p.Id).ToHashSet();
        bool isNamed = namingIt(childId).Count > 0;
        return new()
        {
            Erased =
            [
                .. stored.Edges.Where(e => Graph.KindOf(e).Owner(e) == childId).Select(e => e.Id),
                .. stored.Nodes.Values.OfType<CaseNode>().Where(f => f.ChildId == childId).Select(f => f.Id),
                .. stored.Nodes.Values.OfType<ContactDetail>().Where(d => d.PersonId == childId || people.Contains(d.PersonId)).Select(d => d.Id),
                .. people,
                .. isNamed ? Array.Empty<string>() : [childId],
            ],
            Nodes = isNamed
                ? [new Person { Id = childId, Version = child.Version, Name = child.Name, KnownAs = child.KnownAs, Pronouns = child.Pronouns, DateOfBirth = child.DateOfBirth, Died = child.Died }]
                : [],
            NamedOnlyIn = people.Append(childId).Where(id => id != childId || !isNamed).ToDictionary(id => id, _ => (IReadOnlyList<string>)[childId]),
        };
    }

    /// <summary>
    /// What was known of one person in a case that stays: what was said of them and by them, and, unless another case keeps them, who they are.
    /// The link stays without a word, and says that they are not to be approached. Nothing when there is nothing left to erase.
    /// </summary>
    /// <param name="of">The case as it is stored.</param>
    /// <param name="ids">Ids of the person and of those who were merged into them.</param>
    /// <param name="namedIn">Ids of the cases that name them, this one included; null where one of those keeps who they are.</param>
    /// <param name="on">The day.</param>
    public static Changes OfPerson(Case of, IReadOnlyList<string> ids, IReadOnlyList<string>? namedIn, DateOnly on)
    {
        bool About(string? id) => id is not null && ids.Contains(id);
        var links = of.Links.Where(l => About(l.PersonId)).ToList();
        var linkIds = links.Select(l => l.Id).ToHashSet();
        var ties = of.Relationships.Where(r => About(r.FromId) || About(r.ToId)).ToList();
        var decisions = of.Decisions.Where(d => linkIds.Contains(d.LinkId)).ToList();
        var steps = of.FindingSteps.Where(s => About(s.PersonId)).ToList();
        var consents = of.Consents.Where(c => About(c.PersonId)).ToList();
        var affirmations = of.Affirmations.Where(a => About(a.PersonId)).ToList();
        var wishes = of.Wishes.Where(w => About(w.PersonId)).ToList();
        var merges = of.Merges.Where(m => About(m.KeptId) || About(m.MergedId)).ToList();
        List<string> gone =
        [
            .. of.Concerns.Where(c => c.LinkId is not null && linkIds.Contains(c.LinkId)).Select(c => c.Id),
            .. of.Offers.Where(o => About(o.PersonId)).Select(o => o.Id),
            .. of.CalendarAddresses.Where(a => About(a.PersonId)).Select(a => a.Id),
            .. namedIn is null ? [] : of.ContactDetails.Where(d => About(d.PersonId)).Select(d => d.Id),
        ];
        // A correction holds a copy of the record as it was; so does one of a record that is itself gone already.
        CaseNode[] about = [.. links, .. decisions, .. steps, .. consents, .. affirmations, .. wishes, .. merges];
        HashSet<string> aboutIds = [.. about.Select(f => f.Id), .. ties.Select(t => t.Id), .. gone];
        gone.AddRange(of.Corrections.Where(c => aboutIds.Contains(c.RecordId) || Names(c, ids, linkIds)).Select(c => c.Id));
        // The child's own words stay theirs; the name of this one person is taken out of what was said of them.
        NamesInText names = new(ids.Select(of.Person).OfType<Person>().Where(p => p.ErasedOn is null)
            .Select(p => new Redacted(p, Somebody)), of.Child);
        NamesInText whole = new(ids.Select(of.Person).OfType<Person>().Where(p => p.ErasedOn is null).Select(p => new Redacted(p, Somebody)), of.Child, wholeNamesOnly: true);
        var saved = about.Select(f => f.Id).Concat(gone).ToHashSet();
        return new()
        {
            Erased = gone,
            Nodes =
            [
                // What is about others may name them in passing: in full, or it could be anybody.
                .. namedIn is null ? [] : Changed(of.Facts.Where(f => !saved.Contains(f.Id)), f => Without(whole, f)),
                .. Changed(links, l => l with { EndReason = null }),
                .. Changed(decisions, d => d with { Reason = null }),
                .. Changed(steps, s => s with { Words = null, Found = null }),
                .. Changed(consents, c => c with { Explained = null, Limits = null }),
                .. Changed(affirmations, a => a with { Words = names.Without(a.Words) }),
                .. Changed(wishes, w => w with { Words = names.Without(w.Words)! }),
                .. Changed(merges, m => m with { Reason = Person.NoName }),
                .. namedIn is null ? [] : ids.Select(of.Person).OfType<Person>().Where(p => p.ErasedOn is null)
                    .Select(p => new Person { Id = p.Id, Version = p.Version, Name = Person.NoName, ErasedOn = on }),
            ],
            Edges = [.. Changed(ties, t => t with { ChildsWord = null, LastContactOn = null })],
            NamedOnlyIn = namedIn is null ? new Dictionary<string, IReadOnlyList<string>>() : ids.ToDictionary(id => id, _ => namedIn),
        };
    }

    private static CaseNode Without(NamesInText names, CaseNode fact)
    {
        var copy = fact with { };
        foreach (var text in fact.GetType().GetProperties().Where(p => p.PropertyType == typeof(string) && p.SetMethod is not null && !p.Name.EndsWith("Id", StringComparison.Ordinal)))
        {
            text.SetValue(copy, names.Without((string?)text.GetValue(fact)));
        }
        return copy;
    }

    private static bool Names(Correction correction, IReadOnlyList<string> ids, HashSet<string> linkIds) => correction.BeforeIfReadable() switch
    {
        null => true,
        CaseNode fact => Graph.KindOf(fact).References.Where(r => !r.IsCase).SelectMany(r => r.Ids(fact)).Any(id => ids.Contains(id) || linkIds.Contains(id)),
        Relationship tie => ids.Contains(tie.FromId) || ids.Contains(tie.ToId),
        _ => false,
    };

    private static IEnumerable<T> Changed<T>(IEnumerable<T> records, Func<T, T> change) where T : notnull =>
        records.Select(r => (Before: r, After: change(r))).Where(r => !r.Before.Equals(r.After)).Select(r => r.After);
}
