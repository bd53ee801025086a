using System.Text.Json;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Seed;

public class VolumeTests
{
    private const int Seed = 7;
    private static readonly DateOnly _today = new(2026, 11, 24);

    /// <summary>Days on which calendars are awkward.</summary>
    public static TheoryData<DateOnly> Days => new(new(2024, 2, 29), new(2025, 2, 28), new(2026, 11, 24), new(2027, 12, 31), new(2028, 3, 1));

    private static readonly Lazy<List<Story>> _told = new(() => Tell(40, _today));

    [Theory, MemberData(nameof(Days))]
    public void Each_child_has_five_promises_and_a_hundred_and_twenty_contacts(DateOnly today)
    {
        foreach (var nodes in Tell(12, today).Select(s => s.Changes.Nodes))
        {
            Assert.Equal(5, nodes.OfType<Commitment>().Count());
            Assert.Equal(120, nodes.OfType<Contact>().Count());
            Assert.InRange(nodes.OfType<Person>().Count(p => p is not Worker), 40, 44);
            Assert.All(nodes.OfType<Commitment>(), c => Assert.True(c.Cadence.IsValid));
        }
    }

    [Fact]
    public void About_forty_people_are_there_for_each_child()
    {
        int people = _told.Value.SelectMany(s => s.Changes.Nodes).OfType<Person>().Select(p => p.Id).Distinct().Count();
        Assert.InRange(people, 37 * 40, 42 * 40);
    }

    [Fact]
    public void A_child_is_the_same_however_many_there_are()
    {
        var (three, five) = (Tell(3, _today), Tell(5, _today));
        Assert.Equal(three.Select(Written), five.Take(3).Select(Written));
        // Also when nobody was told before.
        Assert.Equal(Written(five[4]), Written(new Volume(Seed, _today).Child(4)));
    }

    [Fact]
    public void Another_seed_tells_of_other_children() =>
        Assert.NotEqual(Name(new Volume(Seed, _today).Child(0)), Name(new Volume(Seed + 1, _today).Child(0)));

    [Fact]
    public void Nobody_has_more_than_two_hundred_children()
    {
        Volume volume = new(Seed, _today);
        Dictionary<string, HashSet<string>> childrenOf = [];
        for (int number = 0; number < 420; number++)
        {
            var story = volume.Child(number);
            foreach (string id in story.Changes.Nodes.Where(n => n is Worker or Team || story.Changes.Edges.OfType<Relationship>().Any(r => r.Kind == RelationshipKind.Teacher && r.FromId == n.Id)).Select(n => n.Id))
            {
                (childrenOf.TryGetValue(id, out var children) ? children : childrenOf[id] = []).Add(story.ChildId);
            }
        }
        Assert.Equal(200, childrenOf.Values.Max(c => c.Count));
        Assert.True(childrenOf.Values.Count(c => c.Count > 40) > 10);
    }

    [Fact]
    public void Ids_are_well_formed_given_once_and_in_the_order_told()
    {
        foreach (var story in _told.Value)
        {
            var facts = story.Changes.Nodes.OfType<CaseNode>().Select(n => n.Id).ToList();
            Assert.Equal(facts.Order(StringComparer.Ordinal), facts);
            Assert.All(facts, id => Assert.True(Ids.IsWellFormed(id)));
        }
        var all = _told.Value.SelectMany(s => s.Changes.Nodes.OfType<CaseNode>().Select(n => n.Id).Concat(s.Changes.Edges.Select(e => e.Id)))
            .Concat(_told.Value.SelectMany(s => s.Changes.Nodes.OfType<Person>().Select(p => p.Id).Distinct()).Distinct()).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Empty(all.Intersect(Stories.All(_today).SelectMany(s => s.Changes.Nodes.Select(n => n.Id).Concat(s.Changes.Edges.Select(e => e.Id)))));
    }

    [Theory, MemberData(nameof(Days))]
    public void Everything_a_child_refers_to_came_with_them_or_before(DateOnly today)
    {
        HashSet<string> there = [];
        foreach (var story in Tell(20, today))
        {
            there.UnionWith(story.Changes.Nodes.Select(n => n.Id));
            Assert.All(story.Changes.Nodes.SelectMany(n => Graph.KindOf(n).References.SelectMany(r => r.Ids(n))), id => Assert.Contains(id, there));
            Assert.All(story.Changes.Edges.SelectMany(e => new[] { Graph.KindOf(e).From(e), Graph.KindOf(e).To(e) }), id => Assert.Contains(id, there));
        }
    }

    [Theory, MemberData(nameof(Days))]
    public void Nothing_that_happened_lies_in_the_future_or_ends_before_it_begins(DateOnly today)
    {
        string[] ahead = [nameof(Conference.PlannedFor), nameof(Review.DueOn), nameof(Commitment.StartsOn), "Until", "Due"];
        foreach (var story in Tell(20, today))
        {
            foreach (object told in story.Changes.Nodes.Concat<object>(story.Changes.Edges))
            {
                foreach (var property in told.GetType().GetProperties().Where(p => !ahead.Contains(p.Name)))
                {
                    Assert.False(property.GetValue(told) is DateOnly day && day > today, $"{told.GetType().Name}.{property.Name} is after {today:O}");
                }
            }
            var nodes = story.Changes.Nodes;
            Assert.All(nodes.OfType<Child>(), c => Assert.True(c.EnteredCareOn > c.DateOfBirth && !(c.LeftCareOn <= c.EnteredCareOn)));
            Assert.All(nodes.OfType<Contact>(), c => Assert.True(c.RecordedOn >= c.On));
            Assert.All(nodes.OfType<Placement>(), p => Assert.False(p.Until <= p.From));
            Assert.All(nodes.OfType<Wish>(), w => Assert.False(w.MetOn < w.MadeOn));
            Assert.All(story.Changes.Edges.OfType<Relationship>(), r => Assert.False(r.Until <= r.Since || r.LastContactOn < r.Since));
        }
    }

