namespace LifelongLinks.Tests.Core;

/// <summary>
/// A case told fact by fact, to be asked what is missing. People come into being as they are named, unpaid friends unless told otherwise.
/// Days are told as days before <see cref="Today"/>.
/// </summary>
internal sealed class GapCase
{
    public static readonly DateOnly Today = new(2026, 7, 15);

    public const string ChildId = "child";

    private readonly Dictionary<string, Person> _people = [];
    private readonly List<Relationship> _ties = [];
    private readonly List<Link> _links = [];
    private readonly List<Decision> _decisions = [];
    private readonly List<Restriction> _restrictions = [];
    private readonly List<Consent> _consents = [];
    private readonly List<Contact> _contacts = [];
    private readonly List<Wish> _wishes = [];
    private readonly List<Affirmation> _affirmations = [];
    private readonly List<Plan> _plans = [];
    private readonly List<Commitment> _commitments = [];
    private readonly List<Placement> _placements = [];
    private readonly List<Referral> _referrals = [];
    private readonly HashSet<string> _otherChildren = [];
    private readonly string _childId;
    private int _made;

    public GapCase(DateOnly? born = null, int? referred = 1000, string childId = ChildId)
    {
        _childId = childId;
        Person(new Child { Id = childId, Name = childId, Reference = childId, DateOfBirth = born ?? new(2013, 3, 4) });
        if (referred is { } days)
        {
            Refer(days);
        }
        Consents(ConsentSubject.Child, ConsentPurpose.Search, 1000);
    }

    public static DateOnly Ago(int days) => Today.AddDays(-days);

    public Case Case => new()
    {
        Child = (Child)_people[_childId],
        People = _people,
        Relationships = _ties,
        Links = _links,
        Decisions = _decisions,
        Restrictions = _restrictions,
        Consents = _consents,
        Contacts = _contacts,
        Wishes = _wishes,
        Affirmations = _affirmations,
        Plans = _plans,
        Commitments = _commitments,
        Placements = _placements,
        Referrals = _referrals,
        OtherChildren = _otherChildren,
    };

    public Surroundings Around(DateOnly? asOf = null, params IReadOnlyList<GapCase> siblings) =>
        new(Case, [.. siblings.Select(s => s.Case)], asOf ?? Today, Today);

    /// <summary>The gaps on a day, by default today.</summary>
    public IReadOnlyList<NetworkGap> Gaps(DateOnly? asOf = null, string[]? without = null, bool since = false, bool candidates = false) =>
        NetworkGaps.Of(Around(asOf), GapThresholds.Default, without, since, candidates).Value!;

    /// <summary>The gaps of a kind on a day.</summary>
    public IReadOnlyList<NetworkGap> Gaps(GapKind kind, DateOnly? asOf = null) => [.. Gaps(asOf).Where(g => g.Kind == kind)];

    /// <summary>Whether there is a gap of a kind on a day.</summary>
    public bool Has(GapKind kind, DateOnly? asOf = null) => Gaps(kind, asOf).Count > 0;

    public bool HasToday(GapKind kind) => Has(kind);

    public GapCase Refer(int ago)
    {
        _referrals.Add(new() { Id = Next("referral"), ChildId = _childId, ReferredOn = Ago(ago) });
        return this;
    }

    public GapCase Person(Person person)
    {
        _people[person.Id] = person;
        return this;
    }

    /// <summary>A child whose case the viewer may not see, born they do not know when: a person like any other.</summary>
    public GapCase OtherChild(string id)
    {
        _otherChildren.Add(id);
        return Person(new() { Id = id, Name = id });
    }

    public GapCase Born(string id, DateOnly born, DateOnly? died = null) =>
        Person(new() { Id = id, Name = id, DateOfBirth = born, Died = died });

    public GapCase Tie(
        string person, RelationshipKind kind = RelationshipKind.Friend, Side side = Side.Unknown, bool paid = false,
        DateOnly? since = null, DateOnly? until = null, DateOnly? lastContact = null, string? to = null, string? id = null)
    {
        Named(person);
        Named(to ?? _childId);
        _ties.Add(new()
        {
            Id = id ?? Next("tie"),
            FromId = person,
            ToId = to ?? _childId,
            RecordedForId = _childId,
            Kind = kind,
            Side = side,
            Paid = paid,
            Since = since,
            Until = until,
            LastContactOn = lastContact,
        });
        return this;
    }

    public GapCase Link(string person, int identified = 1000, DateOnly? ended = null, Circle? circle = null)
    {
        Named(person);
        _links.Add(new()
        {
            Id = Next("link"),
            ChildId = _childId,
            PersonId = person,
            IdentifiedOn = Ago(identified),
            EndedOn = ended,
            Circle = circle,
        });
        return this;
    }

