namespace LifelongLinks.Core;

/// <summary>
/// Everything recorded for one child: what every rule is computed from. A fact about somebody who is absent is absent too, so what
/// has been left out once cannot come back in a number.
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

    /// <summary>Ties recorded for this child, by id.</summary>
    public IReadOnlyList<Relationship> Relationships { get; init; } = [];
    /// <summary>Who oversees the case.</summary>
    public IReadOnlyList<Oversight> Oversight { get; init; } = [];
    /// <summary>The teams of the case.</summary>
    public IReadOnlyList<InTeam> Teams { get; init; } = [];
    /// <summary>Invitations to the conferences.</summary>
    public IReadOnlyList<Invitation> Invitations { get; init; } = [];
    /// <summary>Contact details of the people.</summary>
    public IReadOnlyList<ContactDetail> ContactDetails { get; init; } = [];
    /// <summary>Referrals.</summary>
    public IReadOnlyList<Referral> Referrals { get; init; } = [];
    /// <summary>Finding plans.</summary>
    public IReadOnlyList<FindingPlan> FindingPlans { get; init; } = [];
    /// <summary>Steps of the finding plans.</summary>
    public IReadOnlyList<FindingStep> FindingSteps { get; init; } = [];
    /// <summary>Consents.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];
    /// <summary>Activities.</summary>
    public IReadOnlyList<Activity> Activities { get; init; } = [];
    /// <summary>Wishes.</summary>
    public IReadOnlyList<Wish> Wishes { get; init; } = [];
    /// <summary>Affirmations.</summary>
    public IReadOnlyList<Affirmation> Affirmations { get; init; } = [];
    /// <summary>Measures.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];
    /// <summary>Links.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];
    /// <summary>Decisions on the links.</summary>
    public IReadOnlyList<Decision> Decisions { get; init; } = [];
    /// <summary>Concerns.</summary>
    public IReadOnlyList<Concern> Concerns { get; init; } = [];
    /// <summary>Offers of support.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];
    /// <summary>Restrictions.</summary>
    public IReadOnlyList<Restriction> Restrictions { get; init; } = [];
    /// <summary>Conferences.</summary>
    public IReadOnlyList<Conference> Conferences { get; init; } = [];
    /// <summary>Placements and schools.</summary>
    public IReadOnlyList<Placement> Placements { get; init; } = [];
    /// <summary>Plans.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];
    /// <summary>Commitments of the plans.</summary>
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];
    /// <summary>Contacts.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
    /// <summary>Excuses.</summary>
    public IReadOnlyList<Excuse> Excuses { get; init; } = [];
    /// <summary>Reviews.</summary>
    public IReadOnlyList<Review> Reviews { get; init; } = [];

    /// <summary>Every fact of the case.</summary>
    public IEnumerable<CaseNode> Facts =>
    [
        .. Referrals, .. FindingPlans, .. FindingSteps, .. Consents, .. Activities, .. Wishes, .. Affirmations, .. Measures, .. Links,
        .. Decisions, .. Concerns, .. Offers, .. Restrictions, .. Conferences, .. Placements, .. Plans, .. Commitments, .. Contacts,
        .. Excuses, .. Reviews,
    ];

    /// <summary>A person named in the case; null when absent.</summary>
    public Person? Person(string? id) => id is null ? null : People.GetValueOrDefault(id);

    /// <summary>Whether somebody is a child with a case here, whoever may see that case (rules 10 and 11).</summary>
    internal bool IsChild(string id) => Person(id) is Child || OtherChildren.Contains(id);

    /// <summary>A worker named in the case; null when absent.</summary>
    public Worker? Worker(string? id) => Person(id) as Worker;

    /// <summary>The name of a team; empty when absent.</summary>
    public string TeamName(string id) => TeamsById.GetValueOrDefault(id)?.Name ?? "";

    /// <summary>What to load for a whole case, from the child.</summary>
    public static readonly Pattern Pattern = new([
        Step.Owned("RELATED_TO"),
        Step.In("OVERSEES"),
        Step.Out("IN_TEAM"),
        Step.Out([.. Graph.CaseFacts]) with { Then =
        [
            Step.Out("INVITES", "WITH", "BY", "NEEDED", "ABOUT", "WISHES_FOR", "OFFERED_BY", "GIVEN_BY", "TOLD_TO", "REFERRED_BY",
                "LOOKS_FOR", "DONE_BY", "TAKEN_BY", "RAISED_BY", "CARED_FOR_BY", "AGREED_BY", "CHAIRED_BY", "AGAINST", "PROTECTS", "FROM"),
            Step.In("PROMISED", "HELPS"),
        ] },
    ])
    { People = Step.Out("HAS_CONTACT_DETAIL") };

    /// <summary>The case of a child out of what a store loaded; null when the child is not there.</summary>
    public static Case? From(Subgraph loaded, string childId) => All(loaded, [childId]).GetValueOrDefault(childId);

    /// <summary>
    /// The cases of children out of what a store loaded; a child who is not there has none. Facts whose people are absent are left
    /// out: a link with nobody, a decision on no link, a commitment nobody promises, a contact with no one.
    /// </summary>
    public static IReadOnlyDictionary<string, Case> All(Subgraph loaded, IReadOnlyCollection<string> childIds)
    {
        Dictionary<string, Person> everybody = [];
        Dictionary<string, Team> teams = [];
        List<ContactDetail> details = [];
        var recorded = childIds.Distinct().Where(id => loaded.Node<Child>(id) is not null).ToDictionary(id => id, _ => new Recorded());
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
            return Assemble((Child)people[r.Key], r.Value, people, teams).WithPeople(people, detailsOf, loaded);
        });
    }

    private static Case Assemble(Child child, Recorded recorded, Dictionary<string, Person> everybody, Dictionary<string, Team> teams)
    {
        bool Known(string? id) => id is null || everybody.ContainsKey(id);
        IReadOnlyList<string> Present(IReadOnlyList<string> ids) => ids.All(everybody.ContainsKey) ? ids : [.. ids.Where(everybody.ContainsKey)];

        var links = recorded.All<Link>(l => Known(l.PersonId));
        var linkIds = links.Select(l => l.Id).ToHashSet();
        List<Commitment> commitments = [.. recorded.All<Commitment>()
            .Select(c => c with { PersonIds = Present(c.PersonIds), HelperIds = Present(c.HelperIds) })
            .Where(c => c.PersonIds.Count > 0)];
        var commitmentIds = commitments.Select(c => c.Id).ToHashSet();
        List<Contact> contacts = [.. recorded.All<Contact>()
            .Select(c => c with
            {
                PersonIds = Present(c.PersonIds),
                NeededIds = Present(c.NeededIds),
                CommitmentIds = c.CommitmentIds.All(commitmentIds.Contains) ? c.CommitmentIds : [.. c.CommitmentIds.Where(commitmentIds.Contains)],
            })
            .Where(c => c.PersonIds.Count > 0)];
        return new()
        {
            Child = child,
            TeamsById = teams,
            Relationships = recorded.Edges<Relationship>(r => Known(r.FromId) && Known(r.ToId)),
            Oversight = recorded.Edges<Oversight>(o => Known(o.WorkerId)),
            Teams = recorded.Edges<InTeam>(t => teams.ContainsKey(t.TeamId)),
            Invitations = recorded.Edges<Invitation>(i => Known(i.PersonId)),
            Referrals = recorded.All<Referral>(),
            FindingPlans = recorded.All<FindingPlan>(),
            FindingSteps = recorded.All<FindingStep>(s => Known(s.PersonId)),
            Consents = recorded.All<Consent>(c => Known(c.PersonId)),
            Activities = recorded.All<Activity>(),
            Wishes = recorded.All<Wish>(w => Known(w.PersonId)),
            Affirmations = recorded.All<Affirmation>(a => Known(a.PersonId)),
            Measures = recorded.All<Measure>(),
            Links = links,
            Decisions = recorded.All<Decision>(d => linkIds.Contains(d.LinkId)),
            Concerns = recorded.All<Concern>(c => c.LinkId is null || linkIds.Contains(c.LinkId)),
            Offers = recorded.All<Offer>(o => Known(o.PersonId)),
            Restrictions = recorded.All<Restriction>(r => Known(r.AgainstId) && Known(r.ProtectsId) && Known(r.KeptFromId)),
            Conferences = recorded.All<Conference>(),
            Placements = recorded.All<Placement>(),
            Plans = recorded.All<Plan>(),
            Commitments = commitments,
            Contacts = contacts,
            Excuses = recorded.All<Excuse>(e => commitmentIds.Contains(e.CommitmentId)),
            Reviews = recorded.All<Review>(),
        };
    }

    /// <summary>What was recorded for one child, by kind.</summary>
    private sealed class Recorded
    {
        private readonly Dictionary<Type, List<object>> _byType = [];

        internal void Add(object fact)
        {
            if (!_byType.TryGetValue(fact.GetType(), out var list))
            {
                _byType[fact.GetType()] = list = [];
            }
            list.Add(fact);
        }

        internal List<T> All<T>(Func<T, bool>? where = null) where T : Node => Sorted(where, n => n.Id);

        internal List<T> Edges<T>(Func<T, bool> where) where T : Edge => Sorted(where, e => e.Id);

        private List<T> Sorted<T>(Func<T, bool>? where, Func<T, string> id)
        {
            List<T> all = [];
            foreach (T fact in _byType.GetValueOrDefault(typeof(T)) ?? [])
            {
                if (where is null || where(fact))
                {
                    all.Add(fact);
                }
            }
            all.Sort((a, b) => string.CompareOrdinal(id(a), id(b)));
            return all;
        }
    }

    private Case WithPeople(Dictionary<string, Person> everybody, ILookup<string, ContactDetail> details, Subgraph loaded)
    {
        HashSet<string> named = [Child.Id];
        void Name(params IEnumerable<string?> ids) => named.UnionWith(ids.OfType<string>());
        Name(Relationships.SelectMany(r => new[] { r.FromId, r.ToId }));
        Name(Oversight.Select(o => o.WorkerId));
        Name(Invitations.Select(i => i.PersonId));
        Name(Referrals.Select(r => r.ReferredById));
        Name(FindingSteps.SelectMany(s => new[] { s.PersonId, s.WorkerId }));
        Name(Consents.SelectMany(c => new[] { c.PersonId, c.ToldToId }));
        Name(Wishes.Select(w => w.PersonId));
        Name(Affirmations.Select(a => a.PersonId));
        Name(Links.Select(l => l.PersonId));
        Name(Decisions.Select(d => d.WorkerId));
        Name(Concerns.Select(c => c.WorkerId));
        Name(Offers.Select(o => o.PersonId));
        Name(Placements.Select(p => p.CarerId));
        Name(Plans.Select(p => p.AgreedById));
        Name(Commitments.SelectMany(c => c.PersonIds.Concat(c.HelperIds)));
        Name(Contacts.SelectMany(c => c.PersonIds.Concat(c.NeededIds)));
        Name(Reviews.Select(r => r.ChairId));
        return this with
        {
            People = named.Where(everybody.ContainsKey).ToDictionary(id => id, id => everybody[id]),
            ContactDetails = [.. named.SelectMany(id => details[id]).OrderBy(d => d.Id, StringComparer.Ordinal)],
            Confidential = loaded.Confidential.Where(named.Contains).ToHashSet(),
            OtherChildren = loaded.OtherChildren.Where(named.Contains).ToHashSet(),
        };
    }
}
