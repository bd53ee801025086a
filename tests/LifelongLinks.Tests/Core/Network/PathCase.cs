namespace LifelongLinks.Tests.Core;

/// <summary>
/// A small case, told fact by fact. People come into being as they are named; the child's consent to SEARCH is there unless it is told
/// otherwise. Days are told as days before <see cref="Today"/>.
/// </summary>
internal sealed class PathCase
{
    public static readonly DateOnly Today = new(2026, 7, 15);

    public const string Child = "child";

    private readonly string _childId;
    private readonly Dictionary<string, Person> _people = [];
    private readonly List<Relationship> _ties = [];
    private readonly List<Link> _links = [];
    private readonly List<Decision> _decisions = [];
    private readonly List<Restriction> _restrictions = [];
    private readonly List<Consent> _consents = [];
    private readonly List<Contact> _contacts = [];
    private readonly List<Wish> _wishes = [];
    private readonly HashSet<string> _otherChildren = [];
    private int _made;

    public PathCase(string childId = Child, bool search = true)
    {
        _childId = childId;
        Person(AChild(childId));
        if (search)
        {
            Consent(ConsentSubject.Child, ConsentPurpose.Search);
        }
    }

    public static DateOnly Before(int days) => Today.AddDays(-days);

    public static Child AChild(string id) => new() { Id = id, Name = id, Reference = id, DateOfBirth = new(2012, 3, 4) };

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
        OtherChildren = _otherChildren,
    };

    public Surroundings Around(DateOnly? asOf = null, DateOnly? today = null, params IReadOnlyList<PathCase> siblings) =>
        new(Case, [.. siblings.Select(s => s.Case)], asOf ?? Today, today ?? Today);

    public PathCase Person(Person person)
    {
        _people[person.Id] = person;
        return this;
    }

    /// <summary>A child whose case the viewer may not see: a person like any other.</summary>
    public PathCase OtherChild(string id)
    {
        _otherChildren.Add(id);
        return Person(new() { Id = id, Name = id });
    }

    public PathCase Tie(
        string one, string other, Closeness closeness = Closeness.Good, int? inTouch = 30, Evidence evidence = Evidence.Verified,
        RelationshipKind kind = RelationshipKind.Other, string? id = null, DateOnly? since = null, DateOnly? until = null)
    {
        Named(one);
        Named(other);
        _ties.Add(new()
        {
            Id = id ?? Next("tie"),
            FromId = one,
            ToId = other,
            RecordedForId = _childId,
            Kind = kind,
            Closeness = closeness,
            Evidence = evidence,
            LastContactOn = inTouch is { } days ? Before(days) : null,
            Since = since,
            Until = until,
        });
        return this;
    }

    public PathCase Link(string person, DateOnly? identified = null, DateOnly? ended = null)
    {
        Named(person);
        _links.Add(new()
        {
            Id = Next("link"),
            ChildId = _childId,
            PersonId = person,
            IdentifiedOn = identified ?? Before(1000),
            EndedOn = ended,
        });
        return this;
    }

    /// <summary>A decision on the person's last link, which is made when there is none.</summary>
    public PathCase Decide(string person, DecisionKind kind, DecisionOutcome? outcome = null, int before = 100, string? id = null)
    {
        if (!_links.Any(l => l.PersonId == person))
        {
            Link(person);
        }
        _decisions.Add(new()
        {
            Id = id ?? Next("decision"),
            ChildId = _childId,
            LinkId = _links.Last(l => l.PersonId == person).Id,
            Kind = kind,
            Outcome = outcome,
            DecidedOn = Before(before),
        });
        return this;
    }

    public PathCase Check(string person, DecisionOutcome outcome, int before = 100) =>
        Decide(person, DecisionKind.OversightCheck, outcome, before);

    public PathCase ChildSays(string person, DecisionOutcome outcome, int before = 100) =>
        Decide(person, DecisionKind.ChildAnswer, outcome, before);

    /// <summary>Checked and cleared, and the child agreed.</summary>
    public PathCase Ready(params IReadOnlyList<string> people)
    {
        foreach (string person in people)
        {
            Check(person, DecisionOutcome.Cleared).ChildSays(person, DecisionOutcome.Agreed);
        }
        return this;
    }

    public PathCase Restrict(
        string? against, RestrictionEffect effect = RestrictionEffect.Block, RestrictionKind kind = RestrictionKind.NoContactOrder,
        string? tie = null, DateOnly? from = null, DateOnly? until = null, string? keptFrom = null)
    {
        _restrictions.Add(new()
        {
            Id = Next("restriction"),
            ChildId = _childId,
            Kind = kind,
            Effect = effect,
            AgainstId = against,
            TieId = tie,
            KeptFromId = keptFrom,
            From = from,
            Until = until,
        });
        return this;
    }

    public PathCase Consent(
        ConsentSubject subject, ConsentPurpose purpose, ConsentState state = ConsentState.Given, DateOnly? answered = null,
        string? person = null, DateOnly? withdrawn = null, DateOnly? expires = null, string? id = null)
    {
        _consents.Add(new()
        {
            Id = id ?? Next("consent"),
            ChildId = _childId,
            Subject = subject,
            Purpose = purpose,
            State = state,
            PersonId = person,
            AnsweredOn = answered ?? Before(2000),
            WithdrawnOn = withdrawn,
            ExpiresOn = expires,
        });
        return this;
    }

    public PathCase InTouch(string person, int before, ContactMode mode = ContactMode.InPerson, bool answered = false)
    {
        _contacts.Add(new()
        {
            Id = Next("contact"),
            ChildId = _childId,
            PersonIds = [person],
            On = Before(before),
            Mode = mode,
            Answered = answered,
        });
        return this;
    }

    public PathCase WishesFor(string person, int before = 10, int? met = null)
    {
        Named(person);
        _wishes.Add(new()
        {
            Id = Next("wish"),
            ChildId = _childId,
            Kind = WishKind.Find,
            PersonId = person,
            MadeOn = Before(before),
            MetOn = met is { } days ? Before(days) : null,
            Words = "I want to see them",
        });
        return this;
    }

    /// <summary>As if the person were not there, while ties still name them.</summary>
    public PathCase Without(string person)
    {
        _people.Remove(person);
        return this;
    }

    private void Named(string id) => _people.TryAdd(id, new() { Id = id, Name = id });

    private string Next(string kind) => $"{kind}-{_childId}-{++_made:0000}";
}