    /// <summary>A decision on the person's last link, which is made when there is none.</summary>
    public GapCase Decide(string person, DecisionKind kind, DecisionOutcome? outcome, int ago)
    {
        if (!_links.Any(l => l.PersonId == person))
        {
            Link(person);
        }
        _decisions.Add(new()
        {
            Id = Next("decision"),
            ChildId = _childId,
            LinkId = _links.Last(l => l.PersonId == person).Id,
            Kind = kind,
            Outcome = outcome,
            DecidedOn = Ago(ago),
        });
        return this;
    }

    public GapCase Contact(string person, int ago, ContactMode mode = ContactMode.InPerson, bool answered = false, params string[] needed)
    {
        Named(person);
        _contacts.Add(new()
        {
            Id = Next("contact"),
            ChildId = _childId,
            PersonIds = [person],
            NeededIds = needed,
            On = Ago(ago),
            Mode = mode,
            Answered = answered,
        });
        return this;
    }

    public GapCase Plan(string id, DateOnly? agreed, DateOnly? ended = null)
    {
        _plans.Add(new() { Id = id, ChildId = _childId, DraftedOn = Ago(1000), AgreedOn = agreed, EndedOn = ended });
        return this;
    }

    /// <summary>A promise in a plan agreed 900 days ago, or in a plan told before.</summary>
    public GapCase Promise(
        string person, Cadence cadence, SupportKind[]? support = null, DateOnly? starts = null, DateOnly? ends = null, string plan = "plan")
    {
        Named(person);
        if (!_plans.Any(p => p.Id == plan))
        {
            Plan(plan, Ago(900));
        }
        _commitments.Add(new()
        {
            Id = Next("commitment"),
            ChildId = _childId,
            PlanId = plan,
            PersonIds = [person],
            Support = support ?? [SupportKind.Companionship],
            Mode = ContactMode.InPerson,
            Cadence = cadence,
            StartsOn = starts ?? Ago(900),
            EndsOn = ends,
        });
        return this;
    }

    public GapCase Says(string person, int ago, bool loving = true)
    {
        _affirmations.Add(new() { Id = Next("affirmation"), ChildId = _childId, PersonId = person, SaidOn = Ago(ago), Loving = loving });
        return this;
    }

    public GapCase Restrict(
        string person, RestrictionEffect effect = RestrictionEffect.Block, RestrictionKind kind = RestrictionKind.NoContactOrder,
        DateOnly? from = null, DateOnly? until = null)
    {
        bool confidential = kind == RestrictionKind.ConfidentialAddress;
        _restrictions.Add(new()
        {
            Id = Next("restriction"),
            ChildId = _childId,
            Kind = kind,
            Effect = effect,
            AgainstId = confidential ? null : person,
            KeptFromId = confidential ? person : null,
            From = from,
            Until = until,
        });
        return this;
    }

    public GapCase Consents(
        ConsentSubject subject, ConsentPurpose purpose, int answered, ConsentState state = ConsentState.Given, DateOnly? withdrawn = null,
        DateOnly? expires = null, string? by = null)
    {
        _consents.Add(new()
        {
            Id = Next("consent"),
            ChildId = _childId,
            Subject = subject,
            PersonId = by,
            Purpose = purpose,
            State = state,
            AnsweredOn = Ago(answered),
            WithdrawnOn = withdrawn,
            ExpiresOn = expires,
        });
        return this;
    }

    public GapCase Wish(int ago, string? person = null, DateOnly? met = null, string? id = null)
    {
        if (person is not null)
        {
            Named(person);
        }
        _wishes.Add(new()
        {
            Id = id ?? Next("wish"),
            ChildId = _childId,
            Kind = WishKind.See,
            PersonId = person,
            MadeOn = Ago(ago),
            MetOn = met,
            Words = "I want to see them",
        });
        return this;
    }

    public GapCase Lives(
        string home, DateOnly from, DateOnly? until = null, PlacementKind kind = PlacementKind.FosterCare, string? carer = null)
    {
        _placements.Add(new()
        {
            Id = Next("placement"),
            ChildId = _childId,
            Kind = kind,
            Home = home,
            From = from,
            Until = until,
            CarerId = carer,
        });
        return this;
    }

    private void Named(string id) => _people.TryAdd(id, new() { Id = id, Name = id });

    // Ids stand in the order in which the facts were told.
    private string Next(string what) => $"{what}-{++_made:000000}";
}
