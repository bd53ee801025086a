using System.Buffers.Binary;
using System.Collections;
using System.Text;

namespace LifelongLinks.Bolt;

/// <summary>Writes PackStream values (PackStream specification, version 1) one after the other into a buffer that is used again.</summary>
internal sealed class PackStreamWriter
{
    private const int DeepestNesting = 100;
    private const int LargestKept = 1024 * 1024;

    private byte[] _buffer = new byte[1024];

    /// <summary>How many bytes were written.</summary>
    internal int Length { get; private set; }

    /// <summary>What was written.</summary>
    internal ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>Forgets what was written after a length.</summary>
    internal void Truncate(int length)
    {
        Length = length;
        if (length == 0 && _buffer.Length > LargestKept)
        {
            _buffer = new byte[1024];
        }
    }

    /// <summary>Room for bytes that the caller fills, counted as written.</summary>
    internal Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(2L * _buffer.Length, (long)Length + count)));
        }
        Length += count;
        return _buffer.AsSpan(Length - count, count);
    }

    /// <summary>The bytes written from a place on, to be changed.</summary>
    internal Span<byte> Since(int start) => _buffer.AsSpan(start, Length - start);

    /// <summary>PackStream, Null: C0.</summary>
    internal void Null() => Reserve(1)[0] = 0xC0;

    /// <summary>PackStream, Boolean: C2 is false, C3 true.</summary>
    internal void Boolean(bool value) => Reserve(1)[0] = (byte)(value ? 0xC3 : 0xC2);

    /// <summary>PackStream, Integer: tiny from -16 to 127, else C8 to CB with 1, 2, 4 or 8 bytes.</summary>
    internal void Integer(long value)
    {
        switch (value)
        {
            case >= -16 and <= sbyte.MaxValue:
                Reserve(1)[0] = (byte)value;
                break;
            case >= sbyte.MinValue and <= sbyte.MaxValue:
                var one = Reserve(2);
                one[0] = 0xC8;
                one[1] = (byte)value;
                break;
            case >= short.MinValue and <= short.MaxValue:
                var two = Reserve(3);
                two[0] = 0xC9;
                BinaryPrimitives.WriteInt16BigEndian(two[1..], (short)value);
                break;
            case >= int.MinValue and <= int.MaxValue:
                var four = Reserve(5);
                four[0] = 0xCA;
                BinaryPrimitives.WriteInt32BigEndian(four[1..], (int)value);
                break;
            default:
                var eight = Reserve(9);
                eight[0] = 0xCB;
                BinaryPrimitives.WriteInt64BigEndian(eight[1..], value);
                break;
        }
    }

    /// <summary>PackStream, Float: C1 and 8 bytes.</summary>
    internal void Float(double value)
    {
        var bytes = Reserve(9);
        bytes[0] = 0xC1;
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], value);
    }

    /// <summary>PackStream, Bytes: CC to CE.</summary>
    internal void Bytes(ReadOnlySpan<byte> value)
    {
        Header(value.Length, tiny: 0, tinyMost: -1, 0xCC);
        value.CopyTo(Reserve(value.Length));
    }

    /// <summary>PackStream, String: 80 to 8F, D0 to D2, in UTF-8.</summary>
    internal void String(ReadOnlySpan<char> value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Header(length, tiny: 0x80, tinyMost: 15, 0xD0);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    /// <summary>A string that is in UTF-8 already.</summary>
    internal void String(ReadOnlySpan<byte> utf8)
    {
        Header(utf8.Length, tiny: 0x80, tinyMost: 15, 0xD0);
        utf8.CopyTo(Reserve(utf8.Length));
    }

    /// <summary>PackStream, List: 90 to 9F, D4 to D6; its items follow.</summary>
    internal void List(int count) => Header(count, tiny: 0x90, tinyMost: 15, 0xD4);

    /// <summary>PackStream, Dictionary: A0 to AF, D8 to DA; keys and values follow.</summary>
    internal void Map(int count) => Header(count, tiny: 0xA0, tinyMost: 15, 0xD8);

    /// <summary>PackStream, Structure: B0 to BF and a tag; its fields follow.</summary>
    internal void Structure(int fields, byte tag)
    {
        var bytes = Reserve(2);
        bytes[0] = (byte)(0xB0 | fields);
        bytes[1] = tag;
    }

    /// <summary>A parameter's value. What the server has no type for is an error that names the type.</summary>
    internal void Value(object? value) => Value(value, 0);

    /// <summary>Keys and values.</summary>
    internal void Dictionary(IEnumerable<KeyValuePair<string, object?>> entries, int count) => Dictionary(entries, count, 0);

    private void Value(object? value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new ClientException($"A parameter is nested deeper than {DeepestNesting} levels, or contains itself.");
        }
        switch (value)
        {
            case null: Null(); break;
            case string text: String(text); break;
            case bool boolean: Boolean(boolean); break;
            case long number: Integer(number); break;
            case int number: Integer(number); break;
            case double number: Float(number); break;
            case float number: Float(number); break;
            case short or sbyte or byte or ushort or uint: Integer(Convert.ToInt64(value, null)); break;
            case ulong number: Integer(checked((long)number)); break;
            case char character: String([character]); break;
            case byte[] bytes: Bytes(bytes); break;
            case ITemporal temporal: temporal.Write(this); break;
            case DateOnly date: new LocalDate(date).Write(this); break;
            case TimeOnly time: new LocalTime(time).Write(this); break;
            case TimeSpan time: new LocalTime(time).Write(this); break;
            case DateTime dateTime: new LocalDateTime(dateTime).Write(this); break;
            case DateTimeOffset dateTime: new ZonedDateTime(dateTime).Write(this); break;
            case IReadOnlyDictionary<string, object?> map: Dictionary(map, map.Count, depth); break;
            case IDictionary<string, object?> map: Dictionary(map, map.Count, depth); break;
            case IDictionary map: Dictionary(map, depth); break;
            case IList list: Items(list, depth); break;
            case IEnumerable items: Items(items.Cast<object?>().ToArray(), depth); break;
            case Enum or Delegate: throw Unsupported(value);
            default:
                var properties = Parameters.Properties(value) ?? throw Unsupported(value);
                Dictionary(properties, properties.Count, depth);
                break;
        }
    }

    private void Dictionary(IEnumerable<KeyValuePair<string, object?>> entries, int count, int depth)
    {
        Map(count);
        foreach (var (key, item) in entries)
        {
            String(key);
            Value(item, depth + 1);
        }
    }

    private void Dictionary(IDictionary map, int depth)
    {
        Map(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            String(entry.Key as string ?? throw new ClientException($"A key of a map is a {entry.Key.GetType()}, and not a string."));
            Value(entry.Value, depth + 1);
        }
    }

    private void Items(IList items, int depth)
    {
        List(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            Value(items[i], depth + 1);
        }
    }

    private void Header(int length, byte tiny, int tinyMost, byte marker)
    {
        switch (length)
        {
            case var _ when length <= tinyMost:
                Reserve(1)[0] = (byte)(tiny | length);
                break;
            case <= byte.MaxValue:
                var one = Reserve(2);
                one[0] = marker;
                one[1] = (byte)length;
                break;
            case <= ushort.MaxValue:
                var two = Reserve(3);
                two[0] = (byte)(marker + 1);
                BinaryPrimitives.WriteUInt16BigEndian(two[1..], (ushort)length);
                break;
            default:
                var four = Reserve(5);
                four[0] = (byte)(marker + 2);
                BinaryPrimitives.WriteInt32BigEndian(four[1..], length);
                break;
        }
    }

    private static ClientException Unsupported(object value) =>
        new($"A {value.GetType()} cannot be sent as a parameter: the server has no such type, or this client does not support it.");
}
