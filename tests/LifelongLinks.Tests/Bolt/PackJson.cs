using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LifelongLinks.Tests.Bolt;

/// <summary>
/// PackStream as JSON and back, for the fake server: a second writing of the specification, so that client and tests do not share a mistake.
/// A structure is an object with one key, its tag: {"$4E": [fields]}; bytes are {"$bytes": "hex"}.
/// </summary>
internal static class PackJson
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of a value.</summary>
    internal static byte[] Encode(JsonNode? value)
    {
        MemoryStream bytes = new();
        Write(bytes, value);
        return bytes.ToArray();
    }

    /// <summary>The value that is next, as JSON text.</summary>
    internal static string Decode(ref ReadOnlySpan<byte> bytes) => Read(ref bytes)?.ToJsonString(_plain) ?? "null";

    /// <summary>The value that is next.</summary>
    internal static JsonNode? Read(ref ReadOnlySpan<byte> bytes)
    {
        byte marker = Take(ref bytes, 1)[0];
        int low = marker & 0x0F;
        return (marker >> 4) switch
        {
            <= 7 or 0xF => (long)(sbyte)marker,
            8 => Text(ref bytes, low),
            9 => List(ref bytes, low),
            0xA => Map(ref bytes, low),
            0xB => Structure(ref bytes, low),
            _ => marker switch
            {
                0xC0 => null,
                0xC1 => BinaryPrimitives.ReadDoubleBigEndian(Take(ref bytes, 8)),
                0xC2 => false,
                0xC3 => true,
                0xC8 => (long)(sbyte)Take(ref bytes, 1)[0],
                0xC9 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(ref bytes, 2)),
                0xCA => (long)BinaryPrimitives.ReadInt32BigEndian(Take(ref bytes, 4)),
                0xCB => BinaryPrimitives.ReadInt64BigEndian(Take(ref bytes, 8)),
                0xCC or 0xCD or 0xCE => new JsonObject { ["$bytes"] = Convert.ToHexString(Take(ref bytes, Length(ref bytes, marker - 0xCC))) },
                0xD0 or 0xD1 or 0xD2 => Text(ref bytes, Length(ref bytes, marker - 0xD0)),
                0xD4 or 0xD5 or 0xD6 => List(ref bytes, Length(ref bytes, marker - 0xD4)),
                0xD8 or 0xD9 or 0xDA => Map(ref bytes, Length(ref bytes, marker - 0xD8)),
                _ => throw new InvalidDataException($"The client sent {marker:X2}."),
            },
        };
    }

    private static void Write(MemoryStream bytes, JsonNode? value)
    {
        switch (value)
        {
            case null:
                bytes.WriteByte(0xC0);
                break;
            case JsonArray list:
                Size(bytes, 0xD4, list.Count);
                foreach (var item in list)
                {
                    Write(bytes, item);
                }
                break;
            case JsonObject { Count: 1 } special when special.First() is { Key: ['$', ..] key, Value: var content }:
                if (key == "$bytes")
                {
                    byte[] raw = Convert.FromHexString((string)content!);
                    Size(bytes, 0xCC, raw.Length);
                    bytes.Write(raw);
                    break;
                }
                var fields = content!.AsArray();
                bytes.WriteByte((byte)(0xB0 | fields.Count));
                bytes.WriteByte(Convert.ToByte(key[1..], 16));
                foreach (var field in fields)
                {
                    Write(bytes, field);
                }
                break;
            case JsonObject map:
                Size(bytes, 0xD8, map.Count);
                foreach (var (name, item) in map)
                {
                    Write(bytes, name);
                    Write(bytes, item);
                }
                break;
            default:
                Scalar(bytes, value.GetValue<JsonElement>());
                break;
        }
    }

    private static void Scalar(MemoryStream bytes, JsonElement value)
    {
        Span<byte> eight = stackalloc byte[8];
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                bytes.WriteByte((byte)(value.GetBoolean() ? 0xC3 : 0xC2));
                break;
            case JsonValueKind.String:
                byte[] text = Encoding.UTF8.GetBytes(value.GetString()!);
                Size(bytes, 0xD0, text.Length);
                bytes.Write(text);
                break;
            case var _ when value.TryGetInt64(out long number):
                if (number is >= -16 and < 128)
                {
                    bytes.WriteByte((byte)number);
                    break;
                }
                bytes.WriteByte(0xCB);
                BinaryPrimitives.WriteInt64BigEndian(eight, number);
                bytes.Write(eight);
                break;
            default:
                bytes.WriteByte(0xC1);
                BinaryPrimitives.WriteDoubleBigEndian(eight, value.GetDouble());
                bytes.Write(eight);
                break;
        }
    }

    // The longest header is as good as the shortest.
    private static void Size(MemoryStream bytes, byte marker, int count)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, count);
        bytes.WriteByte((byte)(marker + 2));
        bytes.Write(four);
    }

    private static void Write(MemoryStream bytes, string text) => Write(bytes, JsonSerializer.SerializeToNode(text));

    private static JsonObject Structure(ref ReadOnlySpan<byte> bytes, int fields)
    {
        byte tag = Take(ref bytes, 1)[0];
        return new() { [$"${tag:X2}"] = List(ref bytes, fields) };
    }

    private static JsonArray List(ref ReadOnlySpan<byte> bytes, int count)
    {
        JsonArray list = [];
        for (; count > 0; count--)
        {
            list.Add(Read(ref bytes));
        }
        return list;
    }

    private static JsonObject Map(ref ReadOnlySpan<byte> bytes, int count)
    {
        JsonObject map = [];
        for (; count > 0; count--)
        {
            string key = (string)Read(ref bytes)!;
            map.Add(key, Read(ref bytes));
        }
        return map;
    }

    private static JsonValue Text(ref ReadOnlySpan<byte> bytes, int length) => JsonValue.Create(Encoding.UTF8.GetString(Take(ref bytes, length)));

    private static int Length(ref ReadOnlySpan<byte> bytes, int size) => size switch
    {
        0 => Take(ref bytes, 1)[0],
        1 => BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2)),
        _ => BinaryPrimitives.ReadInt32BigEndian(Take(ref bytes, 4)),
    };

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
