using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LifelongLinks.Bolt;

/// <summary>
/// Reads PackStream values (PackStream specification, version 1) from a whole message. A length is believed only when the bytes it promises can
/// still be there, beside those promised to everything around it, so what is allocated is bounded by what was sent; anything else is a
/// <see cref="ProtocolException"/>.
/// </summary>
internal ref struct PackStreamReader(ReadOnlySpan<byte> message, NameCache names)
{
    private const int DeepestNesting = 100;

    private readonly ReadOnlySpan<byte> _bytes = message;
    private int _at;
    private int _owed; // Bytes that the items still to come of the lists, maps and structures around this place take at least.
    private int _depth;

    /// <summary>How many bytes are left.</summary>
    internal readonly int Remaining => _bytes.Length - _at;

    /// <summary>The value that is next.</summary>
    internal object? Value()
    {
        byte marker = Byte();
        switch (marker)
        {
            case <= 0x7F or >= 0xF0: return Boxes.Integer((sbyte)marker);
            case 0xC0: return null;
            case 0xC2: return Boxes.False;
            case 0xC3: return Boxes.True;
            case 0xC1: return Boxes.Float(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
            case >= 0xC8 and <= 0xCB: return Boxes.Integer(IntegerOf(marker));
            case >= 0xCC and <= 0xCE: return Take(Length(marker - 0xCC)).ToArray();
        }
        if (TryStringLength(marker, out int length))
        {
            return Encoding.UTF8.GetString(Take(length));
        }
        if (TryListCount(marker, out int count))
        {
            return List(count);
        }
        if (TryMapCount(marker, out count))
        {
            return Map(count);
        }
        if (marker is >= 0xB0 and <= 0xBF)
        {
            return Structures.Read(ref this, fields: marker & 0x0F, tag: Byte());
        }
        throw Unexpected(marker, "a value");
    }

    /// <summary>An integer.</summary>
    internal long Integer()
    {
        byte marker = Byte();
        return marker is <= 0x7F or >= 0xF0 ? (sbyte)marker : marker is >= 0xC8 and <= 0xCB ? IntegerOf(marker) : throw Unexpected(marker, "an integer");
    }

    /// <summary>An integer that fits a bound.</summary>
    internal int Integer(int from, int to)
    {
        long value = Integer();
        return value >= from && value <= to ? (int)value : throw new ProtocolException($"The server sent {value}, where {from} to {to} is possible.");
    }

    /// <summary>True or false.</summary>
    internal bool Boolean() => Byte() switch
    {
        0xC2 => false,
        0xC3 => true,
        byte other => throw Unexpected(other, "a boolean"),
    };

    /// <summary>A string.</summary>
    internal string String() => Encoding.UTF8.GetString(Utf8());

    /// <summary>A string that comes again and again, such as a label.</summary>
    internal string Name() => names.Name(Utf8());

    /// <summary>A string's bytes.</summary>
    internal ReadOnlySpan<byte> Utf8()
    {
        byte marker = Byte();
        return TryStringLength(marker, out int length) ? Take(length) : throw Unexpected(marker, "a string");
    }

    /// <summary>A list of names.</summary>
    internal string[] Names()
    {
        int count = ListCount();
        string[] scratch = ArrayPool<string>.Shared.Rent(count);
        for (int i = 0; i < count; i++)
        {
            scratch[i] = Name();
        }
        string[] list = names.List(scratch.AsSpan(0, count));
        ArrayPool<string>.Shared.Return(scratch);
        return list;
    }

    /// <summary>How many items the list has that is next; they follow.</summary>
    internal int ListCount()
    {
        byte marker = Byte();
        return TryListCount(marker, out int count) ? count : throw Unexpected(marker, "a list");
    }

    /// <summary>How many entries the map has that is next; they follow.</summary>
    internal int MapCount()
    {
        byte marker = Byte();
        return TryMapCount(marker, out int count) ? count : throw Unexpected(marker, "a map");
    }

    /// <summary>The structure that is next: its tag. It must have a number of fields, which follow.</summary>
    internal void Structure(byte tag, int fields)
    {
        byte marker = Byte();
        if (marker != (0xB0 | fields) || Byte() != tag)
        {
            throw new ProtocolException($"The server sent something else, where a structure {tag:X2} of {fields} fields was to come.");
        }
    }

    /// <summary>The map that is next.</summary>
    internal PropertyMap Map() => Map(MapCount());

    /// <summary>Passes over the value that is next, whatever it is.</summary>
    internal void Skip()
    {
        byte marker = Byte();
        if (marker is <= 0x7F or >= 0xF0 or 0xC0 or 0xC2 or 0xC3)
        {
            return;
        }
        if (marker is 0xC1)
        {
            Take(8);
        }
        else if (marker is >= 0xC8 and <= 0xCB)
        {
            Take(1 << (marker - 0xC8));
        }
        else if (marker is >= 0xCC and <= 0xCE)
        {
            Take(Length(marker - 0xCC));
        }
        else if (TryStringLength(marker, out int length))
        {
            Take(length);
        }
        else if (TryListCount(marker, out int count))
        {
            SkipItems(count);
        }
        else if (TryMapCount(marker, out count))
        {
            SkipItems(2 * count);
        }
        else if (marker is >= 0xB0 and <= 0xBF)
        {
            Byte();
            SkipItems(marker & 0x0F);
        }
        else
        {
            throw Unexpected(marker, "a value");
        }
    }

    /// <summary>The items of a list or record whose header was read.</summary>
    internal object?[] Items(int count)
    {
        object?[] items = count == 0 ? [] : new object?[count];
        Enter(count);
        for (int i = 0; i < count; i++)
        {
            Pay(1);
            items[i] = Value();
        }
        Leave();
        return items;
    }

    private List<object?> List(int count)
    {
        List<object?> list = new(count);
        Enter(count);
        for (int i = 0; i < count; i++)
        {
            Pay(1);
            list.Add(Value());
        }
        Leave();
        return list;
    }

    private PropertyMap Map(int count)
    {
        if (count == 0)
        {
            return PropertyMap.Empty;
        }
        object?[] values = new object?[count];
        string[] scratch = ArrayPool<string>.Shared.Rent(count);
        Enter(2 * count);
        for (int i = 0; i < count; i++)
        {
            Pay(2);
            scratch[i] = Name();
            values[i] = Value();
        }
        Leave();
        PropertyMap map = new(names.List(scratch.AsSpan(0, count)), values);
        ArrayPool<string>.Shared.Return(scratch);
        return map;
    }

    private void SkipItems(int count)
    {
        Enter(count);
        for (int i = 0; i < count; i++)
        {
            Pay(1);
            Skip();
        }
        Leave();
    }

    /// <summary>Goes one level deeper, to items that take a byte each at least.</summary>
    internal void Enter(int items)
    {
        if (++_depth > DeepestNesting)
        {
            throw new ProtocolException($"The server sent a value nested deeper than {DeepestNesting} levels.");
        }
        _owed += items;
    }

    /// <summary>Comes to the next of the items that were entered.</summary>
    internal void Pay(int items) => _owed -= items;

    /// <summary>Comes back to the level above, when all items that were entered are read.</summary>
    internal void Leave() => _depth--;

    private long IntegerOf(byte marker) => marker switch
    {
        0xC8 => (sbyte)Byte(),
        0xC9 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
        0xCA => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        _ => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
    };

    private bool TryStringLength(byte marker, out int length)
    {
        if (marker is >= 0x80 and <= 0x8F)
        {
            length = marker & 0x0F;
            return true;
        }
        length = marker is >= 0xD0 and <= 0xD2 ? Length(marker - 0xD0) : -1;
        return length >= 0;
    }

    private bool TryListCount(byte marker, out int count) => TryCount(marker, 0x90, 0xD4, bytesEach: 1, out count);

    private bool TryMapCount(byte marker, out int count) => TryCount(marker, 0xA0, 0xD8, bytesEach: 2, out count);

    private bool TryCount(byte marker, byte tiny, byte sized, int bytesEach, out int count)
    {
        count = (marker & 0xF0) == tiny ? marker & 0x0F : marker >= sized && marker <= sized + 2 ? Length(marker - sized) : -1;
        if (count > 0 && (long)count * bytesEach > Remaining - _owed)
        {
            throw TooLong(count);
        }
        return count >= 0;
    }

    /// <summary>A length of 1, 2 or 4 bytes.</summary>
    private int Length(int size)
    {
        long length = size switch
        {
            0 => Byte(),
            1 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            _ => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        };
        return length <= Remaining ? (int)length : throw TooLong(length);
    }

    private byte Byte() => _at < _bytes.Length ? _bytes[_at++] : throw TooLong(1);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
        {
            throw TooLong(count);
        }
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly ProtocolException TooLong(long length) =>
        new($"The server sent a length of {length}, where the message has {Remaining} bytes left.");

    private static ProtocolException Unexpected(byte marker, string expected) => new($"The server sent {marker:X2}, where {expected} was to come.");
}
