using System.Text.Json;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server;

/// <summary>However a selection is written, the same is answered, and as cheaply: fragments, aliases, interfaces, conditions.</summary>
public sealed class QueriesSelectionsTests(QueriesServer served) : IClassFixture<QueriesServer>
{
    // Ways to ask for gaps with since and candidates: the server looks ahead whether they are asked.
    [Theory]
    [InlineData("{ networkGaps { ...All } }")]
    [InlineData("{ networkGaps { ... { kind since candidates { person { name } } } } }")]
    [InlineData("{ networkGaps { ... on NetworkGap { kind ...Rest } } }")]
    [InlineData("{ networkGaps { kind ... @include(if: $yes) { ...Rest } } }")]
    [InlineData("{ networkGaps { kind since @include(if: $yes) candidates @skip(if: $no) { person { name } } } }")]
    [InlineData("{ ... on Party { ... on Child { networkGaps { ...All } } } }")]
    [InlineData("{ networkGaps { kind } ...Child }")] // two selections of one field are one
    [InlineData("{ ...Child networkGaps { kind } ... @skip(if: $no) { networkGaps { since } } }")]
    public async Task Gaps_are_answered_whole_however_they_are_asked(string child)
    {
        const string fragments = """
             fragment All on NetworkGap { kind ...Rest }
             fragment Rest on NetworkGap { since candidates { person { name } } }
             fragment Child on Child { networkGaps { ...All } }
            """;
        string used = string.Concat(fragments.Split('\n').Where(f => Needed(f, child, fragments)));
        string variables = child.Contains('$', StringComparison.Ordinal)
            ? $"({(child.Contains("$yes", StringComparison.Ordinal) ? "$yes: Boolean!" : "")} {(child.Contains("$no", StringComparison.Ordinal) ? "$no: Boolean!" : "")})" : "";
        var expected = await Gaps("query { childById(id: \"AMARA\") { networkGaps { kind since candidates { person { name } } } } }");
        Assert.Contains(expected, g => g.Candidates.Length > 2);
        Assert.Equal(expected, await Gaps($"query{variables} {{ childById(id: \"AMARA\") {child} }} {used}"));
    }

