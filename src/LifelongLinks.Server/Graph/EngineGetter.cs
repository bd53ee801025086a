using System.Linq.Expressions;
using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;

namespace LifelongLinks.Server;

/// <summary>
/// Resolves a field that only reads a member of its source: <see cref="EngineExecution"/> reads it with nothing around it, as most
/// fields of an answer are such.
/// </summary>
internal sealed class EngineGetter(IFieldResolver resolver, Func<object, object?> get) : IFieldResolver
{
    /// <summary>The member's value.</summary>
    internal object? Get(object source) => get(source);

    /// <inheritdoc/>
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => resolver.ResolveAsync(context);

    /// <summary>The resolver of a member; the same one where it takes arguments, has no source or has to be awaited.</summary>
    internal static IFieldResolver? For(MemberInfo member, IFieldResolver? resolver)
    {
        var source = Expression.Parameter(typeof(object));
        var value = member switch
        {
            PropertyInfo { GetMethod.IsStatic: false } property => Expression.Property(Expression.Convert(source, member.DeclaringType!), property),
            MethodInfo { IsStatic: false } method when method.GetParameters().Length == 0 => Expression.Call(Expression.Convert(source, member.DeclaringType!), method),
            _ => (Expression?)null,
        };
        return resolver is null || value is null || IsAwaited(value.Type) ? resolver
            : new EngineGetter(resolver, Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), source).Compile());
    }

    private static bool IsAwaited(Type type) => type.IsAssignableTo(typeof(Task)) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
