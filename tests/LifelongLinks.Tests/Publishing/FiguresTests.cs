using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Storage;
using LifelongLinks.Tests.Core;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Publishing;

/// <summary>
/// The figures of plan reviews come out the same of the API's counting over a store, of the published graph in Cypher, and of a plain recomputation
/// from the raw facts; here the second is held to the first and, where they tell of other promises, to the third.
/// </summary>
[Collection(Neo4jCollection.Name)]
public sealed class FiguresTests(Neo4jServer neo4j) : IAsyncLifetime
{
    private const int Children = 40;
    private static readonly DateOnly _today = new(2026, 11, 24);
    private static readonly MetricPeriod _months = new(new(2024, 12, 1), new(2026, 10, 31));

    private static readonly Dictionary<string, Func<PlanReviewFigures, int?>> _counts = new()
    {
        ["childrenReferred"] = f => f.ChildrenReferred,
        ["consentsGiven"] = f => f.ConsentsGiven,
        ["consentsWithdrawn"] = f => f.ConsentsWithdrawn,
        ["conferencesHeld"] = f => f.ConferencesHeld,
        ["peopleIdentified"] = f => f.PeopleIdentified,
        ["peopleLocated"] = f => f.PeopleLocated,
        ["peopleJoined"] = f => f.PeopleJoined,
        ["peopleDeclined"] = f => f.PeopleDeclined,
        ["peopleReconnected"] = f => f.PeopleReconnected,
        ["plansDrafted"] = f => f.PlansDrafted,
        ["plansAgreed"] = f => f.PlansAgreed,
        ["reviewsDue"] = f => f.ReviewsDue,
        ["reviewsOnTime"] = f => f.ReviewsOnTime,
        ["reviewsLate"] = f => f.ReviewsLate,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
    private readonly List<CaseloadCase> _cases = [];

    // Nobody under a seal or with a confidential address: what the publication leaves out, the API counts.
    public async Task InitializeAsync()
    {
        await neo4j.Empty();
        await using var store = SqliteStore.Open(Path.Combine(_folder, "figures.db"), TestKeys.Keys);
        Volume volume = new(7, _today);
        foreach (var story in Enumerable.Range(0, Children).Select(volume.Child))
        {
            var changes = story.Changes with
            {
                Nodes = [.. story.Changes.Nodes.Where(n => n is not Restriction { Kind: RestrictionKind.SealedAdoption or RestrictionKind.ConfidentialAddress })],
            };
            AuditEvent audit = new() { Id = story.ChildId, At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" };
            Assert.Equal(ChangeStatus.Applied, (await store.Change(new(story.ChildId, story.ChildId, _ => changes, audit), default)).Status);
        }
        await foreach (var lot in store.Caseload(new() { Today = _today, Authority = true }, default))
        {
            _cases.AddRange(lot.Unpack());
        }
        await using var target = await PublishedDatabase.Open(new(neo4j.Uri.ToString()) { User = neo4j.User, Password = neo4j.Password });
        await Publisher.Publish(store, target, PublishedStories.Pseudonyms, GapThresholds.Default, _today, (_, _) => { }, default);
    }

    public async Task DisposeAsync()
    {
        await neo4j.Empty();
        Directory.Delete(_folder, recursive: true);
    }

    [Neo4jFact]
    public async Task By_whole_month_the_published_graph_has_the_figures_of_the_API()
    {
        var rows = (await Run("40-figures-by-month")).ToDictionary(r => (r[0].GetString()!, r[1].GetString()!));
        int told = 0;
        foreach (var month in _months.ByMonth)
        {
            var figures = PlanReviewMetricsTests.Of(_cases, month, [], MetricParts.All).Total.Now;
            foreach (var (name, of) in _counts)
            {
                told += Same(name, month, of(figures));
            }
            foreach (var gap in figures.Gaps.Where(g => g.Kind is not (GapKind.NoOneAfter18 or GapKind.Lapsed)))
            {
                told += Same($"gapsOpened {Words.Of(gap.Kind)}", month, gap.Opened);
            }
        }
        Assert.True(told > 100, $"{told}");

        int Same(string figure, MetricPeriod month, int? counted)
        {
            var row = rows.GetValueOrDefault((month.From.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), figure));
            int? published = row.ValueKind != JsonValueKind.Undefined && row[3].GetInt32() >= 5 ? (int)Math.Round(row[2].GetInt32() / 5.0) * 5 : null;
            Assert.True(published == counted, $"{figure} of {month.From:yyyy-MM}: {published} is published, {counted} is counted");
            return counted is null ? 0 : 1;
        }
    }

    // Earlier months are told by the API as they stood at their end, by the publication as they stood later: promises still in their grace then count by now.
    [Neo4jFact]
    public async Task Of_the_last_month_promises_told_by_month_were_kept_as_a_plain_recomputation_has_it()
    {
        var row = (await Run("40-figures-by-month")).Single(r => r[0].GetString() == "2026-10" && r[1].GetString() == "adherence");
        MetricPeriod october = new(new(2026, 10, 1), new(2026, 10, 31));
        PlainMetrics plain = new(_cases, october, gaps: false, promises: c => c.Cadence.GapDays <= 183);
        var figures = plain.Figures(PlanReviewMetricsTests.Of(_cases, october, [], MetricParts.Promises).Total.Now, _ => true).ToDictionary(f => f.Name);
        Assert.Equal(figures["occasion"].True, Math.Round(row[2].GetInt32() / 5.0) * 5);
        Assert.Equal(figures["occasion"].Children, row[3].GetInt32());
        Assert.Equal(figures["rate of occasion"].True, PlainMetrics.Share(row[4].GetDouble() * row[2].GetInt32(), row[2].GetInt32()));
    }

    [Neo4jFact]
    public async Task At_the_end_of_the_month_the_published_graph_has_the_figures_of_the_API()
    {
        var row = (await Run("41-figures-now")).Single();
        var figures = PlanReviewMetricsTests.Of(_cases, new(new(2026, 10, 1), new(2026, 10, 31)), [], MetricParts.Process).Total.Now;
        Assert.Equal(figures.Children, (int)Math.Round(row[0].GetInt32() / 5.0) * 5);
        double[] quarters = [.. row.EnumerateArray().Skip(1).Take(6).Select(q => Math.Round(q.GetDouble(), MidpointRounding.AwayFromZero))];
        Assert.Equal([figures.NetworkAtReferral!.Lower, figures.NetworkAtReferral.Median, figures.NetworkAtReferral.Upper, figures.NetworkNow!.Lower, figures.NetworkNow.Median, figures.NetworkNow.Upper], quarters);
        Assert.Equal(figures.ReviewsOverdue, row[8].GetInt32() >= 5 ? (int)Math.Round(row[7].GetInt32() / 5.0) * 5 : null);
    }

    private async Task<IReadOnlyList<JsonElement>> Run(string query) =>
        await neo4j.Run(SavedQueries.Statement(query).Replace("$since", "'2024-12'", StringComparison.Ordinal));
}
