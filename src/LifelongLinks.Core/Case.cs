namespace LifelongLinks.Core;

/// <summary>
/// Everything recorded for one child: what every rule is computed from. A fact about somebody who is absent is absent too, so what
/// has been left out once cannot come back in a number. Where only parts of it were loaded (<see cref="CaseParts"/>), asking for another
/// throws.
/// </summary>
public sealed record Case
{
    /// <summary>The child.</summary>
    public required Child Child { get; init; }

    /// <summary>Everybody named in the case, by id; the child and other children too.</summary>
    public IReadOnlyDictionary<string, Person> People { get; init; } = new Dictionary<string, Person>();

    /// <summary>Teams by id.</summary>
    public IReadOnlyDictionary<string, Team> TeamsById { get; init; } = new Dictionary<string, Team>();

    /// <summary>Ids of people whose address is confidential today, in this case or any other.</summary>
    public IReadOnlySet<string> Confidential { get; init; } = new HashSet<string>();

    /// <summary>
    /// Ids of people named in the case who are children with a case the viewer may not see; each is a plain person among the people.
    /// Never to be shown.
    /// </summary>
    public IReadOnlySet<string> OtherChildren { get; init; } = new HashSet<string>();

    /// <summary>Facts of which somebody absent was left out, as they were recorded, by id.</summary>
    internal IReadOnlyDictionary<string, CaseNode> Whole { get; private init; } = new Dictionary<string, CaseNode>();

    /// <summary>Ties recorded for this child, by id.</summary>
    public IReadOnlyList<Relationship> Relationships { get => Loaded(field); init; } = [];
    /// <summary>Who oversees the case.</summary>
    public IReadOnlyList<Oversight> Oversight { get; init; } = [];
    /// <summary>The teams of the case.</summary>
    public IReadOnlyList<InTeam> Teams { get; init; } = [];
    /// <summary>Invitations to the conferences.</summary>
    public IReadOnlyList<Invitation> Invitations { get => Loaded(field); init; } = [];
    /// <summary>Contact details of the people.</summary>
    public IReadOnlyList<ContactDetail> ContactDetails { get => Loaded(field); init; } = [];
    /// <summary>Referrals.</summary>
    public IReadOnlyList<Referral> Referrals { get => Loaded(field); init; } = [];
    /// <summary>Finding plans.</summary>
    public IReadOnlyList<FindingPlan> FindingPlans { get => Loaded(field); init; } = [];
    /// <summary>Steps of the finding plans.</summary>
    public IReadOnlyList<FindingStep> FindingSteps { get => Loaded(field); init; } = [];
    /// <summary>Consents.</summary>
    public IReadOnlyList<Consent> Consents { get => Loaded(field); init; } = [];
    /// <summary>Activities.</summary>
    public IReadOnlyList<Activity> Activities { get => Loaded(field); init; } = [];
    /// <summary>Wishes.</summary>
    public IReadOnlyList<Wish> Wishes { get => Loaded(field); init; } = [];
    /// <summary>Affirmations.</summary>
    public IReadOnlyList<Affirmation> Affirmations { get => Loaded(field); init; } = [];
    /// <summary>Measures.</summary>
    public IReadOnlyList<Measure> Measures { get => Loaded(field); init; } = [];
    /// <summary>Links.</summary>
    public IReadOnlyList<Link> Links { get => Loaded(field); init; } = [];
    /// <summary>Decisions on the links.</summary>
    public IReadOnlyList<Decision> Decisions { get => Loaded(field); init; } = [];
    /// <summary>Concerns.</summary>
    public IReadOnlyList<Concern> Concerns { get => Loaded(field); init; } = [];
    /// <summary>Offers of support.</summary>
    public IReadOnlyList<Offer> Offers { get => Loaded(field); init; } = [];
    /// <summary>Restrictions.</summary>
    public IReadOnlyList<Restriction> Restrictions { get => Loaded(field); init; } = [];
    /// <summary>Conferences.</summary>
    public IReadOnlyList<Conference> Conferences { get => Loaded(field); init; } = [];
    /// <summary>Placements and schools.</summary>
    public IReadOnlyList<Placement> Placements { get => Loaded(field); init; } = [];
    /// <summary>Plans.</summary>
    public IReadOnlyList<Plan> Plans { get => Loaded(field); init; } = [];
    /// <summary>Commitments of the plans.</summary>
    public IReadOnlyList<Commitment> Commitments { get => Loaded(field); init; } = [];
    /// <summary>Contacts.</summary>
    public IReadOnlyList<Contact> Contacts { get => Loaded(field); init; } = [];
    /// <summary>Excuses.</summary>
    public IReadOnlyList<Excuse> Excuses { get => Loaded(field); init; } = [];
    /// <summary>Reviews.</summary>
    public IReadOnlyList<Review> Reviews { get => Loaded(field); init; } = [];
    /// <summary>Merges of people who turned out to be one.</summary>
    public IReadOnlyList<Merge> Merges { get => Loaded(field); init; } = [];
    /// <summary>Corrections of records.</summary>
    public IReadOnlyList<Correction> Corrections { get => Loaded(field); init; } = [];
    /// <summary>Addresses that calendar programs ask.</summary>
    public IReadOnlyList<CalendarAddress> CalendarAddresses { get => Loaded(field); init; } = [];

