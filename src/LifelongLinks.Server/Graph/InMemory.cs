using System.Collections;
using System.Collections.Concurrent;

namespace LifelongLinks.Server;

/// <summary>
/// The port's filters and orders over lists that are at hand, with the store's own meaning: a missing property equals null only, text
/// is found whether in (ASCII) capitals or not, missing values come last in ascending order. Properties are read by name.
/// </summary>
public static class InMemory
{
    /// <summary>The name for a value itself, where a list holds values and not things.</summary>
    internal const string Itself = "";

    private static readonly ConcurrentDictionary<(Type Type, string Name), Func<object, object?>> _readers = [];

    /// <summary>The items for which the filter holds, in order; where nothing else says, in the order they had.</summary>
    public static IReadOnlyList<T> Select<T>(IEnumerable<T> items, Filter? where, IReadOnlyList<Order>? order = null) where T : notnull
    {
        var selected = where is null ? items : items.Where(item => Holds(where, item));
        IOrderedEnumerable<T>? sorted = null;
        foreach (var term in order ?? [])
        {
            object? Key(T item) => Value(item, term.Property);
            sorted = (sorted, term.Descending) switch
            {
                (null, false) => selected.OrderBy(Key, _missingLast),
                (null, true) => selected.OrderByDescending(Key, _missingLast),
                (_, false) => sorted.ThenBy(Key, _missingLast),
                (_, true) => sorted.ThenByDescending(Key, _missingLast),
            };
        }
        return [.. sorted ?? selected];
    }

    /// <summary>Whether the filter holds for an item.</summary>
    public static bool Holds(Filter filter, object item) => filter switch
    {
        Filter.And and => and.All.All(f => Holds(f, item)),
        Filter.Or or => or.Any.Any(f => Holds(f, item)),
        Filter.Not not => !Holds(not.Inner, item),
        Filter.Some some => ((IEnumerable)Value(item, some.EdgeType)!).Cast<object>().Any(each => Holds(some.Inner, each)),
        Filter.Property property => Compares(Value(item, property.Name), property.Is, property.Value),
        _ => throw new ArgumentException($"There is no filter {filter}."),
    };

    private static bool Compares(object? value, Comparison comparison, object? with) => comparison switch
    {
        Comparison.Eq => Equals(value, with),
        Comparison.Neq => !Equals(value, with),
        Comparison.In => ((IEnumerable)with!).Cast<object?>().Contains(value),
        Comparison.Nin => !((IEnumerable)with!).Cast<object?>().Contains(value),
        _ when value is null || with is null => false,
        Comparison.Gt => Order(value, with) > 0,
        Comparison.Gte => Order(value, with) >= 0,
        Comparison.Lt => Order(value, with) < 0,
        Comparison.Lte => Order(value, with) <= 0,
        Comparison.Contains => Small(value).Contains(Small(with), StringComparison.Ordinal),
        Comparison.StartsWith => Small(value).StartsWith(Small(with), StringComparison.Ordinal),
        _ => throw new ArgumentException($"There is no comparison {comparison}."),
    };

    private static readonly Comparer<object?> _missingLast = Comparer<object?>.Create((a, b) =>
        (a, b) switch { (null, null) => 0, (null, _) => 1, (_, null) => -1, _ => Order(a, b) });

    /// <summary>Text and words ordinally, as the store does; the rest by its own order.</summary>
    private static int Order(object a, object b) => (a, b) switch
    {
        (string x, string y) => string.CompareOrdinal(x, y),
        (Enum x, Enum y) => string.CompareOrdinal(Words.Of(x.ToString()), Words.Of(y.ToString())),
        _ => ((IComparable)a).CompareTo(b),
    };

    private static string Small(object text) => string.Create(((string)text).Length, (string)text, (small, from) =>
    {
        for (int i = 0; i < small.Length; i++)
        {
            small[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
        }
    });

    private static object? Value(object item, string name) => name == Itself ? item : _readers.GetOrAdd((item.GetType(), name), Reader)(item);

    private static Func<object, object?> Reader((Type Type, string Name) of)
    {
        var property = of.Type.GetProperty(of.Name) ?? throw new ArgumentException($"{of.Type.Name} has no {of.Name} to filter or sort by.");
        return property.GetValue;
    }
}
