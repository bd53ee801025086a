using System.IO.Pipelines;
using Microsoft.Net.Http.Headers;

namespace LifelongLinks.Server;

/// <summary>A way to write a table.</summary>
/// <param name="Extension">By which it is asked for at the end of a report's path.</param>
/// <param name="MediaTypes">By which it is asked for in Accept; the first is its own, the others stand for it.</param>
/// <param name="Begin">Writes what comes before any row; it is sent before the rows are there.</param>
/// <param name="Write">Writes the rows.</param>
public sealed record ReportFormat(
    string Extension,
    IReadOnlyList<string> MediaTypes,
    Func<PipeWriter, IReadOnlyList<Column>, Task> Begin,
    Func<PipeWriter, IReadOnlyList<Column>, IReadOnlyList<IReadOnlyList<object?>>, CancellationToken, Task> Write)
{
    /// <summary>For spreadsheets: RFC 4180.</summary>
    public static readonly ReportFormat Csv = new("csv", ["text/csv"], CsvTable.Begin, CsvTable.Write);

    /// <summary>For programs: a JSON object on each line.</summary>
    public static readonly ReportFormat JsonLines = new("jsonl", ["application/jsonl", "application/x-ndjson"], (_, _) => Task.CompletedTask, JsonLinesTable.Write);

    /// <summary>For analysis: Apache Parquet, columns with their types.</summary>
    public static readonly ReportFormat Parquet = new("parquet", ["application/vnd.apache.parquet"], (_, _) => Task.CompletedTask, ParquetTable.Write);

    /// <summary>All of them, what is given to whoever takes any first.</summary>
    public static readonly IReadOnlyList<ReportFormat> All = [Csv, JsonLines, Parquet];

    /// <summary>
    /// In which format and media type to answer: as the path's extension says, else what the client likes best (RFC 9110, 12.5.1), CSV where it does not say.
    /// </summary>
    /// <exception cref="ProblemException">It takes none.</exception>
    public static (ReportFormat Format, string MediaType) Of(HttpRequest request, string? extension)
    {
        if (extension is not null)
        {
            var asked = All.First(f => f.Extension == extension);
            return (asked, asked.MediaTypes[0]);
        }
        if (request.Headers.Accept.Count == 0)
        {
            return (Csv, Csv.MediaTypes[0]);
        }
        var best = MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            ? All.SelectMany(f => f.MediaTypes.Select(type => (Format: f, Type: type, Quality: Answers.Quality(accepted, type)))).MaxBy(f => f.Quality)
            : default;
        return best.Quality > 0 ? (best.Format, best.Type) : throw new ProblemException(Problem.NotAcceptable,
            $"Ask for {string.Join(", ", All.Select(f => f.MediaTypes[0]))} in Accept, or end the path in {string.Join(", ", All.Select(f => "." + f.Extension))}.");
    }

    /// <summary>The media type with its parameters.</summary>
    public string ContentType(string mediaType) => this == Csv ? $"{mediaType}; charset=utf-8; header=present" : mediaType; // RFC 7111, 5.1
}
