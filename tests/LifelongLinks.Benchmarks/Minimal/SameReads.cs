namespace LifelongLinks.Benchmarks;

/// <summary>The plain reads with the verbs of the store and the sight of the server, mapped by hand.</summary>
internal static class SameReads
{
    private const int Children = 50;
    private const int Contacts = 12;

    /// <summary>A child with links, plan and the last contacts of each promise.</summary>
    internal static async Task<ChildPageAnswer> ChildPage(IStore store, Viewer viewer, string childId)
    {
        var loaded = await store.Expand(viewer.Scope, [childId], Case.Pattern, CancellationToken.None);
        return new(Sight.Of(viewer, Case.From(loaded, childId)) is { } sight ? Page(sight) : null);
    }

    /// <summary>The first children of the viewer by name, with what is counted of each.</summary>
    internal static async Task<ChildrenPageAnswer> ChildrenPage(IStore store, Viewer viewer)
    {
        var page = await store.Find(viewer.Scope, new("Child") { OrderBy = [new("Name")], Take = Children }, CancellationToken.None);
        var ids = page.Nodes.Select(n => n.Id).ToList();
        var cases = Case.All(await store.Expand(viewer.Scope, ids, Case.Pattern, CancellationToken.None), ids);
        List<ChildInList> listed = [];
        foreach (string id in ids)
        {
            if (Sight.Of(viewer, cases.GetValueOrDefault(id)) is { } sight)
            {
                var child = sight.Case.Child;
                listed.Add(new(child.Id, child.Reference, child.Name, child.KnownAs, child.DateOfBirth!.Value,
                    Days.Age(child.DateOfBirth.Value, viewer.Today), new(sight.See(sight.Case.Links).Count),
                    PlanOf(sight) is { } plan
                        ? new(plan.Id, Words.Of(plan.Status(sight.Today)), plan.AgreedOn, [.. Promised(sight, plan).Select(c => new JustId(c.Id))])
                        : null));
            }
        }
        return new(new(page.Total, new(page.HasNext), listed));
    }

    /// <summary>A person by id.</summary>
    internal static async Task<LookupAnswer> Lookup(IStore store, Viewer viewer, string personId)
    {
        // Whomever the store shows a coordinator at all, the coordinator sees by name.
        var person = (await store.Get(viewer.Scope, [personId], CancellationToken.None)).Node<Person>(personId);
        return new(person is null ? null : new(person.Id, person.Version, person.Name, person.KnownAs, person.Pronouns, person.Died));
    }

    private static ChildOnPage Page(Sight sight)
    {
        var child = sight.Case.Child;
        var ties = sight.Relationships.ToLookup(t => t.OfChild(child.Id));
        var links = sight.See(sight.Case.Links).OrderByDescending(l => l.Importance ?? int.MaxValue).ThenBy(l => l.IdentifiedOn)
            .Select(l => new LinkOnPage(l.Id, Word(l.Circle), l.Importance, l.IdentifiedOn, l.NamedByChild, l.EndedOn,
                sight.Case.People[l.PersonId] is var p ? new(p.Id, p.Name, p.KnownAs, p.Pronouns) : null!,
                [.. ties[l.PersonId].Select(t => new TieOnPage(
                    t.Id, Words.Of(t.Kind), Words.Of(t.Side), t.ChildsWord, t.Since, t.Until, Words.Of(t.Closeness), Words.Of(t.Evidence)))])).ToList();
        return new(child.Id, child.Version, child.Reference, child.Name, child.KnownAs, child.Pronouns, child.DateOfBirth!.Value,
            Days.Age(child.DateOfBirth.Value, sight.Today), child.EnteredCareOn, new(links.Count, [.. links.Take(100)]),
            PlanOf(sight) is { } plan ? Page(sight, plan) : null);
    }

    private static PlanOnPage Page(Sight sight, Plan plan)
    {
        var contacts = sight.See(sight.Case.Contacts).OrderByDescending(c => c.On).SelectMany(c => c.CommitmentIds, (contact, id) => (id, contact))
            .ToLookup(c => c.id, c => c.contact);
        return new(plan.Id, plan.Version, Words.Of(plan.Status(sight.Today)), plan.DraftedOn, plan.AgreedOn,
            sight.Case.Worker(plan.AgreedById) is { } worker ? new(worker.Id, worker.Name) : null, [.. plan.IntegratedInto.Select(i => Words.Of(i))],
            [.. Promised(sight, plan).Select(c => new CommitmentOnPage(c.Id, c.Words, Words.Of(c.Mode), [.. c.Support.Select(s => Words.Of(s))],
                Words.Of(c.Supervision), c.StartsOn, c.EndsOn,
                new(c.Cadence.Times, c.Cadence.Every, Word(c.Cadence.Unit), c.Cadence.Month, c.Cadence.Day, c.Cadence.On),
                CalledOf(sight, c.PersonIds),
                new(contacts[c.Id].Count(), [.. contacts[c.Id].Take(Contacts).Select(t => new ContactOnPage(t.Id, t.On, Words.Of(t.Mode), t.IsTwoWay,
                    Word(t.StartedBy), t.Feeling, t.Words, CalledOf(sight, t.PersonIds)))])))]);
    }

    private static Plan? PlanOf(Sight sight) => sight.See(sight.Case.Plans).Where(p => p.InForce(sight.Today)).MaxBy(p => (p.AgreedOn, p.Id));

    private static IEnumerable<Commitment> Promised(Sight sight, Plan plan) => sight.See(sight.Case.Commitments).Where(c => c.PlanId == plan.Id);

    private static List<Called> CalledOf(Sight sight, IReadOnlyList<string> ids) =>
        [.. ids.Select(sight.Case.Person).OfType<Person>().Select(p => new Called(p.Id, p.Name, p.KnownAs))];

    private static string? Word<T>(T? value) where T : struct, Enum => value is { } word ? Words.Of(word) : null;
}
