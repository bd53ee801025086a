using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>What takes long to find costs more than a field.</summary>
public sealed class WeightsTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("name", 1)]
    [InlineData("stage", 50)]
    [InlineData("network { size }", 100 + 1)]
    [InlineData("networkGaps { kind }", 200 + 5)]
    [InlineData("reconnectionPaths { hops }", 200 + 5)]
    [InlineData("reconnectionPaths(first: 7) { hops }", 200 + 7)]
    [InlineData("adherence { rate }", 100 + 1)]
    [InlineData("timeline(first: 3) { nodes { on } }", 100 + 3 + 3)]
    public async Task Of_a_child(string field, int cost)
    {
        var answer = await server.Ask($"{{ childById(id: \"{Stories.Amara}\") {{ {field} }} }}");
        Assert.Equal(1 + cost, answer.GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetInt32());
    }

    [Fact]
    public async Task Of_a_mutation()
    {
        var answer = await server.Ask("mutation ($child: ID!) { recordWish(input: { childId: $child, kind: LEARN_ABOUT, words: \"where Grandad lived\" }) { child { name } } }",
            new { child = Stories.Amara });
        Assert.Equal(100 + 2, answer.GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetInt32());
    }

    [Fact]
    public async Task What_is_dear_is_refused_for_many_at_once_and_answered_for_a_whole_caseload()
    {
        static string Gaps(int children) => $"{{ children(first: {children}) {{ nodes {{ id name networkGaps {{ kind severity summary }} }} }} }}";
        Assert.False((await server.Ask(Gaps(50))).TryGetProperty("errors", out _));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await server.Ask(Gaps(100))));
    }
}
