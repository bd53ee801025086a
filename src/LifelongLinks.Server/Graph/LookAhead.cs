using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace LifelongLinks.Server;

/// <summary>
/// What a field reads of a case besides the facts it stands on: these kinds, or none. A field that does not say reads the whole case.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class NeedsAttribute(params Type[] kinds) : GraphQLAttribute
{
    /// <inheritdoc/>
    public override void Modify(FieldType fieldType, bool isInputType) => fieldType.Needs(kinds);
}

/// <summary>Which parts of a case a request reads, found before anything runs: so that each case is loaded once, and no more of it.</summary>
public sealed class LookAhead : ValidationRuleBase
{
    private static readonly ConditionalWeakTable<GraphQLOperationDefinition, CaseParts> _known = [];

    /// <summary>Tells the request's <see cref="Reading"/> when every other rule has passed; of a cached document it is known already.</summary>
    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context)
    {
        if (!context.HasErrors)
        {
            context.RequestServices!.GetRequiredService<Reading>().Parts = _known.GetValue(context.Operation, o => Of(context.Schema, context.Document, o));
        }
        return default;
    }

    /// <summary>The parts that an operation reads: of every field in it, whether or not a directive leaves it out this time.</summary>
    public static CaseParts Of(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        HashSet<Type> kinds = [];
        var root = operation.Operation switch { OperationType.Mutation => schema.Mutation, OperationType.Subscription => schema.Subscription, _ => schema.Query };
        return new Search(schema, document, kinds).Needs(root!, operation.SelectionSet) ? CaseParts.Of(kinds) : CaseParts.Whole;
    }

    private sealed class Search(ISchema schema, GraphQLDocument document, HashSet<Type> kinds)
    {
        private readonly HashSet<(string Type, GraphQLFragmentDefinition Fragment)> _spread = [];

        // False: the whole case.
        internal bool Needs(IGraphType type, GraphQLSelectionSet selections) => selections.Selections.All(selection => selection switch
        {
            GraphQLField field => Needs(type, field),
            GraphQLInlineFragment inline => Needs(On(inline.TypeCondition) ?? type, inline.SelectionSet),
            GraphQLFragmentSpread spread => Fragment(spread.FragmentName.Name) is { } fragment
                && (!_spread.Add((type.Name, fragment)) || Needs(On(fragment.TypeCondition) ?? type, fragment.SelectionSet)),
            _ => false,
        });

        private bool Needs(IGraphType type, GraphQLField selected)
        {
            if (selected.Name.StringValue.StartsWith("__", StringComparison.Ordinal))
            {
                return true;
            }
            IEnumerable<IGraphType> objects = type is IAbstractGraphType any ? any.PossibleTypes : [type];
            return objects.OfType<IObjectGraphType>().All(o => o.Fields.Find(selected.Name) is not { } field || Needs(o, field, selected));
        }

        private bool Needs(IObjectGraphType type, FieldType field, GraphQLField selected)
        {
            // What filters and sorts a list of a case may look at anything.
            bool filters = type != schema.Query && selected.Arguments?.Any(a => a.Name == "where" || a.Name == "order") == true;
            if (filters || field.WhatItNeeds() is not { } needs)
            {
                return false;
            }
            kinds.UnionWith(needs);
            return selected.SelectionSet is not { } below || Needs(field.ResolvedType!.GetNamedType(), below);
        }

        private GraphQLFragmentDefinition? Fragment(GraphQLName name) =>
            document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(f => f.FragmentName.Name == name);

        private IGraphType? On(GraphQLTypeCondition? condition) => condition is null ? null : schema.AllTypes[condition.Type.Name];
    }
}

/// <summary>What fields read of a case.</summary>
public static class FieldNeeds
{
    private const string Key = "LifelongLinks.Needs";

    /// <summary>Says what a field reads of a case besides the facts it stands on.</summary>
    public static FieldType Needs(this FieldType field, params Type[] kinds) => field.WithMetadata(Key, kinds);

    /// <summary>What a field reads of a case; null: all of it.</summary>
    internal static IReadOnlyList<Type>? WhatItNeeds(this IFieldType field) => field.GetMetadata<Type[]?>(Key);

    /// <summary>
    /// Says for the member that a field is made from, where it says nothing itself: a record of Core has what it has; and a property with a
    /// plain value has it from the record it stands on.
    /// </summary>
    internal static void ByDefault(FieldType field, MemberInfo member)
    {
        if (field.WhatItNeeds() is null && member is PropertyInfo property && (member.DeclaringType!.Assembly == typeof(Case).Assembly || IsPlain(property.PropertyType)))
        {
            field.Needs();
        }
    }

    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(DateOnly) || type == typeof(DateTimeOffset)
        || (type.IsGenericType && type.GetGenericArguments() is [var inner] && IsPlain(inner));
}