    private static readonly Dictionary<Type, Func<Case, IReadOnlyList<CaseNode>>> _facts = new()
    {
        [typeof(Referral)] = c => c.Referrals,
        [typeof(FindingPlan)] = c => c.FindingPlans,
        [typeof(FindingStep)] = c => c.FindingSteps,
        [typeof(Consent)] = c => c.Consents,
        [typeof(Activity)] = c => c.Activities,
        [typeof(Wish)] = c => c.Wishes,
        [typeof(Affirmation)] = c => c.Affirmations,
        [typeof(Measure)] = c => c.Measures,
        [typeof(Link)] = c => c.Links,
        [typeof(Decision)] = c => c.Decisions,
        [typeof(Concern)] = c => c.Concerns,
        [typeof(Offer)] = c => c.Offers,
        [typeof(Restriction)] = c => c.Restrictions,
        [typeof(Conference)] = c => c.Conferences,
        [typeof(Placement)] = c => c.Placements,
        [typeof(Plan)] = c => c.Plans,
        [typeof(Commitment)] = c => c.Commitments,
        [typeof(Contact)] = c => c.Contacts,
        [typeof(Excuse)] = c => c.Excuses,
        [typeof(Review)] = c => c.Reviews,
        [typeof(Merge)] = c => c.Merges,
        [typeof(Correction)] = c => c.Corrections,
        [typeof(CalendarAddress)] = c => c.CalendarAddresses,
    };

    /// <summary>Every fact of the case.</summary>
    public IEnumerable<CaseNode> Facts => _facts.Values.SelectMany(of => of(this));

    /// <summary>The facts of one kind.</summary>
    public IReadOnlyList<CaseNode> FactsOf(Type kind) => _facts[kind](this);

    /// <summary>A person named in the case; null when absent.</summary>
    public Person? Person(string? id) => id is null ? null : People.GetValueOrDefault(id);

    /// <summary>Whether somebody is a child with a case here, whoever may see that case (rules 10 and 11).</summary>
    internal bool IsChild(string id) => Person(id) is Child || OtherChildren.Contains(id);

    /// <summary>Whether everybody whom a fact names is there: an earlier form of it may name somebody who is absent.</summary>
    public bool NamesOnlyThePresent(CaseNode fact) => Graph.KindOf(fact).References.Where(r => !r.IsCase).SelectMany(r => r.Ids(fact))
        .All(id => People.ContainsKey(id) || Facts.Any(f => f.Id == id));

    /// <summary>A worker named in the case; null when absent.</summary>
    public Worker? Worker(string? id) => Person(id) as Worker;

    /// <summary>The name of a team; empty when absent.</summary>
    public string TeamName(string id) => TeamsById.GetValueOrDefault(id)?.Name ?? "";

    /// <summary>What to load for a whole case, from the child.</summary>
    public static Pattern Pattern => CaseParts.Whole.Pattern;

    /// <summary>The case of a child out of what a store loaded; null when the child is not there.</summary>
    public static Case? From(Subgraph loaded, string childId) => All(loaded, [childId]).GetValueOrDefault(childId);

