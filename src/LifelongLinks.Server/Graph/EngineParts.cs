using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace LifelongLinks.Server;

/// <summary>Counts the parts of a document that are cheap to write and dear to answer, as GraphQL Armor and OWASP's cheat sheet have them.</summary>
internal sealed class EngineParts : ASTVisitor<EngineParts.Counts>
{
    private static readonly EngineParts _visitor = new();

    /// <summary>How many of each were seen so far.</summary>
    internal sealed class Counts : IASTVisitorContext
    {
        internal int Aliases, Arguments, Directives, Fragments, Spreads, LongestText, LongestName;

        /// <inheritdoc/>
        public CancellationToken CancellationToken => default;
    }

    /// <summary>The bound that a document goes over; null where it goes over none.</summary>
    internal static OutOfBoundsError? Of(GraphQLDocument document, Limits limits)
    {
        Counts counts = new();
        _visitor.VisitAsync(document, counts).AsTask().GetAwaiter().GetResult(); // nothing in it waits
        int variables = document.Definitions.OfType<GraphQLOperationDefinition>().Select(o => o.Variables?.Count ?? 0).DefaultIfEmpty().Max();
        return OutOfBoundsError.Over(counts.Aliases, limits.MaxAliases, nameof(limits.MaxAliases), "aliases")
            ?? OutOfBoundsError.Over(counts.Directives, limits.MaxDirectives, nameof(limits.MaxDirectives), "directives")
            ?? OutOfBoundsError.Over(counts.Arguments, limits.MaxArguments, nameof(limits.MaxArguments), "arguments")
            ?? OutOfBoundsError.Over(Math.Max(counts.Fragments, counts.Spreads), limits.MaxFragments, nameof(limits.MaxFragments), "fragments")
            ?? OutOfBoundsError.Over(variables, limits.MaxVariables, nameof(limits.MaxVariables), "variables")
            ?? OutOfBoundsError.Over(counts.LongestText, limits.MaxTextLength, nameof(limits.MaxTextLength), "characters in one text")
            ?? OutOfBoundsError.Over(counts.LongestName, limits.MaxNameLength, nameof(limits.MaxNameLength), "characters in one name");
    }

    /// <inheritdoc/>
    protected override ValueTask VisitAliasAsync(GraphQLAlias alias, Counts context)
    {
        context.Aliases++;
        return base.VisitAliasAsync(alias, context);
    }

    /// <inheritdoc/>
    protected override ValueTask VisitArgumentAsync(GraphQLArgument argument, Counts context)
    {
        context.Arguments++;
        return base.VisitArgumentAsync(argument, context);
    }

    /// <inheritdoc/>
    protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Counts context)
    {
        context.Directives++;
        return base.VisitDirectiveAsync(directive, context);
    }

    /// <inheritdoc/>
    protected override ValueTask VisitFragmentDefinitionAsync(GraphQLFragmentDefinition fragmentDefinition, Counts context)
    {
        context.Fragments++;
        return base.VisitFragmentDefinitionAsync(fragmentDefinition, context);
    }

    /// <inheritdoc/>
    protected override ValueTask VisitFragmentSpreadAsync(GraphQLFragmentSpread fragmentSpread, Counts context)
    {
        context.Spreads++;
        return base.VisitFragmentSpreadAsync(fragmentSpread, context);
    }

    /// <inheritdoc/>
    protected override ValueTask VisitStringValueAsync(GraphQLStringValue stringValue, Counts context)
    {
        context.LongestText = Math.Max(context.LongestText, stringValue.Value.Length);
        return base.VisitStringValueAsync(stringValue, context);
    }

    /// <inheritdoc/>
    protected override ValueTask VisitNameAsync(GraphQLName name, Counts context)
    {
        context.LongestName = Math.Max(context.LongestName, name.Value.Length);
        return base.VisitNameAsync(name, context);
    }
}
