using System.IO.Pipelines;
using CsvHelper;

namespace LifelongLinks.Server;

/// <summary>
/// A table as CSV (RFC 4180): UTF-8 with the mark by which Excel knows it, lines end in CRLF, days as ISO 8601 has them, a point before
/// fractions, nothing where there is nothing. No text is one that a spreadsheet takes for a formula; numbers are as they are.
/// </summary>
public static class CsvTable
{
    // OWASP, CSV injection. A line feed is no less than a carriage return.
    private static readonly CsvWriterOptions _options = new() { Injection = CsvInjection.Escape, InjectionCharacters = "=@+-\t\r\n" };

    private static readonly CsvWriterOptions _withMark = _options with { WriteByteOrderMark = true };

    /// <summary>Writes the header.</summary>
    public static async Task Begin(PipeWriter to, IReadOnlyList<Column> columns)
    {
        await using var csv = CsvWriter.Create(to.AsStream(leaveOpen: true), _withMark);
        csv.WriteHeader([.. columns.Select(c => c.Name)]);
    }

    /// <summary>Writes the rows.</summary>
    public static async Task Write(PipeWriter to, IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<object?>> rows, CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(to.AsStream(leaveOpen: true), _options);
        foreach (var row in rows)
        {
            foreach (object? cell in row)
            {
                Write(csv, cell);
            }
            await csv.EndRecordAsync(cancel);
        }
    }

    private static void Write(CsvWriter csv, object? cell)
    {
        switch (cell)
        {
            case string text:
                csv.WriteField(IsFormulaElsewhere(text) ? "'" + text : text);
                break;
            case DateOnly day:
                csv.WriteField(day, "yyyy-MM-dd");
                break;
            case int whole:
                csv.WriteField(whole);
                break;
            case double number:
                csv.WriteField(number); // in as few digits as tell it from all others
                break;
            default:
                csv.WriteField((string?)null);
                break;
        }
    }

    // What the library does not look for: full-width forms, which are formulas where they are typed, and formulas behind spaces.
    private static bool IsFormulaElsewhere(string text) => text.TrimStart() is ['＝' or '＋' or '－' or '＠', ..] || (text is [' ', ..] && text.TrimStart() is ['=' or '+' or '-' or '@', ..]);
}
