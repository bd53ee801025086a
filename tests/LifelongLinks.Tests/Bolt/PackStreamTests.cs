using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>Values as bytes and back (PackStream specification), and what is no value.</summary>
public sealed class PackStreamTests
{
    private static readonly NameCache _names = new();

    private static readonly Gen<object?> _leaf = Gen.OneOf<object?>(
        Gen.Const((object?)null!)!,
        Gen.Bool.Select(b => (object?)b),
        Gen.Long.Select(i => (object?)i),
        Gen.Int[-200, 200].Select(i => (object?)(long)i),
        Gen.Double.Select(d => (object?)d),
        Gen.String.Select(s => (object?)Whole(s)),
        Gen.Byte.Array[0, 300].Select(b => (object?)b),
        Gen.Int[-2_000_000, 2_000_000].Select(d => (object?)Date(d)),
        Gen.Long[0, IsoCalendar.NanosOfDay - 1].Select(n => (object?)Time(n)),
        Gen.Select(Gen.Long[0, IsoCalendar.NanosOfDay - 1], Gen.Int[-64_800, 64_800]).Select((n, o) => (object?)Offset(Time(n), o)),
        Gen.Select(Gen.Long[-100_000_000_000, 100_000_000_000], Gen.Int[0, 999_999_999]).Select((s, n) => (object?)LocalDateTime.At(s, n)),
        Gen.Select(Gen.Long[-100_000_000_000, 100_000_000_000], Gen.Int[0, 999_999_999], Gen.Int[-64_800, 64_800])
            .Select((s, n, o) => (object?)new ZonedDateTime(s, n, Zone.Of(o))),
        Gen.Select(Gen.Long[-100_000_000_000, 100_000_000_000], Gen.Int[0, 999_999_999], Gen.Bool)
            .Select((s, n, z) => (object?)new ZonedDateTime(s, n, Zone.Of(z ? "Europe/London" : "Asia/Kathmandu"))));

