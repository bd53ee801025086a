using GraphQL.Types;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

public sealed class ConventionsTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    private readonly string _text = SchemaText.Of(served.Server.Services.GetRequiredService<ISchema>());

    [Theory]
    [InlineData("interface INamed", "  id: ID!")]
    [InlineData("type Town implements INamed", "  \"In thousands.\"\n  size: Int\n")] // a positional record's <param>; nullability as in C#
    [InlineData("type Town implements INamed", "  twin(of: Int): Town!\n}")] // the viewer is no argument; static members are no fields
    [InlineData("type City implements INamed", "  since: Date!")]
    [InlineData("type Cadence", "  on: Date\n")] // a record of Core as it is
    [InlineData("enum CadenceUnit", "  DAY\n")]
    [InlineData("input TownInput", "  countyId: ID\n")]
    [InlineData("input TownInput", "  name: String!\n")]
    [InlineData("input TownInput", "  sides: [Side!]")]
    [InlineData("input TownInput", "  size: Int! = 7")]
    [InlineData("type Query", "items(\n")]
    [InlineData("type Query", "  instant(at: DateTime!): DateTime!")]
    [InlineData("type ThingsConnection", "  nodes: [Item!]!")]
    [InlineData("type ThingsEdge", "  node: Item!")]
    [InlineData("input ChildFilterInput", "  \"The day the child came into care.\"\n  enteredCareOn: DateOperationFilterInput")]
    [InlineData("input CommitmentFilterInput", "  support: ListSupportKindOperationFilterInput")]
    [InlineData("input ListSupportKindOperationFilterInput", "  some: SupportKindOperationFilterInput")]
    [InlineData("input StringOperationFilterInput", "  in: [String]")]
    [InlineData("input ChildSortInput", "  name: SortEnumType")]
    public void A_class_becomes_a_type(string type, string expected)
    {
        int from = _text.IndexOf(type + " {", StringComparison.Ordinal);
        Assert.True(from >= 0, $"no {type} in\n{_text}");
        Assert.Contains(expected, _text[from..(_text.IndexOf("\n}", from, StringComparison.Ordinal) + 2)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interface_is_answered_by_what_is_behind_it()
    {
        var data = (await served.Server.Ask("{ t: named(id: \"t\") { __typename id ... on Town { twin { size } } } c: named(id: \"c\") { __typename ... on City { since } } n: named(id: 7) { id } }")).GetProperty("data");
        Assert.Equal("Town", data.GetProperty("t").GetProperty("__typename").GetString());
        Assert.Equal(3, data.GetProperty("t").GetProperty("twin").GetProperty("size").GetInt32());
        Assert.Equal("1109-01-01", data.GetProperty("c").GetProperty("since").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.GetProperty("n").ValueKind);
    }

    [Theory]
    [InlineData("{ name: \"Ely\", since: \"1109-01-01\", countyId: \"c\", sides: [NOT_APPLICABLE], size: 20 }", "Ely 1109 c NotApplicable 20")]
    [InlineData("{ name: \"Ely\", sides: [] }", "Ely    7")]
    public async Task An_input_becomes_a_record(string input, string expected) =>
        Assert.Equal(expected, (await served.Server.Ask($"{{ taken(input: {input}) }}")).GetProperty("data").GetProperty("taken").GetString());

    [Fact]
    public void Everything_of_the_filters_is_described()
    {
        var schema = served.Server.Services.GetRequiredService<ISchema>();
        schema.Initialize();
        foreach (var type in schema.AllTypes.OfType<IInputObjectGraphType>().Where(t => t.Name.EndsWith("FilterInput", StringComparison.Ordinal) || t.Name.EndsWith("SortInput", StringComparison.Ordinal)))
        {
            Assert.False(string.IsNullOrWhiteSpace(type.Description), type.Name);
            Assert.All(type.Fields, f => Assert.False(string.IsNullOrWhiteSpace(f.Description), $"{type.Name}.{f.Name}"));
        }
    }
}
