using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LifelongLinks.Storage;

/// <summary>Writes values as the bytes of a sheet. An id stands there once, as 16 bytes, and is referred to by its place among all of them.</summary>
internal sealed class SheetWriter
{
    private readonly ArrayBufferWriter<byte> _values = new(8192);
    private readonly ArrayBufferWriter<byte> _ids = new(8192);
    private readonly Dictionary<string, int> _places = [];

    /// <summary>All that was written.</summary>
    internal byte[] All
    {
        get
        {
            ArrayBufferWriter<byte> count = new(16);
            Write(count, (ulong)_places.Count);
            return [.. count.WrittenSpan, .. _ids.WrittenSpan, .. _values.WrittenSpan];
        }
    }

    /// <summary>How many of something follow.</summary>
    internal void Count(int count) => Write(_values, (ulong)count);

    /// <summary>An id, or none.</summary>
    internal void Id(string? id)
    {
        if (id is null)
        {
            Count(0);
            return;
        }
        if (!_places.TryGetValue(id, out int place))
        {
            place = _places.Count;
            _places[id] = place;
            AddId(id);
        }
        Count(place + 1);
    }

    /// <summary>Ids.</summary>
    internal void Ids(IReadOnlyList<string> ids)
    {
        Count(ids.Count);
        foreach (string id in ids)
        {
            Id(id);
        }
    }

    /// <summary>A whole number, or none.</summary>
    internal void Number(long? number) => Write(_values, number is { } n ? ((ulong)(n << 1) ^ (ulong)(n >> 63)) + 1 : 0);

    /// <summary>A day, or none.</summary>
    internal void Day(DateOnly? day) => Write(_values, day is { } d ? (ulong)d.DayNumber + 1 : 0);

    /// <summary>Yes, no, or neither.</summary>
    internal void Flag(bool? flag) => Write(_values, flag is { } f ? f ? 2UL : 1UL : 0);

    /// <summary>Any number.</summary>
    internal void Real(double real)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_values.GetSpan(sizeof(double)), real);
        _values.Advance(sizeof(double));
    }

    // What is no id of ours (an old note may have anything in an id's place) is kept as the text it is.
    private void AddId(string id)
    {
        if (Core.Ids.IsWellFormed(id))
        {
            Write(_ids, 0);
            Convert.FromHexString(id, _ids.GetSpan(16), out _, out _);
            _ids.Advance(16);
            return;
        }
        int length = Encoding.UTF8.GetByteCount(id);
        Write(_ids, (ulong)length + 1);
        Encoding.UTF8.GetBytes(id, _ids.GetSpan(length));
        _ids.Advance(length);
    }

    // Seven bits to a byte, the lowest first; the highest bit says that there are more.
    private static void Write(ArrayBufferWriter<byte> to, ulong value)
    {
        var span = to.GetSpan(10);
        int length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        span[length++] = (byte)value;
        to.Advance(length);
    }
}

/// <summary>Reads what <see cref="SheetWriter"/> wrote, in the same order.</summary>
internal sealed class SheetReader
{
    private readonly byte[] _bytes;
    private readonly string?[] _ids;
    private readonly int[] _begins;
    private int _at;

    internal SheetReader(byte[] bytes)
    {
        _bytes = bytes;
        int count = Count();
        _ids = new string?[count];
        _begins = new int[count];
        for (int i = 0; i < count; i++)
        {
            _begins[i] = _at;
            int length = Count();
            _at += length == 0 ? 16 : length - 1;
        }
    }

    /// <summary>How many of something follow.</summary>
    internal int Count() => (int)Read();

    /// <summary>An id that is there.</summary>
    internal string Id() => IdOrNull()!;

    /// <summary>An id, or none.</summary>
    internal string? IdOrNull() => Count() is > 0 and int place ? _ids[place - 1] ??= IdAt(_begins[place - 1]) : null;

    /// <summary>Ids.</summary>
    internal IReadOnlyList<string> Ids()
    {
        int count = Count();
        if (count == 0)
        {
            return [];
        }
        string[] ids = new string[count];
        for (int i = 0; i < count; i++)
        {
            ids[i] = Id();
        }
        return ids;
    }

    /// <summary>A whole number that is there.</summary>
    internal long Number() => NumberOrNull()!.Value;

    /// <summary>A whole number, or none.</summary>
    internal long? NumberOrNull()
    {
        ulong read = Read();
        return read == 0 ? null : (long)((read - 1) >> 1) ^ -(long)((read - 1) & 1);
    }

    /// <summary>A day that is there.</summary>
    internal DateOnly Day() => DayOrNull()!.Value;

    /// <summary>A day, or none.</summary>
    internal DateOnly? DayOrNull() => Read() is > 0 and ulong day ? DateOnly.FromDayNumber((int)day - 1) : null;

    /// <summary>Yes or no.</summary>
    internal bool Flag() => Read() == 2;

    /// <summary>Yes, no, or neither.</summary>
    internal bool? FlagOrNull() => Read() is > 0 and ulong flag ? flag == 2 : null;

    /// <summary>Any number.</summary>
    internal double Real()
    {
        double real = BinaryPrimitives.ReadDoubleLittleEndian(_bytes.AsSpan(_at));
        _at += sizeof(double);
        return real;
    }

    private string IdAt(int begins)
    {
        int back = _at;
        _at = begins;
        int length = Count();
        string id = length == 0 ? Convert.ToHexStringLower(_bytes.AsSpan(_at, 16)) : Encoding.UTF8.GetString(_bytes, _at, length - 1);
        _at = back;
        return id;
    }

    private ulong Read()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