    /// <summary>
    /// The cases of children out of what a store loaded; a child who is not there has none. Facts whose people are absent are left
    /// out: a link with nobody, a decision on no link, a commitment nobody promises, a contact with no one.
    /// </summary>
    /// <param name="loaded">What the store loaded.</param>
    /// <param name="childIds">Whose cases.</param>
    /// <param name="parts">The parts for which it was loaded; the whole case by default.</param>
    public static IReadOnlyDictionary<string, Case> All(Subgraph loaded, IReadOnlyCollection<string> childIds, CaseParts? parts = null)
    {
        Dictionary<string, Person> everybody = [];
        Dictionary<string, Team> teams = [];
        List<ContactDetail> details = [];
        var recorded = childIds.Distinct().Where(id => loaded.Node<Child>(id) is not null).ToDictionary(id => id, _ => new Recorded(parts ?? CaseParts.Whole));
        foreach (var node in loaded.Nodes.Values)
        {
            switch (node)
            {
                case Person person: everybody[person.Id] = person; break;
                case Team team: teams[team.Id] = team; break;
                case ContactDetail detail: details.Add(detail); break;
                case CaseNode fact: recorded.GetValueOrDefault(fact.ChildId)?.Add(fact); break;
            }
        }
        foreach (var edge in loaded.Edges)
        {
            recorded.GetValueOrDefault(Graph.KindOf(edge).Owner(edge))?.Add(edge);
        }
        var detailsOf = details.ToLookup(d => d.PersonId);
        // A sealed child loaded for their own case is nobody in the cases of others.
        Dictionary<string, Person> Among(string childId) => loaded.Sealed.Count == 0 ? everybody
            : everybody.Where(p => p.Key == childId || !loaded.Sealed.Contains(p.Key)).ToDictionary();
        return recorded.ToDictionary(r => r.Key, r =>
        {
            var people = Among(r.Key);
            return Assemble((Child)people[r.Key], r.Value, people, teams).WithPeople(r.Value, people, detailsOf, loaded);
        });
    }

    private static Case Assemble(Child child, Recorded recorded, Dictionary<string, Person> everybody, Dictionary<string, Team> teams)
    {
        bool Known(string? id) => id is null || everybody.ContainsKey(id);
        bool AllKnown(IReadOnlyList<string> ids) => ids.All(everybody.ContainsKey);
        IReadOnlyList<string> Present(IReadOnlyList<string> ids) => [.. ids.Where(everybody.ContainsKey)];
        Dictionary<string, CaseNode> whole = [];
        T Reduced<T>(T recorded, T reduced) where T : CaseNode
        {
            whole[recorded.Id] = recorded;
            return reduced;
        }
        static HashSet<string> Ids<T>(IReadOnlyList<T>? facts) where T : Node => facts?.Select(f => f.Id).ToHashSet() ?? [];

        var links = recorded.All<Link>(l => Known(l.PersonId));
        var linkIds = Ids(links);
        var commitments = recorded.All<Commitment>(c => c.PersonIds.Any(everybody.ContainsKey), c =>
            AllKnown(c.PersonIds) && AllKnown(c.HelperIds) ? c : Reduced(c, c with { PersonIds = Present(c.PersonIds), HelperIds = Present(c.HelperIds) }));
        var commitmentIds = Ids(commitments);
        var contacts = recorded.All<Contact>(c => c.PersonIds.Any(everybody.ContainsKey), c =>
            AllKnown(c.PersonIds) && AllKnown(c.NeededIds) && c.CommitmentIds.All(commitmentIds.Contains) ? c : Reduced(c, c with
            {
                PersonIds = Present(c.PersonIds),
                NeededIds = Present(c.NeededIds),
                CommitmentIds = [.. c.CommitmentIds.Where(commitmentIds.Contains)],
            }));
        return new()
        {
            Child = child,
            Whole = whole,
            TeamsById = teams,
            Relationships = recorded.Edges<Relationship>(r => Known(r.FromId) && Known(r.ToId), typeof(Relationship))!,
            Oversight = recorded.Edges<Oversight>(o => Known(o.WorkerId))!,
            Teams = recorded.Edges<InTeam>(t => teams.ContainsKey(t.TeamId))!,
            Invitations = recorded.Edges<Invitation>(i => Known(i.PersonId), typeof(Conference))!,
            Referrals = recorded.All<Referral>()!,
            FindingPlans = recorded.All<FindingPlan>()!,
            FindingSteps = recorded.All<FindingStep>(s => Known(s.PersonId))!,
            Consents = recorded.All<Consent>(c => Known(c.PersonId))!,
            Activities = recorded.All<Activity>()!,
            Wishes = recorded.All<Wish>(w => Known(w.PersonId))!,
            Affirmations = recorded.All<Affirmation>(a => Known(a.PersonId))!,
            Measures = recorded.All<Measure>()!,
            Links = links!,
            Decisions = recorded.All<Decision>(d => linkIds.Contains(d.LinkId))!,
            Concerns = recorded.All<Concern>(c => c.LinkId is null || linkIds.Contains(c.LinkId))!,
            Offers = recorded.All<Offer>(o => Known(o.PersonId))!,
            Restrictions = recorded.All<Restriction>(r => Known(r.AgainstId) && Known(r.ProtectsId) && Known(r.KeptFromId))!,
            Conferences = recorded.All<Conference>()!,
            Placements = recorded.All<Placement>()!,
            Plans = recorded.All<Plan>()!,
            Commitments = commitments!,
            Contacts = contacts!,
            Excuses = recorded.All<Excuse>(e => commitmentIds.Contains(e.CommitmentId))!,
            Reviews = recorded.All<Review>()!,
            Merges = recorded.All<Merge>(m => Known(m.KeptId) && Known(m.MergedId))!,
            Corrections = recorded.All<Correction>()!,
            CalendarAddresses = recorded.All<CalendarAddress>(a => Known(a.PersonId))!,
        };
    }

