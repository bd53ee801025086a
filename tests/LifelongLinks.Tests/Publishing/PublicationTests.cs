using System.Text.RegularExpressions;
using CsCheck;
using LifelongLinks.Seed;
using LifelongLinks.Storage;
using LifelongLinks.Tests.Core;
using LifelongLinks.Tests.Storage;

namespace LifelongLinks.Tests.Publishing;

/// <summary>What analysts get tells nobody who a child is (domain.md 6): the graph they get is searched for all that the source has.</summary>
public sealed class PublicationTests(PublishedStories stories) : IClassFixture<PublishedStories>
{
    [Fact]
    public void No_name_id_day_or_word_of_the_source_is_anywhere_in_it()
    {
        var published = PublishedTexts.Of(stories.Cases);
        Assert.True(stories.Source.Texts.Count > 1000 && stories.Source.Days.Count > 1000 && published.Count > 1000);
        Assert.Empty(stories.Source.In(published));
    }

    [Fact]
    public void The_search_finds_each_text_and_day_that_is_put_in()
    {
        var published = PublishedTexts.Of(stories.Cases);
        // Every fiftieth, so that it takes no minute.
        foreach (string leak in stories.Source.Texts.Concat(stories.Source.Days).Where((_, i) => i % 50 == 0))
        {
            Assert.Contains(leak, stories.Source.In([.. published, leak]));
            Assert.Contains(leak, stories.Source.In([.. published, $"See {leak}, for one."]));
        }
    }

