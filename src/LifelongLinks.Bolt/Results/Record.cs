using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LifelongLinks.Bolt;

/// <summary>A row of a result: values by field, in order.</summary>
public interface IRecord : IReadOnlyDictionary<string, object?>
{
    /// <summary>The value of the field at a place.</summary>
    object? this[int index] { get; }

    /// <summary>The value of the field of a name.</summary>
    new object? this[string key] { get; }

    /// <summary>Fields and values.</summary>
    new IReadOnlyDictionary<string, object?> Values { get; }

    /// <summary>The fields, in order.</summary>
    new IReadOnlyList<string> Keys { get; }
}

internal sealed class Record(string[] keys, object?[] values) : IRecord
{
    public object? this[int index] => values[index];

    public object? this[string key] =>
        TryGetValue(key, out object? value) ? value : throw new KeyNotFoundException($"The given key '{key}' was not present in the dictionary.");

    public IReadOnlyDictionary<string, object?> Values => new PropertyMap(keys, values);

    public IReadOnlyList<string> Keys => keys;

    public int Count => keys.Length;

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => keys;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => values;

    public bool ContainsKey(string key) => Array.IndexOf(keys, key) >= 0;

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
}
