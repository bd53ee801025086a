using System.Text.Json;
using System.Text.RegularExpressions;
using LifelongLinks.Seed;
using LifelongLinks.Storage;
using LifelongLinks.Tests.Neo4j;
using LifelongLinks.Tests.Server;

namespace LifelongLinks.Tests.Publishing;

/// <summary>The library on the published stories: every query runs and finds what the stories have, and its figures are the API's.</summary>
[Collection(Neo4jCollection.Name)]
public sealed class SavedQueriesTests(Neo4jServer neo4j) : IAsyncLifetime
{
    private static readonly string[] _figures = ["kept", "late", "missed", "excused", "rate", "punctuality", "streak", "trend"];

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    public async Task InitializeAsync()
    {
        await neo4j.Empty();
        await using var store = SqliteStore.Open(Path.Combine(_folder, "stories.db"), TestKeys.Keys);
        Assert.Null(await StoryStore.Load(store, PublishedStories.Today, DateTimeOffset.UnixEpoch));
        await using var target = await PublishedDatabase.Open(new(neo4j.Uri.ToString()) { User = neo4j.User, Password = neo4j.Password });
        await Publisher.Publish(store, target, PublishedStories.Pseudonyms, GapThresholds.Default, PublishedStories.Today, (_, _) => { }, default);
    }

    public async Task DisposeAsync()
    {
        await neo4j.Empty();
        Directory.Delete(_folder, recursive: true);
    }

    [Neo4jFact]
    public async Task Every_query_runs_and_finds_what_the_stories_have()
    {
        var parameters = await Parameters();
        Assert.Equal(PublishedStories.Pseudonyms.Of(Stories.Amara), parameters["child"].GetString());
        Assert.True(SavedQueries.Names.Count > 20);
        foreach (string name in SavedQueries.Names.Where(n => n != SavedQueries.Parameters))
        {
            var rows = await Run(name, parameters);
            Assert.True(rows.Count > 0, $"{name} finds nothing.");
        }
    }

