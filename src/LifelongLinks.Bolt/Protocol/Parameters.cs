using System.Collections.Concurrent;
using System.Reflection;

namespace LifelongLinks.Bolt;

/// <summary>An object's public properties as a query's parameters.</summary>
internal static class Parameters
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> _known = new();

    /// <summary>A query's parameters: a map, or the properties of an object, such as one of an anonymous type.</summary>
    internal static IDictionary<string, object?>? Of(object? parameters) => parameters switch
    {
        null => null,
        IDictionary<string, object?> map => map,
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(),
        _ => Properties(parameters) ?? throw new ClientException($"A {parameters.GetType()} has no properties to be parameters."),
    };

    /// <summary>The properties of an object; null when it is of a type of .NET's own, which has no meaning to the server.</summary>
    internal static Dictionary<string, object?>? Properties(object value)
    {
        var type = value.GetType();
        if (type.Assembly == typeof(object).Assembly)
        {
            return null;
        }
        var properties = _known.GetOrAdd(type, static t =>
            [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)]);
        return properties.Length == 0 ? null : properties.ToDictionary(p => p.Name, p => p.GetValue(value));
    }
}
