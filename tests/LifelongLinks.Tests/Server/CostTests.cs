using System.Text.Json;

namespace LifelongLinks.Tests.Server;

/// <summary>What a request was counted to cost is told with its answer, and with its refusal.</summary>
public sealed class CostTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    private readonly TestServer _server = served.Server;

    // 1 for items, then for each of 2: 1 for nodes and 1 for id.
    [Fact]
    public async Task Every_answer_tells_what_it_was_counted_to_cost_and_what_it_may()
    {
        var answer = await _server.Ask("{ items(first: 2) { nodes { id } } }");
        Assert.Equal("""{"requested":5,"limit":20000,"depth":3,"maxDepth":15}""", Cost(answer).GetRawText());
    }

    [Fact]
    public async Task A_known_document_is_counted_anew_with_its_variables()
    {
        const string Query = "query Known($n: Int) { items(first: $n) { nodes { id } } }";
        foreach (int n in (int[])[1, 2, 50, 2])
        {
            Assert.Equal(1 + (2 * n), Cost(await _server.Ask(Query, new { n })).GetProperty("requested").GetInt32());
        }
    }

    [Fact]
    public async Task An_answer_in_which_a_field_failed_tells_it_too() =>
        Assert.Equal(1, Cost(await _server.Ask("{ broken }")).GetProperty("requested").GetInt32());

    [Fact]
    public async Task A_refusal_says_what_it_would_have_cost()
    {
        var answer = await _server.Ask("{ items(first: 100) { nodes { items(first: 100) { nodes { id self { id } } } } } }");
        var extensions = answer.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("TOO_COMPLEX", extensions.GetProperty("code").GetString());
        Assert.InRange(extensions.GetProperty("cost").GetProperty("requested").GetInt32(), 20_001, 999_999);
        Assert.Equal(20_000, extensions.GetProperty("cost").GetProperty("limit").GetInt32());
        Assert.False(answer.TryGetProperty("extensions", out _));
    }

    [Fact]
    public async Task A_cost_beyond_all_figures_is_told_as_a_billion()
    {
        string nested = string.Concat(Enumerable.Repeat("{ items(first: 100) { nodes ", 20)) + "{ id }" + string.Concat(Enumerable.Repeat("} }", 20));
        var cost = (await _server.Ask(nested)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("cost");
        Assert.Equal("""{"requested":1000000000,"limit":20000,"depth":41,"maxDepth":15}""", cost.GetRawText());
    }

    // The limit does not hold for it, so a figure would mislead.
    [Theory]
    [InlineData("{ __schema { types { name } } }")]
    [InlineData("{ __typename }")]
    public async Task What_is_asked_of_the_schema_alone_is_not_counted(string query)
    {
        var answer = await _server.Ask(query);
        Assert.True(answer.TryGetProperty("data", out _));
        Assert.False(answer.TryGetProperty("extensions", out _));
    }

    [Fact]
    public async Task What_was_never_counted_tells_nothing() =>
        Assert.False((await _server.Ask("{ nothing }")).TryGetProperty("extensions", out _));

    private static JsonElement Cost(JsonElement answer) => answer.GetProperty("extensions").GetProperty("cost");
}
