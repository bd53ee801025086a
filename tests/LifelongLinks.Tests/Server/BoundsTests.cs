using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server;

/// <summary>What is refused before it can cost anything, and answers that must be the same by whichever way they are asked.</summary>
public sealed class BoundsTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("mutation { a: __typename b: __typename }", "BAD_USER_INPUT")]
    [InlineData("subscription { x }", "STREAM_NEEDED")]
    public async Task What_cannot_be_done_here_is_no_fault_of_the_server(string query, string code) =>
        Assert.Equal(code, TestServer.Code(await server.Ask(query)));

    [Fact]
    public async Task A_document_of_more_characters_than_anybody_writes_is_refused_unread() =>
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await server.Ask($"{{ viewer {{ subject {string.Concat(Enumerable.Repeat("@skip(if:false) ", 4_000))} }} }}")));

    [Fact]
    public async Task A_filter_takes_a_hundred_values_and_no_more()
    {
        const string query = "query ($names: [String]) { people(where: { name: { in: $names } }) { totalCount } }";
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(await server.Ask(query, new { names = Enumerable.Range(0, 101).Select(i => "n" + i) })));
        var answer = await server.Ask(query, new { names = Enumerable.Range(0, 100).Select(i => "n" + i) });
        Assert.Equal(0, answer.GetProperty("data").GetProperty("people").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task An_order_takes_ten_terms_and_no_more()
    {
        static string Query(int terms) => $"{{ people(order: [{string.Concat(Enumerable.Repeat("{ name: ASC } ", terms))}]) {{ totalCount }} }}";
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(await server.Ask(Query(11))));
        Assert.False((await server.Ask(Query(10))).TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task Occasions_of_occasions_of_occasions_are_refused()
    {
        const string nested = "occasions { commitment { occasions { commitment { occasions { __typename } } } } }";
        var answer = await server.Ask($"{{ childById(id: \"{Stories.Amara}\") {{ plan {{ commitments {{ {nested} }} }} }} }}");
        Assert.Equal("TOO_COMPLEX", TestServer.Code(answer));
    }

    [Fact]
    public async Task A_consent_stands_the_same_by_whichever_way_it_is_asked()
    {
        var answer = await server.Ask($"{{ childById(id: \"{Stories.Ellis}\") {{ consents {{ id state }} }} }}");
        var consents = answer.GetProperty("data").GetProperty("childById").GetProperty("consents").EnumerateArray()
            .ToDictionary(c => c.GetProperty("id").GetString()!, c => c.GetProperty("state").GetString());
        Assert.Contains("WITHDRAWN", consents.Values);
        foreach (var (id, state) in consents)
        {
            var node = await server.Ask($"{{ node(id: \"{id}\") {{ ... on Consent {{ state }} }} }}");
            Assert.Equal(state, node.GetProperty("data").GetProperty("node").GetProperty("state").GetString());
        }
    }
}
