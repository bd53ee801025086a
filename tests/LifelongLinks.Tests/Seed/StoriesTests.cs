using System.Reflection;
using System.Text.Json;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Seed;

public class StoriesTests
{
    private static readonly DateOnly _day = new(2026, 3, 31);

    /// <summary>Days on which calendars are awkward: month ends, leap days, and the ends of years.</summary>
    public static TheoryData<DateOnly> Days => new(
        new(2024, 1, 1), new(2024, 2, 29), new(2025, 2, 28), new(2025, 3, 1), new(2026, 3, 31), new(2026, 10, 31), new(2027, 12, 31),
        new(2028, 2, 29), new(2031, 8, 30), new(2036, 6, 8), new(2040, 12, 31));

    [Fact]
    public void The_same_day_tells_the_same_stories() => Assert.Equal(Written(Stories.All(_day)), Written(Stories.All(_day)));

    [Theory, MemberData(nameof(Days))]
    public void Ids_are_the_same_whatever_the_day(DateOnly today) => Assert.Equal(IdsOf(Stories.All(_day)), IdsOf(Stories.All(today)));

    [Fact]
    public void Ids_are_well_formed_and_given_once()
    {
        var stories = Stories.All(_day);
        // A sibling is named as a plain person before their own story makes them a child.
        var ids = IdsOf(stories).Where(id => id != Stories.Kofi && id != Stories.Tom).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(Ids.IsWellFormed(id), id));
        Assert.All(ids, id => Assert.Equal('7', id[12]));
        Assert.All(ids, id => Assert.Contains(id[16], "89ab"));
    }

    [Fact]
    public void A_sibling_is_the_same_person_before_and_in_their_own_story()
    {
        foreach (string sibling in new[] { Stories.Kofi, Stories.Tom })
        {
            var told = Stories.All(_day).SelectMany(s => s.Changes.Nodes).OfType<Person>().Where(p => p.Id == sibling).ToList();
            Assert.Equal([typeof(Person), typeof(Child)], told.Select(p => p.GetType()));
            Assert.Equal((told[0].Name, told[0].KnownAs, told[0].Pronouns, told[0].DateOfBirth), (told[1].Name, told[1].KnownAs, told[1].Pronouns, told[1].DateOfBirth));
        }
    }

    [Fact]
    public void No_story_brings_in_a_child_with_another_case() =>
        Assert.All(Stories.All(_day), s => Assert.Equal(s.ChildId, Assert.Single(s.Changes.Nodes.OfType<Child>()).Id));

    [Fact]
    public void Facts_of_a_case_have_ids_in_the_order_in_which_they_were_told()
    {
        foreach (var story in Stories.All(_day))
        {
            var ids = story.Changes.Nodes.OfType<CaseNode>().Where(n => n is not Review).Select(n => n.Id).ToList();
            Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        }
    }

    [Fact]
    public void Neither_a_childs_id_nor_its_place_tells_a_child_from_another_person()
    {
        var people = Stories.All(_day).SelectMany(s => s.Changes.Nodes).OfType<Person>()
            .GroupBy(p => p.Id, (_, same) => same.Last()).OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        // All of one hour, so that no moment stands out, and children in no run of their own.
        Assert.Single(people.Select(p => Convert.ToInt64(p.Id[..12], 16) / 3_600_000).Distinct());
        var places = people.Select((p, i) => (p, i)).Where(x => x.p is Child).Select(x => x.i).ToList();
        Assert.True(places.Max() - places.Min() > places.Count * 2);
    }

    [Theory, MemberData(nameof(Days))]
    public void Everything_a_story_refers_to_came_with_it_or_before(DateOnly today)
    {
        HashSet<string> there = [];
        foreach (var story in Stories.All(today))
        {
            there.UnionWith(story.Changes.Nodes.Select(n => n.Id));
            foreach (var node in story.Changes.Nodes)
            {
                Assert.All(Graph.KindOf(node).References.SelectMany(r => r.Ids(node)), id => Assert.Contains(id, there));
            }
            foreach (var edge in story.Changes.Edges)
            {
                var kind = Graph.KindOf(edge);
                Assert.Contains(kind.From(edge), there);
                Assert.Contains(kind.To(edge), there);
            }
        }
    }

    [Fact]
    public void A_story_changes_only_its_own_case()
    {
        foreach (var story in Stories.All(_day))
        {
            Assert.All(story.Changes.Nodes.OfType<CaseNode>(), n => Assert.Equal(story.ChildId, n.ChildId));
            Assert.All(story.Changes.Edges, e => Assert.Equal(story.ChildId, Graph.KindOf(e).Owner(e)));
            Assert.All(story.Changes.Nodes.OfType<ContactDetail>(), d => Assert.Contains(Stories.All(_day).SelectMany(s => s.Changes.Nodes), n => n.Id == d.PersonId));
        }
    }

    [Theory, MemberData(nameof(Days))]
    public void Nothing_that_happened_lies_in_the_future(DateOnly today)
    {
        // What is planned, due, or to end may; everything else has happened.
        string[] ahead = [nameof(Conference.PlannedFor), nameof(Review.DueOn), nameof(Commitment.StartsOn), nameof(Commitment.EndsOn), "Until", "Due", "ExpiresOn"];
        foreach (object told in Stories.All(today).SelectMany(s => s.Changes.Nodes.Concat<object>(s.Changes.Edges)))
        {
            foreach (var property in told.GetType().GetProperties().Where(p => !ahead.Contains(p.Name)))
            {
                if (property.GetValue(told) is DateOnly day)
                {
                    Assert.True(day <= today, $"{told.GetType().Name}.{property.Name} {day:O} is after {today:O}");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Days))]
    public void Nothing_is_recorded_before_it_happened_and_nothing_ends_before_it_begins(DateOnly today)
    {
        foreach (var story in Stories.All(today))
        {
            var nodes = story.Changes.Nodes;
            Assert.All(nodes.OfType<Contact>(), c => Assert.True(c.RecordedOn >= c.On));
            Assert.All(nodes.OfType<Decision>(), d => Assert.True(d.RecordedOn >= d.DecidedOn));
            Assert.All(nodes.OfType<Placement>(), p => Assert.False(p.Until <= p.From));
            Assert.All(nodes.OfType<Restriction>(), r => Assert.False(r.Until <= r.From));
            Assert.All(nodes.OfType<Wish>(), w => Assert.False(w.MetOn < w.MadeOn));
            Assert.All(story.Changes.Edges.OfType<Relationship>(), r => Assert.False(r.Until <= r.Since));
            Assert.All(story.Changes.Edges.OfType<Oversight>(), o => Assert.False(o.Until <= o.Since));
        }
    }

    [Fact]
    public void Every_kind_of_node_and_edge_is_told_of()
    {
        var stories = Stories.All(_day);
        Assert.Equal(
            Graph.Nodes.Select(n => n.Label).Order(), stories.SelectMany(s => s.Changes.Nodes).Select(n => Graph.KindOf(n).Label).Distinct().Order());
        Assert.Equal(
            Graph.Edges.Select(e => e.Type).Order(), stories.SelectMany(s => s.Changes.Edges).Select(e => Graph.KindOf(e).Type).Distinct().Order());
        Assert.All(Graph.Nodes.SelectMany(k => k.References.Select(r => (k, r))), x =>
            Assert.Contains(stories.SelectMany(s => s.Changes.Nodes), n => n.GetType() == x.k.Type && x.r.Ids(n).Count > 0));
    }

    [Fact]
    public void Every_fixed_word_is_used()
    {
        Dictionary<Type, HashSet<object>> used = [];
        foreach (object told in Stories.All(_day).SelectMany(s => s.Changes.Nodes.Concat<object>(s.Changes.Edges)))
        {
            Gather(told);
        }
        // WITHDRAWN and EXPIRED follow from dates; a young person is a child and no worker.
        object[] derived = [ConsentState.Withdrawn, ConsentState.Expired, Role.YoungPerson];
        Assert.All(used, u => Assert.Empty(Enum.GetValues(u.Key).Cast<object>().Except(u.Value).Except(derived)));
        Assert.True(used.Count > 25);

        void Gather(object told)
        {
            foreach (object? value in told.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.GetValue(told)))
            {
                foreach (object one in value is System.Collections.IEnumerable and not string ? ((System.Collections.IEnumerable)value).Cast<object>() : value is null ? [] : [value])
                {
                    if (one is Enum)
                    {
                        (used.TryGetValue(one.GetType(), out var all) ? all : used[one.GetType()] = []).Add(one);
                    }
                    else if (one is Cadence)
                    {
                        Gather(one);
                    }
                }
            }
        }
    }

    [Theory, MemberData(nameof(Days))]
    public void The_case_of_each_child_is_whole(DateOnly today)
    {
        var stories = Stories.All(today);
        var all = Everything(stories);
        foreach (var story in stories)
        {
            var loaded = Case.From(all, story.ChildId);
            Assert.NotNull(loaded);
            int facts = loaded.Referrals.Count + loaded.FindingPlans.Count + loaded.FindingSteps.Count + loaded.Consents.Count + loaded.Activities.Count +
                loaded.Wishes.Count + loaded.Affirmations.Count + loaded.Measures.Count + loaded.Links.Count + loaded.Decisions.Count +
                loaded.Concerns.Count + loaded.Offers.Count + loaded.Restrictions.Count + loaded.Conferences.Count + loaded.Placements.Count +
                loaded.Plans.Count + loaded.Commitments.Count + loaded.Contacts.Count + loaded.Excuses.Count + loaded.Reviews.Count + loaded.Merges.Count + loaded.Corrections.Count + loaded.CalendarAddresses.Count;
            Assert.Equal(story.Changes.Nodes.OfType<CaseNode>().Count(), facts);
            Assert.Equal(story.Changes.Edges.Count, loaded.Relationships.Count + loaded.Oversight.Count + loaded.Teams.Count + loaded.Invitations.Count);
            Assert.All(loaded.Contacts.SelectMany(c => c.NeededIds), id => Assert.NotNull(loaded.Worker(id)));
        }
    }

    [Fact]
    public void Nothing_uses_words_that_hurt()
    {
        string[] hurt = ["contact session", "placement breakdown", "supervised contact", "service user", "broken home", "broke down"];
        foreach (string text in Stories.All(_day).SelectMany(s => s.Changes.Nodes).SelectMany(Texts))
        {
            Assert.DoesNotMatch(@"\bLAC\b", text);
            Assert.All(hurt, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Nobody_can_be_reached_by_what_is_told()
    {
        foreach (var detail in Stories.All(_day).SelectMany(s => s.Changes.Nodes).OfType<ContactDetail>())
        {
            // Ofcom keeps these numbers for drama; example.org is reserved (RFC 2606); no postcode area is called ZZ.
            Assert.Matches(detail.Kind switch
            {
                ContactDetailKind.Phone => @"^(07700 900|01632 960)\d{3}$",
                ContactDetailKind.Email => @"^[a-z.\-]+@example\.org$",
                _ => @", ZZ\d{1,2} \d[A-Z]{2}$",
            }, detail.Value);
        }
    }

    /// <summary>All stories as a store holds them once each is saved in turn: a later record replaces an earlier one.</summary>
    internal static Subgraph Everything(IReadOnlyList<Story> stories) => new(
        stories.SelectMany(s => s.Changes.Nodes).GroupBy(n => n.Id).ToDictionary(g => g.Key, g => g.Last()),
        [.. stories.SelectMany(s => s.Changes.Edges)], new HashSet<string>());

    private static List<string> IdsOf(IReadOnlyList<Story> stories) =>
        [.. stories.SelectMany(s => s.Changes.Nodes.Select(n => n.Id).Concat(s.Changes.Edges.Select(e => e.Id)))];

    private static IEnumerable<string> Texts(Node node) => node.GetType().GetProperties().Select(p => p.GetValue(node)).OfType<string>();

    private static string Written(IReadOnlyList<Story> stories) => string.Join('\n', stories.SelectMany(s =>
        s.Changes.Nodes.Concat<object>(s.Changes.Edges).Select(o => o.GetType().Name + JsonSerializer.Serialize(o, o.GetType()))));
}
