using System.Globalization;
using LifelongLinks.Core;
using Faker = Bogus.Faker;
using Randomizer = Bogus.Randomizer;

namespace LifelongLinks.Seed;

/// <summary>One child's story while it is told: days are laid out around the day it is told on, ids are the same whatever that day is.</summary>
internal sealed partial class Telling
{
    private readonly Func<int, string> _id;
    private readonly List<Node> _nodes = [];
    private readonly List<Edge> _edges = [];
    private readonly Faker _chance;
    private int _told;

    /// <param name="number">The story's own number, for good: its ids come from it.</param>
    /// <param name="child">Id of the child.</param>
    /// <param name="today">The day it is told on.</param>
    public Telling(int number, string child, DateOnly today)
        : this(nth => SeedIds.Of(number, nth), child, today, new Faker("en_GB") { Random = new Randomizer(1989 + number) })
    {
    }

    /// <param name="id">The id of the nth thing told, from 1.</param>
    /// <param name="child">Id of the child.</param>
    /// <param name="today">The day it is told on.</param>
    /// <param name="chance">What is left to chance; it may be used for one telling after another.</param>
    public Telling(Func<int, string> id, string child, DateOnly today, Faker chance) =>
        (_id, Child, Today, _chance) = (id, child, today, chance);

    /// <summary>Id of the child.</summary>
    public string Child { get; }

    /// <summary>The day the story is told on.</summary>
    public DateOnly Today { get; }

    /// <summary>Who coordinates the case.</summary>
    public string Coordinator { get; init; } = Cast.Coordinator;

    /// <summary>The child's social worker.</summary>
    public string SocialWorker { get; init; } = Cast.SocialWorker;

    /// <summary>What was told, to be saved.</summary>
    public Story Told => new(Child, new Changes { Nodes = [.. _nodes], Edges = [.. _edges] });

    public DateOnly Ago(int days) => Today.AddDays(-days);

    public DateOnly MonthsAgo(int months, int days = 0) => Today.AddMonths(-months).AddDays(-days);

    public DateOnly YearsAgo(int years, int days = 0) => Today.AddYears(-years).AddDays(-days);

    /// <summary>A day of birth that makes somebody this old today, and for the rest of the month.</summary>
    public DateOnly Born(int age, int daysPast = 100) => YearsAgo(age, daysPast);

    /// <summary>The day, or today when it would be later.</summary>
    public DateOnly NoLaterThanToday(DateOnly day) => day < Today ? day : Today;

    /// <summary>A day in words, such as "Sunday".</summary>
    public static string DayName(DateOnly day) => day.ToString("dddd", CultureInfo.InvariantCulture);

    /// <summary>Brings in the child, and nodes that several stories share: workers and teams.</summary>
    public void Bring(params IEnumerable<Node> shared) => _nodes.AddRange(shared);

    /// <summary>Brings in somebody who will have a case of their own: a plain person until their own story is told.</summary>
    public void BringAsPerson(Child child) =>
        Person(child.Id, child.Name, child.KnownAs, child.Pronouns, child.DateOfBirth);

    public string Person(
        string id, string name, string? knownAs = null, string? pronouns = null, DateOnly? born = null, DateOnly? died = null,
        params string[] formerNames)
    {
        _nodes.Add(new Person
        {
            Id = id,
            Name = name,
            KnownAs = knownAs,
            Pronouns = pronouns,
            DateOfBirth = born,
            Died = died,
            FormerNames = formerNames,
        });
        return id;
    }

    /// <summary>How to reach somebody: numbers are those Ofcom keeps for drama, addresses are nowhere.</summary>
    public void Reach(string person, bool phone = true, bool email = false, bool address = false, DateOnly? since = null)
    {
        if (phone)
        {
            Detail(person, ContactDetailKind.Phone, $"07700 900{_chance.Random.Int(0, 999):000}", since);
        }
        if (email)
        {
            string name = _nodes.OfType<Person>().First(p => p.Id == person).Name;
            Detail(person, ContactDetailKind.Email, $"{name.ToLowerInvariant().Replace(' ', '.').Replace("'", "")}@example.org", since);
        }
        if (address)
        {
            string street = $"{_chance.Random.Int(1, 180)} {_chance.Address.StreetName()}";
            Detail(person, ContactDetailKind.Address, $"{street}, Exampleton, ZZ{_chance.Random.Int(1, 98)} {_chance.Random.Int(1, 9)}ZZ", since);
        }
    }

    public void Detail(string person, ContactDetailKind kind, string value, DateOnly? since = null, DateOnly? until = null) =>
        Tell(id => new ContactDetail { Id = id, PersonId = person, Kind = kind, Value = value, Since = since, Until = until });

    /// <summary>Tells that the person is the KIND of the child.</summary>
    public string Is(
        string person, RelationshipKind kind, Side side = Side.NotApplicable, string? word = null, Closeness closeness = Closeness.Good,
        Evidence evidence = Evidence.Verified, DateOnly? since = null, DateOnly? until = null, DateOnly? last = null, bool paid = false,
        bool responsible = false) =>
        Tie(person, kind, Child, side, word, closeness, evidence, since, until, last, paid, responsible);

    /// <summary>Tells that one person is the KIND of another.</summary>
    public string Tie(
        string from, RelationshipKind kind, string to, Side side = Side.Unknown, string? word = null,
        Closeness closeness = Closeness.Some, Evidence evidence = Evidence.Reported, DateOnly? since = null, DateOnly? until = null,
        DateOnly? last = null, bool paid = false, bool responsible = false)
    {
        string id = Next();
        _edges.Add(new Relationship
        {
            Id = id,
            FromId = from,
            ToId = to,
            RecordedForId = Child,
            Kind = kind,
            Side = side,
            ChildsWord = word,
            Closeness = closeness,
            Evidence = evidence,
            Since = since,
            Until = until,
            LastContactOn = last,
            Paid = paid,
            ParentalResponsibility = responsible,
        });
        return id;
    }

    public void InTeam(string team, DateOnly since) =>
        _edges.Add(new InTeam { Id = Next(), ChildId = Child, TeamId = team, Since = since });

    public void Oversees(string worker, Role role, DateOnly since, DateOnly? until = null) =>
        _edges.Add(new Oversight { Id = Next(), WorkerId = worker, ChildId = Child, Role = role, Since = since, Until = until });

    /// <summary>The oversight group that meets before anybody is looked for, and the reviewing officer.</summary>
    public void OverseenInTheNorth(DateOnly since)
    {
        InTeam(Cast.NorthTeam, since);
        Oversees(Cast.SocialWorker, Role.SocialWorker, since);
        Oversees(Cast.TeamManager, Role.TeamManager, since);
        Oversees(Cast.Coordinator, Role.Coordinator, since);
        Oversees(Cast.ReviewingOfficer, Role.IndependentReviewingOfficer, since);
    }

    public void Lived(
        PlacementKind kind, string home, string place, DateOnly from, DateOnly? until = null, string? carer = null, string? moved = null) =>
        Tell(id => new Placement
        {
            Id = id,
            ChildId = Child,
            Kind = kind,
            Home = home,
            Place = place,
            From = from,
            Until = until,
            CarerId = carer,
            ReasonForMove = moved,
        });

    private string Next() => _id(++_told);

    private string Tell(Func<string, Node> fact)
    {
        string id = Next();
        _nodes.Add(fact(id));
        return id;
    }
}