    [Fact]
    public void Siblings_with_cases_of_their_own_share_their_family()
    {
        var (first, second) = (_told.Value[0], _told.Value[1]);
        Assert.Contains(first.Changes.Edges.OfType<Relationship>(), r => r.Kind == RelationshipKind.Sibling && r.OfChild(first.ChildId) == second.ChildId);
        Assert.Contains(second.Changes.Edges.OfType<Relationship>(), r => r.Kind == RelationshipKind.Sibling && r.OfChild(second.ChildId) == first.ChildId);
        Assert.Equal(17, first.Changes.Nodes.OfType<Person>().Where(p => p is not Worker).Select(p => p.Id)
            .Intersect(second.Changes.Nodes.OfType<Person>().Where(p => p is not Worker and not Child).Select(p => p.Id))
            .Except(_told.Value[0].Changes.Edges.OfType<Relationship>().Where(r => r.Kind == RelationshipKind.Teacher).Select(r => r.FromId)).Count());
    }

    [Fact]
    public void The_rules_find_paths_gaps_and_adherence()
    {
        var cases = Cases();
        var paths = cases.ToDictionary(c => c.Child.Id, c => ReconnectionPaths.ToEverybody(Around(c)).Value!);
        Assert.True(paths.Values.Count(p => p.Count > 3) > 30);
        Assert.Subset(paths.Values.SelectMany(p => p).Select(p => p.Steps.Count).ToHashSet(), new HashSet<int> { 1, 2, 3 });
        Assert.All(cases, c => Assert.NotEmpty(NetworkGaps.Of(Around(c), new()).Value!));
        var adherence = cases.ConvertAll(c => Adherences.Of(c, _today));
        Assert.All(adherence, a => Assert.InRange(a.Rate!.Value, 0.3, 1));
        Assert.InRange(adherence.Average(a => a.Rate!.Value), 0.75, 0.95);
        Assert.True(adherence.Sum(a => a.Late) > 20 && adherence.Sum(a => a.Missed) > 100 && adherence.Sum(a => a.Excused) > 20);
    }

    [Fact]
    public void Every_stage_of_a_link_is_there()
    {
        var stages = Cases().SelectMany(c => c.Links.Select(l => Stages.Of(c, l, _today))).ToHashSet();
        Assert.Empty(Enum.GetValues<LinkStage>().Except(stages));
    }

    [Fact]
    public void Every_kind_of_node_edge_and_cadence_is_told_of()
    {
        var nodes = Tell(200, _today).SelectMany(s => s.Changes.Nodes).ToList();
        Assert.Equal(Graph.Nodes.Select(n => n.Label).Order(), nodes.Select(n => Graph.KindOf(n).Label).Distinct().Order());
        Assert.Equal(Graph.Edges.Select(e => e.Type).Order(), _told.Value.SelectMany(s => s.Changes.Edges).Select(e => Graph.KindOf(e).Type).Distinct().Order());
        var cadences = nodes.OfType<Commitment>().Select(c => c.Cadence).ToList();
        Assert.Equal(Enum.GetValues<CadenceUnit>(), cadences.Select(c => c.Unit).OfType<CadenceUnit>().Distinct().Order());
        Assert.True(cadences.Any(c => c.On is not null) && cadences.Any(c => c.Month is not null) && cadences.Any(c => c.Times > 1));
    }

    [Fact]
    public void A_volume_worker_has_an_account_and_nobody_else_has()
    {
        var manager = VolumeAccounts.Find("volume-team-manager-001")!;
        Assert.Equal(("volume-team-manager-001", Role.TeamManager, "Volume Team 001"), (manager.Subject, manager.Role, Assert.Single(manager.Teams)));
        var brought = _told.Value.SelectMany(s => s.Changes.Nodes).OfType<Worker>().DistinctBy(w => w.Id).ToList();
        Assert.All(brought, w => Assert.Equal((w.Subject, w.Id, w.Roles[0]), (VolumeAccounts.Find(w.Subject)!.Subject, VolumeAccounts.Find(w.Subject)!.PersonId, VolumeAccounts.Find(w.Subject)!.Role)));
        Assert.All(["", "coordinator", "volume-coordinator", "volume-coordinator-1", "volume-auditor-001", "volume-young-person-001", "volume-x-001"],
            name => Assert.Null(VolumeAccounts.Find(name)));
    }

    private static List<Case> Cases()
    {
        var all = StoriesTests.Everything(_told.Value);
        return [.. Case.All(all, [.. _told.Value.Select(s => s.ChildId)]).Values];
    }

    private static Surroundings Around(Case of) => new(of, [], _today, _today);

    private static List<Story> Tell(int children, DateOnly today)
    {
        Volume volume = new(Seed, today);
        return [.. Enumerable.Range(0, children).Select(volume.Child)];
    }

    private static string Name(Story story) => story.Changes.Nodes.OfType<Child>().Single().Name;

    private static string Written(Story story) => string.Join('\n',
        story.Changes.Nodes.Concat<object>(story.Changes.Edges).Select(o => o.GetType().Name + JsonSerializer.Serialize(o, o.GetType())));
}
