using System.Text.Json;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>What is cheap to write and dear to read: each bound holds at its figure, and says which one it is.</summary>
public sealed class DocumentBoundsTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    private static string Many(int times, Func<int, string> each) => string.Join(' ', Enumerable.Range(0, times).Select(each));

    /// <summary>A document with so many of what a bound counts.</summary>
    private static string Document(string bound, int times) => bound switch
    {
        "MaxAliases" => $"{{ items(first: 1) {{ nodes {{ {Many(times, i => $"a{i}: id")} }} }} }}",
        "MaxDirectives" => $"{{ __typename {Many(times, _ => "@include(if: true)")} }}",
        "MaxRootFields" => $"{{ {Many(times / 2, i => $"a{i}: __typename")} ...F }} fragment F on Query {{ {Many(times - (times / 2), i => i < 3 ? $"b{i}: __typename" : _roots[i - 3])} }}",
        "MaxRepeats" => $"{{ item(id: \"1\") {{ {Many(times / 2, _ => "id")} ...F ... on Item {{ id }} }} }} fragment F on Item {{ {Many(times - (times / 2) - 1, _ => "id")} }}",
        "MaxFragments" => $"{{ __typename {Many(times, i => $"...F{i}")} }} {Many(times, i => $"fragment F{i} on Query {{ __typename }}")}",
        "MaxArguments" => $"{{ items({Many(times, i => $"a{i}: 1")}) {{ totalCount }} }}",
        "MaxVariables" => $"query ({Many(times, i => $"$v{i}: Int")}) {{ __typename }}",
        "MaxTokens" => $"{{ {Many(times - 2, _ => "x")} }}",
        "MaxFields" => $"{{ {Many(times, i => $"f{i}")} }}",
        "MaxNameLength" => $"query {new string('x', times)} {{ __typename }}",
        "MaxTextLength" => $"{{ named(id: \"{new string('x', times)}\") {{ id }} }}",
        "MaxCharacters" => "{ __typename }".PadRight(times),
        "MaxFragmentDepth" => $"{{ ...F0 }} {Many(times, i => $"fragment F{i} on Query {{ ...F{i + 1} }}")} fragment F{times} on Query {{ __typename }}",
        _ => throw new ArgumentOutOfRangeException(nameof(bound)),
    };

    private static readonly string[] _roots = ["broken", "down", "missing", "children(where: null) { name }", "places { id }", "often { times }", "commitments(where: null) { id }", "day(on: \"2026-06-30\")"];

    [Theory]
    [InlineData("MaxAliases", 15)]
    [InlineData("MaxDirectives", 50)]
    [InlineData("MaxRootFields", 20)]
    [InlineData("MaxRepeats", 20)]
    [InlineData("MaxFragments", 50)]
    [InlineData("MaxArguments", 100)]
    [InlineData("MaxVariables", 50)]
    [InlineData("MaxTokens", 1_000)]
    [InlineData("MaxNameLength", 200)]
    [InlineData("MaxTextLength", 20_000)]
    [InlineData("MaxCharacters", 50_000)]
    public async Task A_bound_lets_as_many_through_as_it_says_and_no_more(string bound, int limit)
    {
        Assert.NotEqual(bound, Bound(await served.Server.Ask(Document(bound, limit))));
        var refused = await served.Server.Ask(Document(bound, limit + 1));
        Assert.Equal(bound, Bound(refused));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(refused));
        Assert.Equal(limit, refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("limit").GetInt32());
        Assert.False(refused.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("MaxAliases")]
    [InlineData("MaxDirectives")]
    [InlineData("MaxRootFields")]
    [InlineData("MaxRepeats")]
    [InlineData("MaxFragments")]
    [InlineData("MaxArguments")]
    [InlineData("MaxVariables")]
    [InlineData("MaxTokens")]
    [InlineData("MaxTextLength")]
    public async Task A_bound_is_a_setting(string bound)
    {
        using TestServer server = new(Probe.Serve, "Development", ($"GraphQL:{bound}", "8"), (bound == "MaxTokens" ? "x" : "GraphQL:MaxTokens", "2000"));
        Assert.NotEqual(bound, Bound(await server.Ask(Document(bound, 8))));
        Assert.Equal(bound, Bound(await server.Ask(Document(bound, 9))));
    }

    [Fact]
    public async Task Where_more_tokens_are_allowed_fields_and_fragments_within_fragments_are_bounded_still()
    {
        using TestServer server = new(Probe.Serve, "Development", ("GraphQL:MaxTokens", "20000"), ("GraphQL:MaxFragments", "1000"));
        Assert.Equal("MaxFields", Bound(await server.Ask(Document("MaxFields", 1_001))));
        Assert.Equal("MaxFragmentDepth", Bound(await server.Ask(Document("MaxFragmentDepth", 60))));
    }

    [Theory]
    [InlineData("{ ...A } fragment A on Query { ...A }")]
    [InlineData("{ ...A } fragment A on Query { ...B } fragment B on Query { items(first: 1) { nodes { self { id } } } ...A }")]
    public async Task A_fragment_within_itself_is_refused_and_ends(string query)
    {
        var answer = await served.Server.Ask(query);
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.NotEqual("INTERNAL", TestServer.Code(answer));
    }

    [Fact]
    public async Task A_bomb_of_fragments_is_refused_before_it_is_validated()
    {
        // Each spreads the one before it ten times: 10^12 fields out of 200 lines' worth.
        string bomb = "{ ...F12 } fragment F0 on Query { __typename } " + Many(12, i => $"fragment F{i + 1} on Query {{ {Many(3, _ => $"...F{i}")} ... on Query {{ ...F{i} }} }}");
        Assert.Equal("MaxComplexity", Bound(await served.Server.Ask(bomb)));
    }

    [Fact]
    public async Task What_is_no_document_is_still_told_as_that() =>
        Assert.Equal("SYNTAX_ERROR", TestServer.Code(await served.Server.Ask("{ a(x: \"unclosed) }")));

    internal static string? Bound(JsonElement answer) => answer.TryGetProperty("errors", out var errors)
        && errors[0].GetProperty("extensions").TryGetProperty("bound", out var bound) ? bound.GetString() : null;
}
