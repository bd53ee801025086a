using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>How each record of the graph is written: camelCase names, enums as <see cref="Words"/> has them, what is missing left out.</summary>
internal static class Records
{
    // By reflection: generated code takes init properties for a constructor's, which is slower. Words of a child are stored as said, not as \u escapes.
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new WordsConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>How a record type is written.</summary>
    internal static JsonTypeInfo Of(Type type) => _options.GetTypeInfo(type);

    /// <summary>How an audit event is written.</summary>
    internal static JsonTypeInfo<AuditEvent> Audit { get; } = (JsonTypeInfo<AuditEvent>)Of(typeof(AuditEvent));

    /// <summary>Ids as a JSON array.</summary>
    internal static string Ids(IEnumerable<string> ids) => JsonSerializer.Serialize(ids, _ids);

    /// <summary>Ids out of a JSON array.</summary>
    internal static List<string> Ids(string json) => JsonSerializer.Deserialize<List<string>>(json, _options) ?? [];

    private static readonly JsonTypeInfo<IEnumerable<string>> _ids = (JsonTypeInfo<IEnumerable<string>>)Of(typeof(IEnumerable<string>));
}

/// <summary>Enums as <see cref="Words"/> writes them.</summary>
internal sealed class WordsConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T> where T : struct, Enum
    {
        private static readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _byWord =
            Enum.GetValues<T>().ToDictionary(v => Words.Of(v)).GetAlternateLookup<ReadOnlySpan<char>>();

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Span<char> word = stackalloc char[64];
            return reader.ValueSpan.Length <= word.Length && _byWord.TryGetValue(word[..reader.CopyString(word)], out var value)
                ? value : throw new JsonException($"{reader.GetString()} is no {typeof(T).Name}.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words.Of(value));
    }
}
