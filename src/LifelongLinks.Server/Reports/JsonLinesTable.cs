using System.Globalization;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>A table as JSON lines (https://jsonlines.org): an object for each row, with every column, null where there is nothing.</summary>
public static class JsonLinesTable
{
    // It is no part of a page: what is no ASCII may stand as it is.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the rows.</summary>
    public static async Task Write(PipeWriter to, IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<object?>> rows, CancellationToken cancel)
    {
        await using Utf8JsonWriter json = new(to, _options);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            for (int i = 0; i < columns.Count; i++)
            {
                json.WritePropertyName(columns[i].Name);
                Write(json, row[i]);
            }
            json.WriteEndObject();
            await json.FlushAsync(cancel);
            json.Reset();
            to.GetSpan(1)[0] = (byte)'\n';
            to.Advance(1);
            await to.FlushAsync(cancel);
        }
    }

    private static void Write(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case int whole:
                json.WriteNumberValue(whole);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case DateOnly day:
                json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