    [Fact]
    public async Task Under_other_names_everything_is_told_apart()
    {
        var child = (await Data("{ childById(id: \"AMARA\") { since: networkGaps { kind } kind: networkGaps { kind: since since: kind } } }")).GetProperty("childById");
        Assert.Equal(child.GetProperty("since").EnumerateArray().Select(g => g.GetProperty("kind").GetString()),
            child.GetProperty("kind").EnumerateArray().Select(g => g.GetProperty("since").GetString()));
        Assert.Matches(@"^\d{4}-", child.GetProperty("kind")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("{ name }")]
    [InlineData("{ __typename age name: knownAs }")]
    [InlineData("{ ... on Child { ... on Party { name } } }")]
    [InlineData("{ stage }")]
    [InlineData("{ name: stage }")]
    [InlineData("{ ... on Child { ... { stage plan { id } } } }")]
    [InlineData("{ ... @include(if: true) { plan { id } } name }")]
    [InlineData("{ stage @include(if: false) name }")]
    [InlineData("{ plan @skip(if: true) { id } networkGaps { kind } }")]
    [InlineData("{ name wishes { words person { name ... on Child { stage } } } networkGaps { kind } plan { id } }")]
    [InlineData("{ ... on Child { x: reconnectionPaths { hops } } stage network { size } }")]
    public async Task A_child_takes_one_call_however_they_are_asked(string child)
    {
        var (answer, calls) = await served.Count(Named($"{{ childById(id: \"LEAH\") {child} }}"));
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_condition_by_variable_decides_what_is_loaded(bool whole)
    {
        const string query = "query($id: ID!, $whole: Boolean!) { childById(id: $id) { name stage @include(if: $whole) ... @include(if: $whole) { networkGaps { since } } } }";
        var (answer, calls) = await served.Count(query, new { id = Stories.Amara, whole });
        Assert.Equal(whole, answer.GetProperty("data").GetProperty("childById").TryGetProperty("stage", out _));
        Assert.Equal(whole, answer.GetProperty("data").GetProperty("childById").TryGetProperty("networkGaps", out var gaps));
        Assert.Equal(1, calls);
        if (whole)
        {
            Assert.All(gaps.EnumerateArray(), g => Assert.Equal(JsonValueKind.String, g.GetProperty("since").ValueKind));
        }
    }

    [Fact]
    public async Task A_sibling_in_sight_is_a_child_with_everything_wherever_they_are_named()
    {
        const string kofi = "__typename id ... on Node { id } ... on Child { stage plan { id } links { totalCount } } ... on Person { died } ... on Worker { roles }";
        var child = (await Data($"{{ childById(id: \"AMARA\") {{ wishes {{ person {{ {kofi} }} }} relationships {{ from {{ {kofi} }} to {{ {kofi} }} }} links {{ nodes {{ person {{ {kofi} }} }} }} networkGaps {{ people {{ {kofi} }} }} }} kofi: childById(id: \"KOFI\") {{ {kofi.Replace("... on Person { died } ... on Worker { roles }", "", StringComparison.Ordinal)} }} }}"));
        var seen = All(child.GetProperty("childById")).Where(e => e.TryGetProperty("id", out var id) && id.GetString() == Stories.Kofi).ToList();
        Assert.True(seen.Count >= 4);
        Assert.All(seen, k => Assert.Equal(child.GetProperty("kofi").ToString(), k.ToString()));
        Assert.Contains(All(child), e => e.TryGetProperty("__typename", out var type) && type.GetString() == "Person" && e.TryGetProperty("died", out _));
        Assert.Contains(All(child), e => e.TryGetProperty("__typename", out var type) && type.GetString() == "Worker" && e.TryGetProperty("roles", out _));
    }

    [Fact]
    public async Task Everything_that_is_a_node_is_found_by_its_id_as_what_it_is()
    {
        var types = (await Data("{ __type(name: \"Node\") { possibleTypes { name } } }")).GetProperty("__type").GetProperty("possibleTypes")
            .EnumerateArray().Select(t => t.GetProperty("name").GetString()!).ToHashSet();
        var told = Stories.All(new(2026, 6, 30)).SelectMany(s => s.Changes.Nodes.Select(n => (n.Id, Type: n.GetType().Name))
            .Concat(s.Changes.Edges.OfType<Relationship>().Select(r => (r.Id, Type: "Relationship")))).ToLookup(n => n.Id, n => n.Type);
        HashSet<string> found = [];
        foreach (string[] ids in told.Select(n => n.Key).Chunk(100))
        {
            var nodes = (await Data($"{{ nodes(ids: [{string.Join(' ', ids.Select(id => $"\"{id}\""))}]) {{ __typename id }} }}")).GetProperty("nodes");
            foreach (var (id, node) in ids.Zip(nodes.EnumerateArray()).Where(n => n.Second.ValueKind == JsonValueKind.Object))
            {
                Assert.Equal(id, node.GetProperty("id").GetString());
                Assert.Contains(node.GetProperty("__typename").GetString(), told[id]);
                found.Add(node.GetProperty("__typename").GetString()!);
            }
        }
        Assert.Equal(types.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Types_tell_their_names_everywhere()
    {
        var data = await Data("{ __typename viewer { __typename } service { __typename leadContact { __typename } leaflets { __typename } } children(first: 1) { __typename pageInfo { __typename } edges { __typename node { __typename stage plan { __typename adherence { __typename series { __typename } byPerson { __typename person { __typename } } } commitments { __typename cadence { __typename } occasions { __typename contact { __typename } } contacts { __typename edges { __typename node { __typename } } } } } network { __typename measures { __typename cover { __typename } } people { __typename } } networkGaps { __typename evidence { __typename } candidates { __typename path { __typename steps { __typename relationship { __typename } } } } } } } } }");
        var objects = All(data).Prepend(data).ToList();
        Assert.True(objects.Count > 100);
        Assert.All(objects, o => Assert.Equal(JsonValueKind.String, o.GetProperty("__typename").ValueKind));
        Assert.Equal("Query", data.GetProperty("__typename").GetString());
    }

    // What GraphiQL and code generators ask first: nine levels of ofType.
    [Fact]
    public async Task Tools_may_read_the_whole_schema_in_development()
    {
        string type = string.Concat(Enumerable.Repeat("kind name ofType { ", 9)) + "kind name" + string.Concat(Enumerable.Repeat(" }", 9));
        var schema = (await Data($$"""
            query IntrospectionQuery { __schema { description queryType { name } mutationType { name } subscriptionType { name } types { ...FullType } directives { name description isRepeatable locations args { ...InputValue } } } }
            fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason } inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
            fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
            fragment TypeRef on __Type { {{type}} }
            """)).GetProperty("__schema");
        Assert.Contains(schema.GetProperty("types").EnumerateArray(), t => t.GetProperty("name").GetString() == "ReconnectionPath");
    }

    private static bool Needed(string fragment, string child, string all)
    {
        string name = fragment.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "";
        return name.Length > 0 && (child.Contains($"...{name}", StringComparison.Ordinal)
            || all.Split('\n').Any(f => f.Contains($"...{name}", StringComparison.Ordinal) && Needed(f, child, all)));
    }

    private static string Named(string query) => query.Replace("AMARA", Stories.Amara, StringComparison.Ordinal)
        .Replace("KOFI", Stories.Kofi, StringComparison.Ordinal).Replace("LEAH", Stories.Leah, StringComparison.Ordinal);

    private static IEnumerable<JsonElement> All(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(p => p.Value).SelectMany(v => v.ValueKind == JsonValueKind.Object ? All(v).Prepend(v) : All(v)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(v => v.ValueKind == JsonValueKind.Object ? All(v).Prepend(v) : All(v)),
        _ => [],
    };

    private async Task<List<(string Kind, string Since, string Candidates)>> Gaps(string query) =>
        [.. (await Data(query, new { yes = true, no = false })).GetProperty("childById").GetProperty("networkGaps").EnumerateArray()
            .Select(g => (g.GetProperty("kind").GetString()!, g.GetProperty("since").ToString(), g.GetProperty("candidates").ToString()))];

    private async Task<JsonElement> Data(string query, object? variables = null)
    {
        var answer = await served.Server.Ask(Named(query), variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }
}
