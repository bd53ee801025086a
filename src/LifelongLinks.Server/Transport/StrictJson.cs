using System.Text;
using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>
/// JSON as clients may send it (RFC 8259): each name once in an object, text that is Unicode, and no number so long that reading it takes
/// the server longer than writing it took the client.
/// </summary>
internal static class StrictJson
{
    private const int LongestNumber = 100;

    private static readonly JsonDocumentOptions _options = new() { AllowDuplicateProperties = false };

    /// <summary>What it says.</summary>
    /// <exception cref="JsonException">It is no such JSON.</exception>
    internal static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8.Span);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length > LongestNumber)
            {
                throw new JsonException($"A number has more than {LongestNumber} digits.");
            }
            if (reader.ValueIsEscaped && !IsText(ref reader))
            {
                throw new JsonException("A text is no Unicode.");
            }
        }
        return JsonDocument.Parse(utf8, _options);
    }

    /// <summary>Passes it on where it is such JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    internal static string Checked(string json)
    {
        Parse(Encoding.UTF8.GetBytes(json)).Dispose();
        return json;
    }

    // Half a surrogate can be escaped, and is found when it is read only.
    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
