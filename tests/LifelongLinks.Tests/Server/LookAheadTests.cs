using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>No more of a case is loaded than a request reads, and no less.</summary>
public sealed class LookAheadTests(LookAheadTests.Fixture fixture) : IClassFixture<LookAheadTests.Fixture>
{
    /// <summary>A server that takes large questions.</summary>
    public sealed class Fixture : IDisposable
    {
        public TestServer Server { get; } = new(null, "Development", ("GraphQL:MaxComplexity", "1000000"));

        public void Dispose() => Server.Dispose();
    }

    // The timeline reads the whole case.
    private const string Whole = "whole: children(first: 1) { nodes { timeline(first: 1) { totalCount } } }";

    private ISchema Schema
    {
        get
        {
            var schema = fixture.Server.Services.GetRequiredService<ISchema>();
            schema.Initialize();
            return schema;
        }
    }

    [Fact]
    public async Task Every_field_answers_the_same_from_what_it_needs_as_from_the_whole_case()
    {
        List<string> asked = [.. Paths().Where(path => Parts($"{{ {path} }}") != CaseParts.Whole)];
        Assert.True(asked.Count > 300, $"{asked.Count} ways to fields were found.");
        List<string> wrong = [];
        foreach (string path in asked)
        {
            string narrow = await Ask($"{{ {path} }}"), whole = await Ask($"{{ {path} {Whole} }}");
            if (narrow != whole || narrow.Contains("INTERNAL", StringComparison.Ordinal))
            {
                wrong.Add($"{path}: {narrow[..Math.Min(300, narrow.Length)]}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));

        async Task<string> Ask(string query)
        {
            var answer = await fixture.Server.Ask(query);
            return answer.TryGetProperty("errors", out var errors) ? errors.GetRawText()
                : answer.GetProperty("data").EnumerateObject().First(f => f.Name != "whole").Value.GetRawText();
        }
    }

    [Theory]
    [InlineData("{ children { nodes { name age version } } }")]
    [InlineData("{ children { nodes { links { totalCount nodes { id person { name } } } } } }", typeof(Link))]
    [InlineData("{ children { nodes { ...p } } } fragment p on Child { plan { commitments { contacts { totalCount } } } }",
        typeof(Plan), typeof(Commitment), typeof(Contact))]
    [InlineData("query q($no: Boolean!) { children { nodes { wishes @skip(if: $no) { words } ... on Party { name } } } }", typeof(Wish))]
    public void What_a_request_does_not_read_is_not_loaded(string query, params Type[] read) =>
        Assert.Equal(CaseParts.Of(read), Parts(query));

    [Theory]
    [InlineData("{ children { nodes { timeline { totalCount } } } }")]
    [InlineData("{ children { nodes { links(where: { stage: { eq: JOINED } }) { totalCount } } } }")]
    [InlineData("{ children { nodes { links(order: [{ stage: ASC }]) { totalCount } } } }")]
    [InlineData("{ children { nodes { links { nodes { person { ... on Person { dateOfBirth } } } } } } }")]
    [InlineData("{ node(id: \"018a5f6a110070d983bf020b41c25b51\") { id } }")]
    [InlineData("{ children { nodes { ... { ...f } } } } fragment f on Child { adherence { rate } }")]
    public void What_may_read_anything_has_the_whole_case(string query) => Assert.Equal(CaseParts.Whole, Parts(query));

    [Fact]
    public async Task Part_of_a_case_is_never_mistaken_for_the_whole()
    {
        var store = fixture.Server.Services.GetRequiredService<IStore>();
        var links = CaseParts.Of(typeof(Link));
        var scope = Scope.Everything(new(2026, 6, 30));
        var loaded = await store.Expand(scope, [LifelongLinks.Seed.Stories.Amara], links.Pattern, default);
        var part = Case.All(loaded, [LifelongLinks.Seed.Stories.Amara], links)[LifelongLinks.Seed.Stories.Amara];
        Assert.NotEmpty(part.Links);
        Assert.NotEmpty(part.Oversight);
        Assert.Throws<InvalidOperationException>(() => part.Contacts);
        Assert.Throws<InvalidOperationException>(() => part.Relationships);
        Assert.Throws<InvalidOperationException>(() => part.Invitations);
        Assert.Throws<InvalidOperationException>(() => part.ContactDetails);
        Assert.Throws<InvalidOperationException>(() => Stages.Of(part, part.Links[0], new(2026, 6, 30)));
    }

    private CaseParts Parts(string query)
    {
        var document = new GraphQLDocumentBuilder().Build(query);
        return LookAhead.Of(Schema, document, document.Definitions.OfType<GraphQLOperationDefinition>().Single());
    }

    // By every field that leads to a type, every field of that type: on the shortest way from the list of children, or another list.
    private IEnumerable<string> Paths()
    {
        Dictionary<string, Func<string, string>> ways = [];
        HashSet<string> given = [];
        Queue<IObjectGraphType> next = new([Schema.Query]);
        ways[Schema.Query.Name] = inner => inner;
        while (next.TryDequeue(out var type))
        {
            var way = ways[type.Name];
            foreach (var field in type.Fields.Where(IsFree))
            {
                if (field.ResolvedType!.GetNamedType() is not IComplexGraphType and not UnionGraphType)
                {
                    if (given.Add($"{type.Name} {field.Name}"))
                    {
                        yield return way(field.Name);
                    }
                    continue;
                }
                foreach (var below in Objects(field.ResolvedType!.GetNamedType()))
                {
                    string Into(string inner) => way($"{field.Name} {{ __typename ... on {below.Name} {{ {inner} }} }}");
                    foreach (var leaf in below.Fields.Where(IsFree))
                    {
                        yield return Into(leaf.ResolvedType!.GetNamedType() is IComplexGraphType or UnionGraphType ? $"{leaf.Name} {{ __typename }}" : leaf.Name);
                    }
                    if (ways.TryAdd(below.Name, Into))
                    {
                        next.Enqueue(below);
                    }
                }
            }
        }
    }

    private static bool IsFree(FieldType field) => field.Name != "node" && field.Arguments?.All(a => a.ResolvedType is not NonNullGraphType || a.DefaultValue is not null) != false;

    private static List<IObjectGraphType> Objects(IGraphType type) => type is IAbstractGraphType any ? [.. any.PossibleTypes] : [(IObjectGraphType)type];
}
