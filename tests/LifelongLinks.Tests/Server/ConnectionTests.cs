using System.Text.Json;
using LifelongLinks.Server;

namespace LifelongLinks.Tests.Server;

public sealed class ConnectionTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    // The probe has 150 things, with ids and cursors 1 to 150.
    [Theory]
    [InlineData("", 1, 20, true, false)]
    [InlineData("(first: 1)", 1, 1, true, false)]
    [InlineData("(first: 100)", 1, 100, true, false)]
    [InlineData("(first: 100, after: \"50\")", 51, 150, false, true)]
    [InlineData("(after: \"140\")", 141, 150, false, true)]
    [InlineData("(last: 2)", 149, 150, false, true)]
    [InlineData("(last: 2, before: \"10\")", 8, 9, true, true)]
    [InlineData("(last: 20, before: \"10\")", 1, 9, true, false)]
    [InlineData("(first: 5, after: \"10\", before: \"13\")", 11, 12, true, true)]
    public async Task A_page_is(string arguments, int from, int to, bool next, bool previous)
    {
        var page = await Page(arguments);
        Assert.Equal(Enumerable.Range(from, to - from + 1).Select(i => $"{i}"), page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()));
        Assert.Equal($"{from}", page.GetProperty("edges")[0].GetProperty("cursor").GetString());
        Assert.Equal($"{from}", page.GetProperty("edges")[0].GetProperty("node").GetProperty("id").GetString());
        var info = page.GetProperty("pageInfo");
        Assert.Equal((next, previous, $"{from}", $"{to}"), (info.GetProperty("hasNextPage").GetBoolean(), info.GetProperty("hasPreviousPage").GetBoolean(),
            info.GetProperty("startCursor").GetString(), info.GetProperty("endCursor").GetString()));
        Assert.Equal(150, page.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task After_the_last_there_is_an_empty_page()
    {
        var page = await Page("(after: \"150\")");
        Assert.Equal(0, page.GetProperty("nodes").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("pageInfo").GetProperty("endCursor").ValueKind);
        Assert.False(page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
    }

    [Theory]
    [InlineData("(first: 0)", "first must be 1 to 100")]
    [InlineData("(first: 101)", "first must be 1 to 100")]
    [InlineData("(first: -1)", "first must be 1 to 100")]
    [InlineData("(last: 0)", "last must be 1 to 100")]
    [InlineData("(last: 101)", "last must be 1 to 100")]
    [InlineData("(first: 1, last: 1)", "not both")]
    [InlineData("(after: \"nowhere\")", "cursor")]
    [InlineData("(before: \"\")", "cursor")]
    public async Task What_is_no_page_is_told(string arguments, string expected)
    {
        var answer = await served.Server.Ask($"{{ items{arguments} {{ totalCount }} }}");
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(answer));
        Assert.Contains(expected, answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_are_named_after_many_of_what_they_hold()
    {
        var type = (await served.Server.Ask("{ items { __typename edges { __typename } } }")).GetProperty("data").GetProperty("items");
        Assert.Equal("ThingsConnection", type.GetProperty("__typename").GetString());
        Assert.Equal("ThingsEdge", type.GetProperty("edges")[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public void A_page_of_the_store_keeps_its_positions_and_its_total()
    {
        Page page = new([FilterTests.Children[0], FilterTests.Children[1]], ["p0", "p1"], 7, true, false);
        var connection = Connection.Of(page, node => ((Child)node).Reference);
        Assert.Equal([("p0", "R-a"), ("p1", "R-b")], connection.Edges.Select(e => (e.Cursor, e.Node)));
        Assert.Equal(7, connection.TotalCount);
        Assert.Equal(new PageInfo(true, false, "p0", "p1"), connection.PageInfo);
    }

    [Fact]
    public void A_page_is_asked_of_the_store_as_the_port_has_it()
    {
        LifelongLinks.Core.Query all = new("Child");
        Assert.Equal(all with { Take = 20 }, new PageArguments(null, null, null, null).On(all));
        Assert.Equal(all with { Take = 5, After = "a" }, new PageArguments(5, "a", null, null).On(all));
        Assert.Equal(all with { Take = 5, Before = "b", FromEnd = true }, new PageArguments(null, null, 5, "b").On(all));
    }

    private async Task<JsonElement> Page(string arguments) =>
        (await served.Server.Ask($"{{ items{arguments} {{ totalCount nodes {{ id }} edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"))
        .GetProperty("data").GetProperty("items");
}
