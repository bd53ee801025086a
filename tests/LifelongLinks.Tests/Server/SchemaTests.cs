using System.Runtime.CompilerServices;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

public sealed class SchemaTests(TestServer server) : IClassFixture<TestServer>
{
    private const string PrintIt = "dotnet run -v q --project src/LifelongLinks.Server -- schema > schema/schema.graphql";

    private readonly string _printed = SchemaText.Of(server.Services.GetRequiredService<ISchema>()).TrimEnd();

    [Fact]
    public void The_printed_schema_is_the_one_that_is_served() =>
        Assert.True(File.ReadAllText(Printed()).ReplaceLineEndings("\n").TrimEnd() == _printed.ReplaceLineEndings("\n"),
            $"The contract has changed. When it was meant to: {PrintIt}");

    [Fact]
    public void What_was_promised_is_there_with_its_type()
    {
        var served = Types(_printed);
        Assert.All(Types(SchemaPromises.Text), promised =>
        {
            Assert.True(served.TryGetValue(promised.Key, out var type), $"no {promised.Key}");
            Assert.Subset(type.ToHashSet(), promised.Value.ToHashSet());
        });
    }

    [Fact]
    public async Task Everything_is_described()
    {
        Undescribed undescribed = new();
        await undescribed.VisitAsync(Parser.Parse(_printed), undescribed);
        Assert.Empty(undescribed.Names);
    }

    [Fact]
    public void There_are_no_scalars_but_the_known_ones() =>
        Assert.Subset(new HashSet<string> { "Date", "DateTime" }, Parser.Parse(_printed).Definitions.OfType<GraphQLScalarTypeDefinition>().Select(s => s.Name.StringValue).ToHashSet());

    // Their descriptions say "best first", "most first": as enums are declared, so are they printed.
    [Fact]
    public void The_values_of_an_enum_stand_in_their_order()
    {
        var severity = Parser.Parse(_printed).Definitions.OfType<GraphQLEnumTypeDefinition>().Single(e => e.Name.Value == "GapSeverity");
        Assert.Equal(["HIGH", "MEDIUM", "LOW"], severity.Values!.Select(v => v.Name.StringValue));
    }

    /// <summary>Of each type a line for each field, argument, default, interface and enum value.</summary>
    private static Dictionary<string, List<string>> Types(string text) => Parser.Parse(text).Definitions.OfType<GraphQLTypeDefinition>().ToDictionary(
        t => t.Name.StringValue,
        t => t switch
        {
            GraphQLObjectTypeDefinition type => [.. type.Interfaces?.Items.Select(i => $"implements {i.Name.Value}") ?? [], .. Lines(type.Fields)],
            GraphQLInterfaceTypeDefinition type => Lines(type.Fields),
            GraphQLEnumTypeDefinition type => [.. type.Values!.Select(v => v.Name.StringValue)],
            _ => new List<string>(),
        });

    private static List<string> Lines(GraphQLFieldsDefinition? fields) => [.. (fields?.Items ?? []).SelectMany(f => (string[])
    [
        $"{f.Name.Value}: {Text(f.Type)}",
        .. f.Arguments?.Items.SelectMany(a => (string[])
        [
            $"{f.Name.Value}({a.Name.Value}: {Text(a.Type)})",
            .. a.DefaultValue is { } value ? [$"{f.Name.Value}({a.Name.Value} = {Text(value)})"] : Array.Empty<string>(),
        ]) ?? [],
    ])];

    private static string Text(ASTNode node) => new SDLPrinter().Print(node);

    private static string Printed([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "schema", "schema.graphql");

    private sealed class Undescribed : ASTVisitor<Undescribed>, IASTVisitorContext
    {
        private string _type = "";

        public List<string> Names { get; } = [];

        public CancellationToken CancellationToken => default;

        public override async ValueTask VisitAsync(ASTNode? node, Undescribed context)
        {
            if (node is GraphQLTypeDefinition type)
            {
                _type = type.Name.StringValue;
            }
            if (node is IHasDescriptionNode described and INamedNode named && string.IsNullOrWhiteSpace(described.Description?.Value.ToString()))
            {
                Names.Add($"{_type} … {named.Name.StringValue}");
            }
            await base.VisitAsync(node, context);
        }
    }
}
