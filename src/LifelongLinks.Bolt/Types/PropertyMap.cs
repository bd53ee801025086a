using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LifelongLinks.Bolt;

/// <summary>
/// A map from the server, or the properties of a node: read-only, in two arrays, of which nodes of one kind share the keys. Maps are small and
/// read through once, so a key is looked for in order.
/// </summary>
internal sealed class PropertyMap(string[] keys, object?[] values) : IReadOnlyDictionary<string, object?>, IDictionary<string, object?>
{
    /// <summary>The map of nothing.</summary>
    internal static PropertyMap Empty { get; } = new([], []);

    public object? this[string key] =>
        TryGetValue(key, out object? value) ? value : throw new KeyNotFoundException($"The given key '{key}' was not present in the dictionary.");

    public IEnumerable<string> Keys => keys;

    public IEnumerable<object?> Values => values;

    public int Count => keys.Length;

    public bool IsReadOnly => true;

    ICollection<string> IDictionary<string, object?>.Keys => keys;

    ICollection<object?> IDictionary<string, object?>.Values => values;

    object? IDictionary<string, object?>.this[string key]
    {
        get => this[key];
        set => throw ReadOnly();
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] == key)
            {
                value = values[i];
                return true;
            }
        }
        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (int i = 0; i < keys.Length; i++)
        {
            yield return new(keys[i], values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Contains(KeyValuePair<string, object?> item) => TryGetValue(item.Key, out object? value) && Equals(value, item.Value);

    public void CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex)
    {
        foreach (var entry in this)
        {
            array[arrayIndex++] = entry;
        }
    }

    public void Add(string key, object? value) => throw ReadOnly();

    public void Add(KeyValuePair<string, object?> item) => throw ReadOnly();

    public bool Remove(string key) => throw ReadOnly();

    public bool Remove(KeyValuePair<string, object?> item) => throw ReadOnly();

    public void Clear() => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("What the server sent cannot be changed.");
}
