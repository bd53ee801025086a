using System.Runtime.InteropServices;

namespace LifelongLinks.Core;

/// <summary>
/// What one case says about one person, gathered once, so that the rules can be asked about any number of days without reading the
/// whole case again.
/// </summary>
internal sealed class PersonFacts
{
    private readonly List<Relationship> _ties = [];
    private readonly List<Link> _links = [];
    private readonly List<Decision> _decisions = [];
    private readonly List<Restriction> _restrictions = [];
    private readonly List<Affirmation> _affirmations = [];
    private readonly List<PlannedPromise> _promises = [];
    private readonly List<Contact> _contacts = [];

    private PersonFacts(string id, Case of) => (Id, Person, IsChild) = (id, of.Person(id), of.IsChild(id));

    /// <summary>Id of the person.</summary>
    internal string Id { get; }

    /// <summary>The person; null when the case does not hold them.</summary>
    internal Person? Person { get; }

    /// <summary>Whether they are a child with a case here.</summary>
    internal bool IsChild { get; }

    /// <summary>The child's ties to them, ended ones too.</summary>
    internal IReadOnlyList<Relationship> Ties => _ties;

    /// <summary>The links with them.</summary>
    internal IReadOnlyList<Link> Links => _links;

    /// <summary>The decisions on those links.</summary>
    internal IReadOnlyList<Decision> Decisions => _decisions;

    /// <summary>The restrictions about them.</summary>
    internal IReadOnlyList<Restriction> Restrictions => _restrictions;

    /// <summary>What the child said about them, in the order it was said.</summary>
    internal IReadOnlyList<Affirmation> Affirmations => _affirmations;

    /// <summary>What they promise.</summary>
    internal IReadOnlyList<PlannedPromise> Promises => _promises;

    /// <summary>The contacts with them, in the order they happened.</summary>
    internal IReadOnlyList<Contact> Contacts => _contacts;

    /// <summary>The contacts with them on some days, the first and the last included, in the order they happened.</summary>
    internal ReadOnlySpan<Contact> ContactsFrom(DateOnly first, DateOnly last)
    {
        int from = Before(first.DayNumber);
        return CollectionsMarshal.AsSpan(_contacts)[from..Math.Max(from, Before(last.DayNumber + 1))];
    }

    // How many contacts happened before a day.
    private int Before(int day)
    {
        int low = 0, high = _contacts.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _contacts[middle].On.DayNumber < day ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>The days in touch both ways.</summary>
    internal Touches BothWays => field ??= new(_contacts, _ties, twoWayOnly: true);

    /// <summary>The days in touch, answered or not.</summary>
    internal Touches AnyWay => field ??= new(_contacts, _ties, twoWayOnly: false);

    /// <summary>Where the person stands on a day.</summary>
    internal Standing StandsOn(DateOnly day) => Standing.Of(_decisions, _restrictions, day);

    /// <summary>Whether the person is alive on a day.</summary>
    internal bool IsThere(DateOnly day) => Person?.IsThere(day) ?? true;

    /// <summary>The link that holds on a day, the latest identified where there are more; null: not identified.</summary>
    internal Link? Link(DateOnly day)
    {
        Link? latest = null;
        foreach (var link in _links)
        {
            if (Days.Holds(link.IdentifiedOn, link.EndedOn, day) && !(latest?.IdentifiedOn > link.IdentifiedOn))
            {
                latest = link;
            }
        }
        return latest;
    }

    /// <summary>Whether there is a link or a current tie on a day (rule 26).</summary>
    internal bool IsMember(DateOnly day)
    {
        foreach (var tie in _ties)
        {
            if (tie.Holds(day))
            {
                return true;
            }
        }
        return Link(day) is not null;
    }

    /// <summary>The facts about one person, whether or not they are near the child.</summary>
    internal static PersonFacts About(Case of, string personId)
    {
        PersonFacts facts = new(personId, of);
        Gather(of, new() { [personId] = facts });
        return facts;
    }

    /// <summary>The facts about everybody who was ever linked or tied to the child, by id.</summary>
    internal static SortedDictionary<string, PersonFacts> Everybody(Case of)
    {
        Dictionary<string, PersonFacts> all = [];
        foreach (string? id in of.Links.Select(l => l.PersonId).Concat(of.Relationships.Select(r => r.OfChild(of.Child.Id))))
        {
            if (id is not null && id != of.Child.Id)
            {
                all.TryAdd(id, new(id, of));
            }
        }
        Gather(of, all);
        return new(all, StringComparer.Ordinal);
    }

    private static void Gather(Case of, Dictionary<string, PersonFacts> all)
    {
        PersonFacts? Of(string? id) => id is null ? null : all.GetValueOrDefault(id);

        Dictionary<string, PersonFacts> byLink = [];
        foreach (var link in of.Links)
        {
            if (Of(link.PersonId) is { } facts)
            {
                facts._links.Add(link);
                byLink[link.Id] = facts;
            }
        }
        foreach (var tie in of.Relationships)
        {
            Of(tie.OfChild(of.Child.Id))?._ties.Add(tie);
        }
        foreach (var decision in of.Decisions)
        {
            byLink.GetValueOrDefault(decision.LinkId)?._decisions.Add(decision);
        }
        foreach (var restriction in of.Restrictions)
        {
            Of(Standing.About(restriction))?._restrictions.Add(restriction);
        }
        foreach (var affirmation in of.Affirmations.OrderBy(a => a.SaidOn).ThenBy(a => a.Id, StringComparer.Ordinal))
        {
            Of(affirmation.PersonId)?._affirmations.Add(affirmation);
        }
        var plans = of.Plans.ToDictionary(p => p.Id);
        foreach (var commitment in of.Commitments)
        {
            if (plans.TryGetValue(commitment.PlanId, out var plan))
            {
                PlannedPromise promise = new(commitment, plan);
                foreach (string id in commitment.PersonIds)
                {
                    Of(id)?._promises.Add(promise);
                }
            }
        }
        foreach (var contact in of.Contacts)
        {
            foreach (string id in contact.PersonIds)
            {
                Of(id)?._contacts.Add(contact);
            }
        }
        foreach (var facts in all.Values)
        {
            facts._contacts.Sort((a, b) => a.On.CompareTo(b.On));
        }
    }
}

/// <summary>A commitment, with the plan it stands in.</summary>
internal sealed record PlannedPromise(Commitment Commitment, Plan Plan)
{
    /// <summary>Days between occasions (rule 13); null when it is once.</summary>
    internal int? GapDays { get; } = Commitment.Cadence.GapDays;

    /// <summary>Whether it is in force on a day: agreed, not ended, and within its own first and last day (rule 28).</summary>
    internal bool InForce(DateOnly on) => Plan.InForce(on) && Commitment.StartsOn <= on && !(Commitment.EndsOn < on);
}
