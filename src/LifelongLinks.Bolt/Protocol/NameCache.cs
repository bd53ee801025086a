using System.Runtime.CompilerServices;
using System.Text;

namespace LifelongLinks.Bolt;

/// <summary>
/// The names that come again in every message (field names, labels, types, property keys), made into strings once. A name takes the place of
/// another with the same slot, so the memory is bounded whatever the server sends. Shared by a driver's connections without locks: an entry
/// never changes, and a lost write costs one more string.
/// </summary>
internal sealed class NameCache
{
    private const int Slots = 1024;
    private const int MostBytes = 64;
    private const int MostNames = 32;

    private readonly Entry?[] _names = new Entry?[Slots];
    private readonly string[]?[] _lists = new string[]?[Slots];

    /// <summary>The name written so in UTF-8.</summary>
    internal string Name(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }
        if (utf8.Length > MostBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }
        ref Entry? slot = ref _names[Slot(utf8)];
        if (slot is { } known && utf8.SequenceEqual(known.Utf8))
        {
            return known.Text;
        }
        Entry entry = new(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        slot = entry;
        return entry.Text;
    }

    /// <summary>The list of these names, in this order: nodes of one kind have the same keys, rows of one result the same fields.</summary>
    internal string[] List(ReadOnlySpan<string> names)
    {
        if (names.IsEmpty)
        {
            return [];
        }
        if (names.Length > MostNames)
        {
            return names.ToArray();
        }
        int hash = names.Length;
        foreach (string name in names)
        {
            hash = hash * 31 + RuntimeHelpers.GetHashCode(name);
        }
        ref string[]? slot = ref _lists[(uint)hash % Slots];
        if (slot is { } known && Same(known, names))
        {
            return known;
        }
        return slot = names.ToArray();
    }

    private static bool Same(string[] known, ReadOnlySpan<string> names)
    {
        if (known.Length != names.Length)
        {
            return false;
        }
        for (int i = 0; i < known.Length; i++)
        {
            if (!ReferenceEquals(known[i], names[i]))
            {
                return false;
            }
        }
        return true;
    }

    // FNV-1a.
    private static uint Slot(ReadOnlySpan<byte> utf8)
    {
        uint hash = 2166136261;
        foreach (byte b in utf8)
        {
            hash = (hash ^ b) * 16777619;
        }
        return (hash ^ (hash >> 15)) % Slots;
    }

    private sealed record Entry(byte[] Utf8, string Text);
}
