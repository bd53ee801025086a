using GraphQL;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>
/// What a field costs itself, where that is more than one: about as many times a plain field as it takes to answer. The figures were
/// measured; see docs/decisions/0017-hardening.md.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class CostAttribute(int weight) : GraphQLAttribute
{
    /// <inheritdoc/>
    public override void Modify(FieldType fieldType, bool isInputType) => fieldType.Costs(weight);
}

/// <summary>What fields cost.</summary>
public static class FieldCosts
{
    /// <summary>What a mutation costs, besides what is asked of its payload: a case is read whole, judged and written.</summary>
    public const int Mutation = 100;

    private const string Key = "LifelongLinks.Cost";

    /// <summary>Says what a field costs itself.</summary>
    public static FieldType Costs(this FieldType field, int weight) => field.WithMetadata(Key, weight);

    /// <summary>What a field costs itself: one, where nothing was said.</summary>
    internal static int Weight(this IFieldType field) => field.GetMetadata(Key, 1);
}
