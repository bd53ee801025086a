using System.Diagnostics.CodeAnalysis;

namespace LifelongLinks.Server;

/// <summary>
/// What was worked out once, for whoever asks next. Bounded: two generations, of which the older is let go when the younger is full.
/// </summary>
/// <param name="most">About how many are kept.</param>
public sealed class Kept<TKey, TValue>(int most) where TKey : notnull
{
    private readonly int _half = Math.Max(1, most / 2);
    private readonly Lock _lock = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    /// <summary>What was kept, if it still is; it then counts among the young again.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out value))
            {
                return true;
            }
            if (_old.TryGetValue(key, out value))
            {
                Put(key, value);
                return true;
            }
            return false;
        }
    }

    /// <summary>Keeps it.</summary>
    public void Keep(TKey key, TValue value)
    {
        lock (_lock)
        {
            Put(key, value);
        }
    }

    private void Put(TKey key, TValue value)
    {
        if (_young.Count >= _half)
        {
            (_old, _young) = (_young, []);
        }
        _young[key] = value;
    }
}
