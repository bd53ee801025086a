using GraphQL;
using GraphQL.DI;
using GraphQL.Types;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace LifelongLinks.Server;

/// <summary>The contract: what can be asked and done.</summary>
public sealed class GraphSchema : Schema
{
    /// <summary>Builds the schema from the classes of this folder.</summary>
    public GraphSchema(IServiceProvider services, IEnumerable<IConfigureSchema> configurations) : base(services, configurations)
    {
        // As the specification has had both since October 2021: tools ask for them.
        Features.RepeatableDirectives = true;
        Features.DeprecationOfInputValues = true;
        Query = services.GetRequiredService<OutputType<Query>>();
        Mutation = services.GetRequiredService<Mutation>();
        Subscription = services.GetRequiredService<SubscriptionType>();
    }
}

/// <summary>The contract as text.</summary>
public static class SchemaText
{
    /// <summary>
    /// The schema in the schema definition language, sorted by name; save the values of enums, whose order often means something.
    /// </summary>
    public static string Of(ISchema schema)
    {
        schema.Initialize();
        var document = schema.ToAST();
        SDLSorter.Sort(document, new ByName());
        return new SDLPrinter().Print(document);
    }

    private sealed class ByName() : SDLSorterOptions(StringComparison.Ordinal)
    {
        public override int Compare(ASTNode x, ASTNode y) => x is GraphQLEnumValueDefinition ? 0 : base.Compare(x, y);
    }

    /// <summary>The command <c>schema</c>: prints it.</summary>
    public static int Print(IServiceCollection services, TextWriter output)
    {
        using var provider = services.BuildServiceProvider();
        output.WriteLine(Of(provider.GetRequiredService<ISchema>()).TrimEnd());
        return 0;
    }
}
