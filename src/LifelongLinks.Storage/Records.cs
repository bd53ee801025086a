using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// How each record of the graph is written: camelCase names, enums as <see cref="Words"/> has them, what is missing left out. A new
/// kind costs its line here; <see cref="RecordKind"/> and a test find the one that was forgotten.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true, Converters = [typeof(WordsConverter)])]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Child))]
[JsonSerializable(typeof(Worker))]
[JsonSerializable(typeof(Team))]
[JsonSerializable(typeof(ContactDetail))]
[JsonSerializable(typeof(Referral))]
[JsonSerializable(typeof(FindingPlan))]
[JsonSerializable(typeof(FindingStep))]
[JsonSerializable(typeof(Consent))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(Wish))]
[JsonSerializable(typeof(Affirmation))]
[JsonSerializable(typeof(Measure))]
[JsonSerializable(typeof(Link))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(Concern))]
[JsonSerializable(typeof(Offer))]
[JsonSerializable(typeof(Restriction))]
[JsonSerializable(typeof(Conference))]
[JsonSerializable(typeof(Placement))]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(Commitment))]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(Excuse))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(Relationship))]
[JsonSerializable(typeof(Oversight))]
[JsonSerializable(typeof(InTeam))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(AuditEvent))]
[JsonSerializable(typeof(IEnumerable<string>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class Records : JsonSerializerContext
{
    // In a class of its own, to be made after the generated defaults are. Words of a child are stored as said, not as \u escapes.
    private static class Written
    {
        internal static readonly Records Context =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>How a record type is written.</summary>
    internal static JsonTypeInfo Of(Type type) =>
        Written.Context.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type.Name} needs its [JsonSerializable] line in Records.");

    /// <summary>How an audit event is written.</summary>
    internal static JsonTypeInfo<AuditEvent> Audit => Written.Context.AuditEvent;

    /// <summary>Ids as a JSON array.</summary>
    internal static string Ids(IEnumerable<string> ids) => JsonSerializer.Serialize(ids, Written.Context.IEnumerableString);

    /// <summary>Ids out of a JSON array.</summary>
    internal static List<string> Ids(string json) => JsonSerializer.Deserialize(json, Written.Context.ListString) ?? [];
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
