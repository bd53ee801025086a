using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace LifelongLinks.Storage;

/// <summary>
/// A place in an ordered list: what the order compares, and the id. It holds however much is inserted before or after it.
/// </summary>
/// <param name="Values">Text, long, double or null for each term of the order.</param>
/// <param name="Id">Id of the node.</param>
internal sealed record Position(IReadOnlyList<object?> Values, string Id)
{
    /// <summary>The position as text that says nothing to others.</summary>
    internal string Write(Query query)
    {
        using MemoryStream written = new();
        using (Utf8JsonWriter json = new(written))
        {
            json.WriteStartArray();
            json.WriteStringValue(Order(query));
            foreach (object? value in Values)
            {
                switch (value)
                {
                    case long number: json.WriteNumberValue(number); break;
                    case double number: json.WriteNumberValue(number); break;
                    case string text: json.WriteStringValue(text); break;
                    default: json.WriteNullValue(); break;
                }
            }
            json.WriteStringValue(Id);
            json.WriteEndArray();
        }
        return Base64Url.EncodeToString(written.GetBuffer().AsSpan(0, (int)written.Length));
    }

    /// <summary>A position out of its text. A <see cref="FormatException"/> for what no page of this order gave.</summary>
    internal static Position? Read(string? text, Query query)
    {
        if (text is null)
        {
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)));
            List<object?> values = [.. json.RootElement.EnumerateArray().Select(Value)];
            if (values.Count == query.OrderBy.Count + 2 && values[0] is string order && order == Order(query) && values[^1] is string id)
            {
                return new(values[1..^1], id);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new FormatException("This is no position of a page.", e);
        }
        throw new FormatException("This is a position of another list.");
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out long number) ? number : value.GetDouble(),
        _ => throw new FormatException("This is no position of a page."),
    };

    private static string Order(Query query) =>
        $"{query.Label}:{string.Join(',', query.OrderBy.Select(o => $"{o.Property.ToLowerInvariant()}{(o.Descending ? "-" : "+")}"))}";
}
