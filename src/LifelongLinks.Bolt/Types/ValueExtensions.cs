using System.Collections;
using System.Globalization;
using System.Reflection;

namespace LifelongLinks.Bolt;

/// <summary>Values from the server as types of .NET's.</summary>
public static class ValueExtensions
{
    private static readonly MethodInfo _as = typeof(ValueExtensions).GetMethods().Single(m => m.Name == nameof(As) && m.GetParameters().Length == 1);

    /// <summary>A value as a type, or another value where it is null.</summary>
    public static T As<T>(this object? value, T defaultValue) => value is null ? defaultValue : value.As<T>();

    /// <summary>
    /// A value as a type: itself; numbers, strings, booleans and <see cref="Guid"/>s as each other; dates and times as .NET's; lists and maps
    /// with their items as types in turn. Anything else is an <see cref="InvalidCastException"/>, a number that is too large an
    /// <see cref="OverflowException"/>.
    /// </summary>
    public static T As<T>(this object? value)
    {
        if (value is T already)
        {
            return already;
        }
        if (value is null)
        {
            return default(T) is null ? default! : throw new InvalidCastException($"Unable to cast `null` to `{typeof(T)}`.");
        }
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return (T)(To(value, type) ?? throw new InvalidCastException($"Unable to cast object of type `{value.GetType()}` to type `{typeof(T)}`."));
    }

    /// <summary>The value of a record's field, as a type.</summary>
    public static T Get<T>(this IRecord record, string key)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record[key].As<T>();
    }

    private static object? To(object value, Type type)
    {
        if (type == typeof(string))
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture);
        }
        if (value is TemporalValue temporal)
        {
            return temporal.To(type);
        }
        if (type == typeof(Guid))
        {
            return value is string text && Guid.TryParse(text, out var id) ? id : null;
        }
        if (value is IConvertible && type.IsPrimitive)
        {
            return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }
        if (!type.IsGenericType)
        {
            return null;
        }
        var arguments = type.GetGenericArguments();
        return value switch
        {
            PropertyMap map when arguments.Length == 2 && arguments[0] == typeof(string) => Map(map, type, arguments[1]),
            IList list when arguments.Length == 1 => List(list, type, arguments[0]),
            _ => null,
        };
    }

    private static object? List(IList list, Type type, Type item)
    {
        var made = typeof(List<>).MakeGenericType(item);
        if (!type.IsAssignableFrom(made))
        {
            return null;
        }
        var result = (IList)Activator.CreateInstance(made, list.Count)!;
        var convert = _as.MakeGenericMethod(item);
        foreach (object? each in list)
        {
            result.Add(convert.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [each], null));
        }
        return result;
    }

    private static object? Map(PropertyMap map, Type type, Type item)
    {
        var made = typeof(Dictionary<,>).MakeGenericType(typeof(string), item);
        if (!type.IsAssignableFrom(made))
        {
            return null;
        }
        var result = (IDictionary)Activator.CreateInstance(made, map.Count)!;
        var convert = _as.MakeGenericMethod(item);
        foreach (var (key, each) in map)
        {
            result.Add(key, convert.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [each], null));
        }
        return result;
    }
}
