
namespace LifelongLinks.Server;

/// <summary>A case as one request's viewer sees it: turns the ids in its facts into what they stand for.</summary>
public sealed class CaseView(Reading reading, Sight sight)
{
    public Reading Reading => reading;

    public Sight Sight => sight;

    public Case Case => sight.Case;

    public DateOnly Day(DateOnly? asOf) => reading.Day(asOf);

    /// <summary>Somebody named in the case; null when the viewer does not see them.</summary>
    public IParty? Party(string? id) => Person(id) is { } person ? reading.Party(person) : null;

    public IEnumerable<IParty> Parties(IEnumerable<string> ids) => ids.Select(Party).OfType<IParty>();

    /// <summary>Somebody who makes a promise: a person, whoever else they are.</summary>
    public IEnumerable<PersonView> People(IEnumerable<string> ids) =>
        ids.Select(Person).OfType<Person>().Select(p => new PersonView(reading, p));

    public WorkerView? Worker(string? id) => Person(id) is Worker worker ? new(worker) : null;

    public IEnumerable<WorkerView> Workers(IEnumerable<string> ids) => ids.Select(Worker).OfType<WorkerView>();

    public PlanView? Plan(string? id) => sight.See(Case.Plans).FirstOrDefault(p => p.Id == id) is { } plan ? new(this, plan) : null;

    public ReviewView? Review(string? id) => sight.See(Case.Reviews).FirstOrDefault(r => r.Id == id) is { } review ? new(this, review) : null;

    public Contact? Contact(string? id) => sight.See(Case.Contacts).FirstOrDefault(c => c.Id == id);

    public CommitmentView? Commitment(string? id) =>
        sight.See(Case.Commitments).FirstOrDefault(c => c.Id == id) is { } commitment ? new(this, commitment) : null;

    /// <summary>A fact of the case as the contract has it; null when the viewer does not see it.</summary>
    public object? Fact(string id) => Case.Facts.FirstOrDefault(f => f.Id == id) is { } fact ? Shown(fact) : null;

    /// <summary>A fact of one kind, of a case of which that may be all that was loaded.</summary>
    public object? Fact(Type kind, string id) => Case.FactsOf(kind).FirstOrDefault(f => f.Id == id) is { } fact ? Shown(fact) : null;

    /// <summary>A record as it was before a correction, as far as the viewer may see it.</summary>
    public object? Original(Correction correction) => correction.Before() switch
    {
        Relationship tie => sight.Sees(tie) && Person(tie.FromId) is not null && Person(tie.ToId) is not null ? Relationship(tie) : null,
        CaseNode fact => Case.NamesOnlyThePresent(fact) ? Shown(fact) : null,
        _ => null,
    };

    private object? Shown(CaseNode fact) => sight.See(fact) switch
    {
        Link link => new LinkView(this, link),
        Plan plan => new PlanView(this, plan),
        Commitment commitment => new CommitmentView(this, commitment),
        Review review => new ReviewView(this, review),
        Consent consent => Consents.On(consent, sight.Today),
        var other => other,
    };

    /// <summary>Anything of the case that has an id, as the contract has it; null when the viewer does not see it.</summary>
    public object? Node(string id) =>
        id == Case.Child.Id ? new ChildView(reading, Case.Child)
        : Fact(id) ?? (sight.Relationships.FirstOrDefault(r => r.Id == id) is { } tie ? Relationship(tie) : Party(id));

    /// <summary>
    /// Whether a change of some things is any of the viewer's business: to a professional it is; others would else count and time what they
    /// may not see.
    /// </summary>
    public bool IsTouchedBy(IReadOnlyList<string> changedIds) => sight.IsProfessional
        || changedIds.Any(id => Node(id) is not null || Case.Oversight.Any(o => o.Id == id) || Case.Invitations.Any(i => i.Id == id && sight.Sees(i.PersonId)));

    /// <summary>Adherence of commitments; rates are for professionals, to others nothing is counted.</summary>
    public Adherence Adherence(IEnumerable<Commitment> commitments, DateOnly? from, DateOnly? to, TimeBucket? bucket, DateOnly? asOf)
    {
        var day = Day(asOf);
        Reading.CheckWindow(from, to);
        Reading.CheckSpan(from, to < day ? to.Value : day);
        return Adherences.Of(sight.Reads("Adherence.rate") ? [.. commitments.Select(c => new Promise(Case, c))] : [], day, from, to, bucket ?? TimeBucket.Month);
    }

    /// <summary>
    /// People who are likely the same as somebody in the case, most likely first: in the case, and in others that the viewer sees; for
    /// professionals.
    /// </summary>
    public async Task<IReadOnlyList<LikelyDuplicateView>> LikelyDuplicates(string personId, CancellationToken cancel)
    {
        if (!sight.Reads("Child.likelyDuplicates") || Person(personId) is not { } person)
        {
            return [];
        }
        // In other cases by a part of the name, which any likeness has in common with one of the names.
        var parts = person.FormerNames.Append(person.Name).SelectMany(n => n.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(p => p.Length > 2).Distinct().Take(6);
        Core.Query query = new("Person") { Where = new Filter.Or([.. parts.Select(p => new Filter.Property("Name", Comparison.Contains, p))]), Take = 50 };
        // Who was merged is known to be somebody else by now.
        var merged = Case.Merges.Where(m => m.UndoneOn is null).Select(m => m.MergedId).ToHashSet();
        var elsewhere = (await reading.Store.Find(reading.Viewer.Scope, query, cancel)).Nodes.Cast<Person>();
        var known = Case.People.Values.Where(p => p.Id != Case.Child.Id).Concat(elsewhere).DistinctBy(p => p.Id).Where(p => !sight.HasDeclined(p.Id) && !merged.Contains(p.Id)).ToDictionary(p => p.Id);
        List<LikelyDuplicateView> likely = [];
        foreach (var duplicate in Duplicates.Of(person, known.Values, sight.Relationships))
        {
            // Of who said no in any case in sight nothing is told.
            var through = await reading.Through(duplicate.PersonId).GetResultAsync(cancel);
            if (through?.Any(s => s.HasDeclined(duplicate.PersonId)) != true)
            {
                likely.Add(new(new PersonView(reading, known[duplicate.PersonId]), duplicate));
            }
        }
        return likely;
    }

    public RelationshipView Relationship(Relationship tie) => new(this, tie);

    private Person? Person(string? id) => id is not null && sight.Sees(id) ? Case.Person(id) : null;
}

/// <summary>A case with the cases of siblings in the viewer's sight: what paths and gaps are looked for in.</summary>
public sealed class SurroundingsView(CaseView own, IReadOnlyList<CaseView> siblings)
{
    public CaseView Own => own;

    /// <summary>The pack of a review of this case, as the viewer may see it; null when it is not for them.</summary>
    public ReviewPackView? Pack(Review review) =>
        ReviewPacks.Of(own.Sight, [.. siblings.Select(s => s.Case)], review, own.Reading.Thresholds) is { } pack ? new(own, pack) : null;

    public Surroundings On(DateOnly asOf) => new(own.Case, [.. siblings.Select(s => s.Case)], asOf, own.Reading.Today);
}