    [Neo4jFact]
    public async Task Gaps_weights_paths_adherence_and_stages_are_those_of_the_API()
    {
        using TestServer server = new();
        string ask = """
            query ($id: ID!) { childById(id: $id) {
              stage network { size active measures { paid unpaid components } }
              networkGaps { severity kind support side since candidates { person { id } } }
              reconnectionPaths(first: 100) { strength safety consent before askFirst { id } steps { weight to { id } } }
              links(first: 100) { nodes { id stage } }
              plan { adherence { kept } commitments { id cadence { times every } adherence { kept late missed excused rate punctuality streak trend series { from kept late missed rate } } } } } }
            """;
        var amara = (await server.Ask(ask, new { id = Stories.Amara })).GetProperty("data").GetProperty("childById");
        var parameters = await Parameters();
        string Id(string id) => PublishedStories.Pseudonyms.Of(id);

        var child = (await neo4j.Run($"MATCH (c:Child {{id: '{Id(Stories.Amara)}'}}) RETURN c.stage, c.size, c.active, c.paid, c.unpaid, c.components"))[0];
        var network = amara.GetProperty("network");
        var measures = network.GetProperty("measures");
        Assert.Equal(
            [amara.GetProperty("stage"), network.GetProperty("size"), network.GetProperty("active"), measures.GetProperty("paid"), measures.GetProperty("unpaid"), measures.GetProperty("components")],
            child.EnumerateArray(), (a, b) => a.ToString() == b.ToString());

        // severity, gap, of, since, about, couldFill
        var gaps = await Run("06-gaps", parameters);
        Assert.Equal(
            amara.GetProperty("networkGaps").EnumerateArray().Select(g =>
                $"{g.GetProperty("severity")} {g.GetProperty("kind")} {g.GetProperty("support")}{g.GetProperty("side")} {g.GetProperty("since").GetString()![..7]} {g.GetProperty("candidates").GetArrayLength()}"),
            gaps.Select(r => $"{r[0]} {r[1]} {r[2]} {r[3]} {r[5].GetArrayLength()}"));

        // rank, target, strength, safety, consent, before, steps, askFirst, targetId
        var paths = await Run("04-whom-to-ask", parameters);
        Assert.Equal(
            amara.GetProperty("reconnectionPaths").EnumerateArray().Select(p =>
                $"{OneDigit(p.GetProperty("strength"))} {p.GetProperty("safety")} {p.GetProperty("consent")} {p.GetProperty("before").GetArrayLength()} {Id(p.GetProperty("askFirst").GetProperty("id").GetString()!)} "
                    + string.Join(',', p.GetProperty("steps").EnumerateArray().Select(s => OneDigit(s.GetProperty("weight"))))),
            paths.Select(r => $"{r[2].GetDouble()} {r[3]} {r[4]} {r[5].GetArrayLength()} {r[7].GetString()} "
                + string.Join(',', r[6].EnumerateArray().Select(s => double.Parse(s.GetString()!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)))));

        var links = (await neo4j.Run($"MATCH (:Child {{id: '{Id(Stories.Amara)}'}})-[:HAS_LINK]->(l) RETURN l.id, l.stage")).ToDictionary(r => r[0].GetString()!, r => r[1].GetString());
        Assert.All(amara.GetProperty("links").GetProperty("nodes").EnumerateArray(), l => Assert.Equal(l.GetProperty("stage").GetString(), links[Id(l.GetProperty("id").GetString()!)]));

        int byMonth = 0;
        foreach (var promise in amara.GetProperty("plan").GetProperty("commitments").EnumerateArray())
        {
            var expected = promise.GetProperty("adherence");
            var told = (await neo4j.Run($"MATCH (c:Commitment {{id: '{Id(promise.GetProperty("id").GetString()!)}'}}) RETURN c.toldBy, c.kept, c.late, c.missed, c.excused, c.rate, c.punctuality, c.streak, c.trend"))[0];
            if (told[0].GetString() == "YEAR")
            {
                continue;
            }
            byMonth++;
            Assert.Equal(
                _figures.Select(f => Written(expected.GetProperty(f))),
                told.EnumerateArray().Skip(1).Select(Written));
            var months = await neo4j.Run($"MATCH (c:Commitment {{id: '{Id(promise.GetProperty("id").GetString()!)}'}})-[:HAS_ADHERENCE]->(a) WHERE a.kept + a.late + a.missed > 0 RETURN a.month, a.kept, a.late, a.missed, a.rate ORDER BY a.month");
            Assert.Equal(
                expected.GetProperty("series").EnumerateArray()
                    .Where(b => b.GetProperty("kept").GetInt32() + b.GetProperty("late").GetInt32() + b.GetProperty("missed").GetInt32() > 0)
                    .Select(b => $"{b.GetProperty("from").GetString()![..7]} {b.GetProperty("kept")} {b.GetProperty("late")} {b.GetProperty("missed")} {b.GetProperty("rate").GetDouble()}"),
                months.Select(r => $"{r[0]} {r[1]} {r[2]} {r[3]} {r[4].GetDouble()}"));
            // What can be counted of the occasions is what the promise says of itself.
            var occasions = await neo4j.Run($"MATCH (c:Commitment {{id: '{Id(promise.GetProperty("id").GetString()!)}'}})-[:HAS_OCCASION]->(o) RETURN count(CASE o.status WHEN 'KEPT' THEN 1 END), count(CASE o.status WHEN 'MISSED' THEN 1 END)");
            Assert.Equal((expected.GetProperty("kept").GetInt32(), expected.GetProperty("missed").GetInt32()), (occasions[0][0].GetInt32(), occasions[0][1].GetInt32()));
        }
        Assert.Equal(5, byMonth);
    }

    // One writes 1, the other 1.0.
    private static string Written(JsonElement value) => value.ValueKind == JsonValueKind.Number ? $"{value.GetDouble()}" : value.ToString();

    private static double OneDigit(JsonElement weight) =>
        double.Parse(weight.GetDouble().ToString("G1", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Dictionary<string, JsonElement>> Parameters()
    {
        Dictionary<string, JsonElement> values = [];
        foreach (var (name, expression) in SavedQueries.ParameterLines)
        {
            values[name] = (await neo4j.Run($"RETURN {expression}"))[0][0];
        }
        return values;
    }

    private Task<List<JsonElement>> Run(string name, Dictionary<string, JsonElement> parameters) => neo4j.Run(parameters.Aggregate(
        SavedQueries.Statement(name), (statement, p) => Regex.Replace(statement, $@"\${p.Key}\b", p.Value.ValueKind == JsonValueKind.String ? $"'{p.Value}'" : p.Value.ToString())));
}
