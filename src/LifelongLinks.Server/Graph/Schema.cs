using GraphQL;
using GraphQL.DI;
using GraphQL.Types;
using GraphQL.Utilities;

namespace LifelongLinks.Server;

/// <summary>The contract: what can be asked and done.</summary>
public sealed class GraphSchema : Schema
{
    /// <summary>Builds the schema from the classes of this folder.</summary>
    public GraphSchema(IServiceProvider services, IEnumerable<IConfigureSchema> configurations) : base(services, configurations)
    {
        Query = services.GetRequiredService<OutputType<Query>>();
    }
}

/// <summary>The contract as text.</summary>
public static class SchemaText
{
    /// <summary>The schema in the schema definition language, sorted by name.</summary>
    public static string Of(ISchema schema)
    {
        schema.Initialize();
        return schema.Print(new PrintOptions { StringComparison = StringComparison.Ordinal });
    }

    /// <summary>The command <c>schema</c>: prints it.</summary>
    public static int Print(IServiceCollection services, TextWriter output)
    {
        using var provider = services.BuildServiceProvider();
        output.WriteLine(Of(provider.GetRequiredService<ISchema>()).TrimEnd());
        return 0;
    }
}
