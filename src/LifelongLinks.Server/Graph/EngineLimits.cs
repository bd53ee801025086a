using System.Collections;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser.AST;

namespace LifelongLinks.Server;

/// <summary>What a request may cost: about one for each field of each thing asked for, counted before anything runs.</summary>
public sealed class EngineLimits(Limits limits) : ValidationRuleBase
{
    /// <summary>Code of requests that ask for too much.</summary>
    public const string TooComplex = "TOO_COMPLEX";

    private const int ListLength = 5;
    private const int OccasionsLength = 50;
    private const int Introspection = 1_000;

    private readonly Counting _counting = new(new() { DefaultComplexityImpactDelegate = Cost }, limits);

    /// <summary>Counts when every other rule has passed; so for cached documents too, as variables decide how much is asked for.</summary>
    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context) => _counting.GetPostNodeVisitorAsync(context);

    /// <summary>
    /// A field costs its <see cref="CostAttribute"/>, and as many times what is asked of it as things may come: of a page its length, of a list as
    /// many as were asked for by number or by id, else five.
    /// </summary>
    private static FieldComplexityResult Cost(FieldImpactContext context)
    {
        var field = context.FieldDefinition;
        bool list = field.ResolvedType is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType };
        bool onPage = context.Parent is { } parent && PageArguments.IsPaged(parent.FieldDefinition);
        int length = PageArguments.IsPaged(field) ? Number("first") ?? Number("last") ?? PageArguments.Usual
            // A year of weekly occasions and more may hang on one commitment, and lead back to it.
            : field.Name == "occasions" ? OccasionsLength
            : !list || onPage ? 1
            : Number("first") ?? (Given("ids") as ICollection)?.Count ?? ListLength;
        return new(field.Weight(), Math.Clamp(length, 1, PageArguments.Most));

        int? Number(string argument) => Given(argument) as int?;
        object? Given(string argument) => context.Arguments?.TryGetValue(argument, out var value) == true ? value.Value : null;
    }

    private sealed class Counting(ComplexityOptions options, Limits limits) : ComplexityValidationRule(options)
    {
        protected override ValueTask ValidateComplexityAsync(ValidationContext context, double totalComplexity, int maximumDepth)
        {
            bool forTheSchema = AsksForTheSchema(context);
            Cost cost = new(totalComplexity, maximumDepth, limits);
            if (maximumDepth > limits.MaxDepth)
            {
                context.ReportError(new TooComplexError($"Fields are nested {maximumDepth} deep; at most {limits.MaxDepth} are allowed.", cost));
            }
            else if (totalComplexity > limits.MaxComplexity && !forTheSchema)
            {
                context.ReportError(new TooComplexError($"The request costs {totalComplexity:0}; at most {limits.MaxComplexity} is allowed. " +
                    "Ask for smaller pages or fewer fields.", cost));
            }
            else if (RatesOf(context)?.Take(forTheSchema ? Math.Min(totalComplexity, Introspection) : totalComplexity) is { } refused)
            {
                context.ReportError(refused);
            }
            else if (context.UserContext is Asked asked && !forTheSchema)
            {
                asked.Cost = cost;
            }
            return default;
        }

        private static RateBucket? RatesOf(ValidationContext context) => context.User is { } user ? context.RequestServices!.GetRequiredService<Rates>().Of(user) : null;

        // Tools ask for all of the schema, nested deep; it may be read in Development only.
        private static bool AsksForTheSchema(ValidationContext context) => context.Operation.SelectionSet.Selections.All(
            s => s is GraphQLField field && field.Name.StringValue.StartsWith("__", StringComparison.Ordinal));
    }
}

/// <summary>
/// What may be asked in which way: by GET nothing may be changed (GraphQL over HTTP, 6.2), and what happens later is told only where there is
/// a way to tell it.
/// </summary>
public sealed class FitsTransport : ValidationRuleBase
{
    /// <summary>A request by GET would change something.</summary>
    public sealed class Error() : ValidationError("What changes something is asked by POST.");

    /// <summary>Code of a subscription that cannot be answered in this way.</summary>
    public const string NeedsStream = "STREAM_NEEDED";

    /// <inheritdoc/>
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        if (context.UserContext is Asked { ByGet: true } && context.Operation.Operation == OperationType.Mutation)
        {
            context.ReportError(new Error { Code = "METHOD_NOT_ALLOWED" });
        }
        if (context.UserContext is Asked { CanBeTold: false } && context.Operation.Operation == OperationType.Subscription)
        {
            context.ReportError(new ValidationError("Subscribe over WebSocket (graphql-transport-ws), or by a request that accepts text/event-stream.") { Code = NeedsStream });
        }
        return default;
    }
}

/// <summary>
/// One mutation in a request: so each is one transaction with one answer, and what is told of it is how it left the case.
/// </summary>
public sealed class OneMutation : ValidationRuleBase
{
    /// <inheritdoc/>
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        if (context.Operation is { Operation: OperationType.Mutation, SelectionSet.Selections: var selections } && selections is not [GraphQLField])
        {
            context.ReportError(new ValidationError("One mutation in a request, and no fragment around it: send several requests.") { Code = "BAD_USER_INPUT" });
        }
        return default;
    }
}