    private static IReadOnlyList<T> Loaded<T>(IReadOnlyList<T>? facts) =>
        facts ?? throw new InvalidOperationException($"This case was loaded without what it has of {typeof(T).Name}: ask for that part too.");

    private Case WithPeople(Recorded recorded, Dictionary<string, Person> everybody, ILookup<string, ContactDetail> details, Subgraph loaded)
    {
        HashSet<string> named = [Child.Id];
        recorded.Name(named);
        named.IntersectWith(everybody.Keys);
        return this with
        {
            People = named.ToDictionary(id => id, id => everybody[id]),
            ContactDetails = recorded.Parts.Has(typeof(ContactDetail))
                ? [.. named.SelectMany(id => details[id]).OrderBy(d => d.Id, StringComparer.Ordinal)] : null!,
            Confidential = loaded.Confidential.Where(named.Contains).ToHashSet(),
            OtherChildren = loaded.OtherChildren.Where(named.Contains).ToHashSet(),
        };
    }

    /// <summary>What was recorded for one child, by kind.</summary>
    private sealed class Recorded(CaseParts parts)
    {
        private readonly Dictionary<Type, List<object>> _byType = [];
        private readonly List<object> _kept = [];

        internal CaseParts Parts => parts;

        internal void Add(object fact)
        {
            if (!_byType.TryGetValue(fact.GetType(), out var list))
            {
                _byType[fact.GetType()] = list = [];
            }
            list.Add(fact);
        }

        /// <summary>The facts of a kind that are kept, each as it is kept, by id; null when the kind is none of the parts.</summary>
        internal List<T>? All<T>(Func<T, bool>? where = null, Func<T, T>? kept = null) where T : Node =>
            parts.Has(typeof(T)) ? Sorted(where, kept, n => n.Id) : null;

        /// <summary>The edges of a kind that are kept, by id; null when they come along with a part that was not loaded.</summary>
        internal List<T>? Edges<T>(Func<T, bool> where, Type? part = null) where T : Edge =>
            part is null || parts.Has(part) ? Sorted(where, null, e => e.Id) : null;

        /// <summary>Adds the ids that what was kept names; not whom only a restriction does.</summary>
        internal void Name(HashSet<string> named)
        {
            foreach (object fact in _kept)
            {
                if (fact is Edge edge)
                {
                    var kind = Graph.KindOf(edge);
                    named.Add(kind.From(edge));
                    named.Add(kind.To(edge));
                    continue;
                }
                foreach (var reference in Graph.KindOf((Node)fact).References)
                {
                    if (!reference.IsCase && !Graph.RestrictionEdges.Contains(reference.Type))
                    {
                        named.UnionWith(reference.Ids((Node)fact));
                    }
                }
            }
        }

        private List<T> Sorted<T>(Func<T, bool>? where, Func<T, T>? kept, Func<T, string> id)
        {
            List<T> all = [];
            foreach (T fact in _byType.GetValueOrDefault(typeof(T)) ?? [])
            {
                if (where is null || where(fact))
                {
                    var keep = kept is null ? fact : kept(fact);
                    all.Add(keep);
                    _kept.Add(keep!);
                }
            }
            // What was kept in order comes in order: mostly there is nothing to sort.
            for (int i = 1; i < all.Count; i++)
            {
                if (string.CompareOrdinal(id(all[i - 1]), id(all[i])) > 0)
                {
                    all.Sort((a, b) => string.CompareOrdinal(id(a), id(b)));
                    break;
                }
            }
            return all;
        }
    }
}

/// <summary>What a change is decided on: who is under a seal on the day is absent from it.</summary>
/// <param name="Case">The case as it stands; null: there is none.</param>
/// <param name="Besides">People and teams that were loaded besides, named in the case or not, by id.</param>
public sealed record CaseToChange(Case? Case, IReadOnlyDictionary<string, Node> Besides)
{
    /// <summary>The case of a child, and people and teams with some ids, out of what a store loaded.</summary>
    public static CaseToChange From(Subgraph loaded, string childId, IReadOnlyList<string> besides) => new(
        Case.From(loaded, childId),
        besides.Where(id => !loaded.Sealed.Contains(id)).Select(loaded.Nodes.GetValueOrDefault).OfType<Node>()
            .Where(n => n is Person or Team).DistinctBy(n => n.Id).ToDictionary(n => n.Id));
}