    [Fact]
    public void No_word_of_any_graph_at_all_is_in_what_is_published_of_it() =>
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            AnyWorld world = new(seed, children: 3, least: 1);
            // Any cadence that a plan could have: of others rules are not asked.
            for (int i = 0; i < world.Nodes.Count; i++)
            {
                world.Nodes[i] = world.Nodes[i] is Commitment { Cadence.IsValid: false } c ? c with { Cadence = Cadence.Yearly(6, 1 + (seed % 28)) } : world.Nodes[i];
            }
            var loaded = Load(world).GetAwaiter().GetResult();
            var published = PublishedStories.Publish(loaded, world.ChildIds, AnyWorld.Today.AddDays(15));
            Assert.Empty(new SourceTexts(world.Nodes, world.Edges).In(PublishedTexts.Of(published)));
        }, iter: 40, threads: 1);

    [Fact]
    public void Every_value_is_a_word_a_month_a_pseudonym_or_a_small_number()
    {
        string[] fractions = ["weight", "strength", "rate", "punctuality", "mean", "density", "value"];
        var properties = stories.Cases.SelectMany(c => c.Nodes.SelectMany(n => n.Properties).Concat(c.Relationships.SelectMany(r => r.Properties))).ToList();
        Assert.All(properties, p =>
        {
            switch (p.Value)
            {
                case bool: break;
                case long number: Assert.InRange(number, 0, 2100); break;
                case double: Assert.Contains(p.Key, fractions); break;
                case string[] several: Assert.All(several, t => Assert.Matches(@"^([A-Z_]+|[a-z ']+|\d\d\d\d-\d\d)$", t)); break;
                default: Assert.Matches(@"^([A-Z]+(_[A-Z0-9]+)*|\d\d\d\d-\d\d|\d+-\d+|0|\d+\+|[0-9a-f]{32}|[a-z]+( [a-z0-9]+)*(: [a-z]+)?)$", Assert.IsType<string>(p.Value)); break;
            }
        });
    }

    [Fact]
    public void Weights_and_strengths_have_one_digit_for_two_would_tell_the_day_of_the_last_contact()
    {
        double[] weights = [.. stories.Cases.SelectMany(c => c.Relationships.SelectMany(r => r.Properties).Concat(c.Nodes.SelectMany(n => n.Properties)))
            .Where(p => p.Key is "weight" or "strength").Select(p => (double)p.Value)];
        Assert.True(weights.Length > 50);
        Assert.All(weights, w => Assert.Matches(@"^(1|0\.0*[1-9])$", w.ToString("0.###############", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Whose_address_is_confidential_is_absent_and_changes_no_figure()
    {
        var leah = stories.Case(Stories.Leah);
        Assert.DoesNotContain(PublishedStories.Pseudonyms.Of(Stories.LeahsMum), PublishedTexts.Of(stories.Cases));
        Assert.Contains(Stories.LeahsMum, stories.Loaded.Confidential);
        var never = PublishedStories.Publish(Without(stories.Loaded, Stories.LeahsMum), stories.ChildIds);
        Assert.Equal(leah.Digest, never.Single(c => c.ChildId == leah.ChildId).Digest);
    }

    [Fact]
    public void A_restriction_that_names_them_still_keeps_others_out()
    {
        var loaded = stories.Loaded;
        Dictionary<string, Node> nodes = new(loaded.Nodes);
        foreach (var order in loaded.Nodes.Values.OfType<Restriction>().Where(r => r.Kind == RestrictionKind.NoContactOrder && r.AgainstId == Stories.LeahsFather))
        {
            nodes[order.Id] = order with { ProtectsId = Stories.LeahsMum };
        }
        var leah = PublishedStories.Publish(loaded with { Nodes = nodes }, stories.ChildIds).Single(c => c.ChildId == PublishedStories.Pseudonyms.Of(Stories.Leah));
        Assert.Equal(stories.Case(Stories.Leah).Digest, leah.Digest);
    }

    [Fact]
    public void A_sealed_person_is_absent_with_everything_about_them() =>
        Assert.DoesNotContain(PublishedStories.Pseudonyms.Of(Stories.TomsSister), PublishedTexts.Of(stories.Cases));

    [Theory, InlineData(RestrictionKind.SealedAdoption), InlineData(RestrictionKind.ConfidentialAddress)]
    public async Task A_child_who_is_protected_is_not_published_in_their_own_case_or_any_other(RestrictionKind kind)
    {
        string folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
        await using (var store = SqliteStore.Open(Path.Combine(folder, "sealed.db"), TestKeys.Keys))
        {
            Assert.Null(await StoryStore.Load(store, PublishedStories.Today, DateTimeOffset.UnixEpoch));
            bool sealing = kind == RestrictionKind.SealedAdoption;
            // Set in a case that has nothing to do with him.
            Restriction restriction = new()
            {
                Id = new('f', 32),
                ChildId = Stories.Marcus,
                Kind = kind,
                Effect = RestrictionEffect.Caution,
                AgainstId = sealing ? Stories.Kofi : null,
                ProtectsId = sealing ? null : Stories.Kofi,
            };
            AuditEvent audit = new() { Id = new('e', 32), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" };
            var result = await store.Change(new(new('d', 32), Stories.Marcus, _ => new Changes { Nodes = [restriction] }, audit), default);
            Assert.Equal(ChangeStatus.Applied, result.Status);
            var loaded = await store.Expand(new() { Today = PublishedStories.Today, Authority = true }, stories.ChildIds, Surroundings.Pattern, default);
            var published = PublishedStories.Publish(loaded, stories.ChildIds);
            Assert.Equal(stories.Cases.Count - 1, published.Count);
            Assert.Contains(PublishedStories.Pseudonyms.Of(Stories.Kofi), PublishedTexts.Of(stories.Cases));
            Assert.DoesNotContain(PublishedStories.Pseudonyms.Of(Stories.Kofi), PublishedTexts.Of(published));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_same_key_gives_the_same_graph_and_another_one_shares_no_id_with_it()
    {
        Assert.Equal(stories.Cases.Select(c => c.Digest), PublishedStories.Publish(stories.Loaded, stories.ChildIds).Select(c => c.Digest));
        var other = PublishedStories.Publish(stories.Loaded, stories.ChildIds, pseudonyms: new(new byte[Pseudonyms.KeyLength]));
        static IEnumerable<string> Ids(IEnumerable<PublishedCase> cases) => PublishedTexts.Of(cases).Where(t => Regex.IsMatch(t, "^[0-9a-f]{32}$"));
        Assert.NotEmpty(Ids(other));
        Assert.Empty(Ids(stories.Cases).Intersect(Ids(other)));
    }

    [Fact]
    public void No_order_tells_in_which_one_things_were_recorded()
    {
        foreach (var one in stories.Cases)
        {
            Assert.Equal(one.Nodes.Skip(1).Select(n => n.Id).Order(StringComparer.Ordinal), one.Nodes.Skip(1).Select(n => n.Id));
        }
    }

    [Theory]
    [InlineData("2026-06-29", "2026-05-31"), InlineData("2026-06-30", "2026-06-30"), InlineData("2026-07-01", "2026-06-30")]
    [InlineData("2024-02-29", "2024-02-29"), InlineData("2024-02-28", "2024-01-31"), InlineData("2026-12-31", "2026-12-31")]
    public void Facts_are_told_of_the_last_day_of_the_latest_whole_month(string today, string asOf) =>
        Assert.Equal(asOf, Cases.Written(Publication.AsOf(Cases.Day(today))));

    [Fact]
    public void Two_days_of_one_month_publish_the_same_so_that_nothing_can_be_dated_by_subtracting_them() =>
        Assert.Equal(
            stories.Cases.Select(c => c.Digest),
            PublishedStories.Publish(stories.Loaded, stories.ChildIds, new(2026, 7, 20)).Select(c => c.Digest));

    [Fact]
    public void A_child_referred_since_is_not_yet_published()
    {
        var april = PublishedStories.Publish(stories.Loaded, stories.ChildIds, new(2026, 5, 30));
        Assert.DoesNotContain(PublishedStories.Pseudonyms.Of(Stories.Sofia), april.Select(c => c.ChildId));
    }

    private static async Task<Subgraph> Load(AnyWorld world)
    {
        string folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
        await using var store = SqliteStore.Open(Path.Combine(folder, "any.db"), TestKeys.Keys);
        await world.Save(store);
        var loaded = await store.Expand(new() { Today = AnyWorld.Today.AddDays(15), Authority = true }, world.ChildIds, Surroundings.Pattern, default);
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return loaded;
    }

    // As if nobody had ever recorded the person: without what names them, nor what that leaves without its subject.
    private static Subgraph Without(Subgraph loaded, string personId)
    {
        HashSet<string> gone = [personId];
        bool IsGone(Node n) => !gone.Contains(n.Id) && n is not Restriction && Graph.KindOf(n).References.Any(r => r.Ids(n).Any(gone.Contains));
        while (loaded.Nodes.Values.Where(IsGone).Select(n => n.Id).ToList() is { Count: > 0 } more)
        {
            gone.UnionWith(more);
        }
        return loaded with
        {
            Nodes = loaded.Nodes.Where(n => !gone.Contains(n.Key)).ToDictionary(n => n.Key, n => n.Value is Restriction r ? r with { ProtectsId = null } : n.Value),
            Edges = [.. loaded.Edges.Where(e => !gone.Contains(Graph.KindOf(e).From(e)) && !gone.Contains(Graph.KindOf(e).To(e)))],
            Confidential = new HashSet<string>(),
        };
    }
}
