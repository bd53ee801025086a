using GraphQL;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>Retires an argument. Fields, values and inputs are retired by [Obsolete], which parameters cannot have.</summary>
/// <param name="reason">As of everything retired: <c>Use x instead. Since yyyy-MM-dd.</c></param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RetiredAttribute(string reason) : GraphQLAttribute
{
    /// <summary>Since when, and what to use instead.</summary>
    public string Reason { get; } = reason;

    /// <inheritdoc/>
    public override void Modify(QueryArgument queryArgument) => queryArgument.DeprecationReason = Reason;
}