    private static readonly Gen<object?> _value = Gen.Recursive<object?>((depth, inner) => depth > 4 ? _leaf : Gen.Frequency(
        (6, _leaf),
        (1, inner.List[0, 20].Select(l => (object?)l)),
        (1, Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 20], inner).List[0, 20]
            .Select(pairs => (object?)pairs.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2)))));

    [Fact]
    public void Every_value_comes_back_as_it_went() => _value.Sample(value => AssertSame(value, Read(Written(value))), iter: 2000);

    [Fact]
    public void Every_value_is_skipped_to_its_end() => _value.Sample(value =>
    {
        byte[] bytes = Written(value);
        PackStreamReader reader = new(bytes, _names);
        reader.Skip();
        Assert.Equal(0, reader.Remaining);
    }, iter: 2000);

    [Fact]
    public void What_is_cut_off_anywhere_is_a_protocol_error_and_nothing_else() => _value.Sample(value =>
    {
        byte[] bytes = Written(value);
        for (int length = 0; length < Math.Min(bytes.Length, 200); length++)
        {
            byte[] part = bytes[..length];
            Assert.Throws<ProtocolException>(() => Read(part));
            Assert.Throws<ProtocolException>(() => Skipped(part));
        }
    }, iter: 200);

    [Fact]
    public void Whatever_bytes_are_read_they_are_a_value_or_an_error_of_the_clients_own() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        try
        {
            Read(bytes);
        }
        catch (Neo4jException e) when (e is ProtocolException || e.Message.Contains("does not support", StringComparison.Ordinal))
        {
            // What it is to be.
        }
    }, iter: 20_000);

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(-16, "F0")]
    [InlineData(-17, "C8EF")]
    [InlineData(-128, "C880")]
    [InlineData(128, "C90080")]
    [InlineData(-129, "C9FF7F")]
    [InlineData(32767, "C97FFF")]
    [InlineData(32768, "CA00008000")]
    [InlineData(-32769, "CAFFFF7FFF")]
    [InlineData(2147483647, "CA7FFFFFFF")]
    [InlineData(2147483648, "CB0000000080000000")]
    [InlineData(long.MinValue, "CB8000000000000000")]
    public void Integers_take_the_fewest_bytes(long value, string hex)
    {
        Assert.Equal(hex, Convert.ToHexString(Written(value)));
        Assert.Equal(value, Read(Convert.FromHexString(hex)));
    }

    [Theory]
    [InlineData("CB0000000000000001", 1L)]
    [InlineData("CAFFFFFFFF", -1L)]
    [InlineData("C900FF", 255L)]
    public void Integers_of_more_bytes_than_they_need_are_read_too(string hex, long value) => Assert.Equal(value, Read(Convert.FromHexString(hex)));

    [Theory]
    [InlineData(0, "80")]
    [InlineData(15, "8F")]
    [InlineData(16, "D010")]
    [InlineData(255, "D0FF")]
    [InlineData(256, "D10100")]
    [InlineData(65535, "D1FFFF")]
    [InlineData(65536, "D200010000")]
    public void Strings_have_the_shortest_header(int length, string header)
    {
        string text = new('x', length);
        byte[] bytes = Written(text);
        Assert.Equal(header, Convert.ToHexString(bytes)[..header.Length]);
        Assert.Equal(text, Read(bytes));
    }

    [Theory]
    [InlineData("1.1", "C13FF199999999999A")]
    [InlineData("-1.1", "C1BFF199999999999A")]
    [InlineData("\"Größe\"", "874772C3B6C39F65")]
    [InlineData("[1,true,null]", "9301C3C0")]
    [InlineData("{\"a\":1}", "A1816101")]
    [InlineData("{\"$44\":[20000]}", "B144C94E20")] // 2024-10-04.
    public void Examples_are_read_as_another_reader_reads_them(string json, string hex)
    {
        ReadOnlySpan<byte> bytes = Convert.FromHexString(hex);
        Assert.Equal(json, PackJson.Decode(ref bytes));
        AssertSame(Read(PackJson.Encode(JsonNode.Parse(json))), Read(Convert.FromHexString(hex)));
    }

    [Theory]
    [InlineData("D2FFFFFFFF")] // A string of 4 GB.
    [InlineData("D27FFFFFFF")]
    [InlineData("CE7FFFFFFF00")] // Bytes.
    [InlineData("D67FFFFFFF00")] // A list.
    [InlineData("DA7FFFFFFF00")] // A map.
    [InlineData("DA40000000" + "8161")] // A map whose size in bytes does not fit 32 bits.
    [InlineData("D4FF" + "00")]
    [InlineData("92" + "D403" + "0000" + "00")] // A list of three in a list of two: what is left belongs to the list around it.
    [InlineData("B54E")] // A node of five fields.
    [InlineData("B17A00")] // No structure of Bolt 5.
    [InlineData("B349" + "00" + "CA3B9ACA00" + "00")] // A billion nanoseconds in a second.
    [InlineData("B349" + "CB7FFFFFFFFFFFFFFF" + "00" + "00")] // A year that is none.
    [InlineData("B349" + "00" + "00" + "CA7FFFFFFF")] // An offset of 68 years.
    [InlineData("B144" + "CB7FFFFFFFFFFFFFFF")]
    [InlineData("B144" + "CB8000000000000000")]
    [InlineData("B174" + "FF")] // A time before midnight.
    [InlineData("B150" + "90")]
    [InlineData("B350" + "90" + "90" + "90")] // A path from nowhere.
    [InlineData("B350" + "91B44E0090A08161" + "90" + "92" + "01" + "00")] // Over a relationship that is not there,
    [InlineData("B350" + "91B44E0090A08161" + "91B472008161A08162" + "92" + "00" + "00")] // over the relationship 0,
    [InlineData("B350" + "91B44E0090A08161" + "91B472008161A08162" + "92" + "01" + "01")] // to a node that is not there,
    [InlineData("B350" + "91B44E0090A08161" + "91B472008161A08162" + "91" + "01")] // and to nowhere.
    [InlineData("A101" + "01")] // A key that is no string.
    [InlineData("DF")]
    [InlineData("C4")]
    public void What_is_no_value_is_a_protocol_error_before_anything_of_that_size_is_made(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ProtocolException>(() => Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void Lists_in_lists_cannot_each_claim_the_same_bytes()
    {
        // A hundred lists, one in the other, each of as many items as the message has bytes.
        byte[] bytes = [.. Enumerable.Repeat(new byte[] { 0xD6, 0x00, 0x10, 0x00, 0x00 }, 90).SelectMany(h => h), .. new byte[0x100000]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ProtocolException>(() => Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8L * bytes.Length + 64 * 1024);
    }

    [Theory]
    [InlineData("91")]
    [InlineData("A180")]
    public void Nesting_is_bounded(string header)
    {
        byte[] bytes = Convert.FromHexString(string.Concat(Enumerable.Repeat(header, 100_000)) + "00");
        Assert.Contains("deeper", Assert.Throws<ProtocolException>(() => Read(bytes)).Message, StringComparison.Ordinal);
        Assert.Contains("deeper", Assert.Throws<ProtocolException>(() => Skipped(bytes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B4450C0102" + "03", "duration")]
    [InlineData("B358C91C23C13FF0000000000000C14000000000000000", "point")]
    [InlineData("B459C91C23C13FF0000000000000C14000000000000000C14000000000000000", "point")]
    public void Types_that_are_not_supported_are_named(string hex, string type)
    {
        var error = Assert.Throws<ClientException>(() => Read(Convert.FromHexString(hex)));
        Assert.Contains(type, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_has_its_relationships_between_the_nodes_they_lead_between()
    {
        // (a)-[r]->(b)<-[s]-(a): the second relationship is gone against its direction.
        var path = Assert.IsAssignableFrom<IPath>(Read(PackJson.Encode(JsonNode.Parse("""
            {"$50": [
                [{"$4E": [0, ["Person", "Child"], {"name": "A"}, "a"]}, {"$4E": [1, [], {}, "b"]}],
                [{"$72": [7, "KNOWS", {"since": 1}, "r"]}, {"$72": [8, "LOVES", {}, "s"]}],
                [1, 1, -2, 0]]}
            """))));
        Assert.Equal(["a", "b", "a"], path.Nodes.Select(n => n.ElementId));
        Assert.Equal([("r", "KNOWS", "a", "b"), ("s", "LOVES", "a", "b")],
            path.Relationships.Select(r => (r.ElementId, r.Type, r.StartNodeElementId, r.EndNodeElementId)));
        Assert.Equal(["Person", "Child"], path.Start.Labels);
        Assert.Equal("A", path.End.Get<string>("name"));
        Assert.Equal(1L, path.Relationships[0]["since"]);
    }

    [Fact]
    public void Nodes_of_one_kind_share_the_list_of_their_keys_and_labels()
    {
        byte[] bytes = PackJson.Encode(JsonNode.Parse("""{"$4E": [0, ["Person"], {"name": "A", "age": 3}, "a"]}"""));
        var (one, other) = (Assert.IsAssignableFrom<INode>(Read(bytes)), Assert.IsAssignableFrom<INode>(Read(bytes)));
        Assert.Same(one.Labels, other.Labels);
        Assert.Same(((IDictionary<string, object?>)one.Properties).Keys, ((IDictionary<string, object?>)other.Properties).Keys);
    }

    [Fact]
    public void Names_that_take_each_others_places_are_still_told_apart() => Gen.String.Array[1, 2000].Sample(names =>
    {
        NameCache cache = new();
        foreach (string name in names.Select(Whole).Concat(names.Select(Whole)))
        {
            Assert.Equal(name, cache.Name(Encoding.UTF8.GetBytes(name)));
        }
        string[] list = [.. names.Take(40).Select(n => cache.Name(Encoding.UTF8.GetBytes(Whole(n))))];
        Assert.Equal(list, cache.List(list));
    }, iter: 50);

    public static TheoryData<object> Unsendable => [1.5m, Guid.Empty, DayOfWeek.Monday, new Uri("http://localhost"), (Action)(() => { }), new Version(1, 0)];

    [Theory]
    [MemberData(nameof(Unsendable), DisableDiscoveryEnumeration = true)]
    public void What_the_server_has_no_type_for_is_an_error_that_names_it(object value)
    {
        var error = Assert.Throws<ClientException>(() => Written(new List<object?> { value }));
        Assert.Contains(value.GetType().ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_contains_itself_is_an_error()
    {
        List<object?> list = [];
        list.Add(list);
        Assert.Contains("contains itself", Assert.Throws<ClientException>(() => Written(list)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_like_a_type_of_the_servers_is_sent_as_that()
    {
        (object Sent, object Arrives)[] likes =
        [
            (1, 1L), ((short)2, 2L), ((byte)3, 3L), ((sbyte)-3, -3L), ((ushort)4, 4L), (5u, 5L), (6ul, 6L), (1.5f, 1.5), ('c', "c"),
            (new DateOnly(2024, 2, 29), new LocalDate(2024, 2, 29)),
            (new TimeOnly(1, 2, 3), new LocalTime(1, 2, 3)),
            (new TimeSpan(1, 2, 3), new LocalTime(1, 2, 3)),
            (new DateTime(2024, 2, 29, 1, 2, 3), new LocalDateTime(2024, 2, 29, 1, 2, 3)),
            (new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(1)), new ZonedDateTime(1709164923, 0, Zone.Of(3600))),
            (new[] { "a", null }, new List<object?> { "a", null }),
            (new HashSet<int> { 1 }, new List<object?> { 1L }),
            (Enumerable.Range(1, 2), new List<object?> { 1L, 2L }),
            (new { A = 1, B = new { C = "c" } }, new Dictionary<string, object?> { ["A"] = 1L, ["B"] = new Dictionary<string, object?> { ["C"] = "c" } }),
        ];
        Assert.All(likes, like => AssertSame(like.Arrives, Read(Written(like.Sent))));
        Assert.Throws<OverflowException>(() => Written(ulong.MaxValue));
    }

    private static LocalDate Date(int days)
    {
        var (year, month, day) = IsoCalendar.Date(days);
        return new(year, month, day);
    }

    private static LocalTime Time(long nanos) =>
        new((int)(nanos / 3_600_000_000_000), (int)(nanos / 60_000_000_000 % 60), (int)(nanos / 1_000_000_000 % 60), (int)(nanos % 1_000_000_000));

    private static OffsetTime Offset(LocalTime time, int offset) => new(time.Hour, time.Minute, time.Second, time.Nanosecond, offset);

    // Half of a surrogate pair is no text in UTF-8.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static byte[] Written(object? value)
    {
        PackStreamWriter writer = new();
        writer.Value(value);
        return writer.Written.ToArray();
    }

    private static object? Read(byte[] bytes)
    {
        PackStreamReader reader = new(bytes, _names);
        return reader.Value();
    }

    private static void Skipped(byte[] bytes)
    {
        PackStreamReader reader = new(bytes, _names);
        reader.Skip();
    }

    private static void AssertSame(object? expected, object? actual)
    {
        switch (expected)
        {
            case byte[] bytes:
                Assert.Equal(bytes, Assert.IsType<byte[]>(actual));
                break;
            case double number:
                Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(Assert.IsType<double>(actual)));
                break;
            case IReadOnlyDictionary<string, object?> map:
                var read = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(actual);
                Assert.Equal(map.Keys, read.Keys);
                Assert.All(map, entry => AssertSame(entry.Value, read[entry.Key]));
                break;
            case List<object?> list:
                var items = Assert.IsType<List<object?>>(actual);
                Assert.Equal(list.Count, items.Count);
                Assert.All(list, (item, i) => AssertSame(item, items[i]));
                break;
            default:
                Assert.Equal(expected, actual);
                break;
        }
    }
}
