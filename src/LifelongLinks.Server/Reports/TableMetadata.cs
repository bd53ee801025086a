using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LifelongLinks.Server;

/// <summary>What the columns of a report's CSV are, for programs: W3C's Metadata Vocabulary for Tabular Data ("CSV on the Web").</summary>
public static class TableMetadata
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/csvm+json";

    private static readonly JsonSerializerOptions _written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where the metadata of a table is: it names the very table, with what was asked.</summary>
    public static string PathOf(Report report, ReportQuery query) => $"{ReportEndpoint.Path}/{report.Name}.csv-metadata.json{query.Written}";

    /// <summary>Answers by it.</summary>
    public static Task Answer(HttpResponse response, Report report, ReportQuery query, CancellationToken cancel)
    {
        response.ContentType = MediaType;
        return HttpMethods.IsHead(response.HttpContext.Request.Method) ? Task.CompletedTask : response.WriteAsync(Of(report, query.Written).ToJsonString(_written), cancel);
    }

    /// <summary>The metadata of a report's CSV.</summary>
    public static JsonObject Of(Report report, string query) => new()
    {
        ["@context"] = new JsonArray("http://www.w3.org/ns/csvw", new JsonObject { ["@language"] = "en-GB" }),
        ["url"] = $"{report.Name}.csv{query}",
        ["dc:title"] = report.Title,
        ["dc:description"] = report.Description,
        ["schema:version"] = $"{report.Version}",
        ["dialect"] = new JsonObject { ["encoding"] = "utf-8", ["delimiter"] = ",", ["header"] = true, ["lineTerminators"] = new JsonArray("\r\n") },
        ["tableSchema"] = new JsonObject { ["columns"] = new JsonArray([.. report.Columns.Select(Column)]) },
    };

    private static JsonObject Column(Column column)
    {
        JsonObject of = new()
        {
            ["name"] = column.Name,
            ["titles"] = column.Name,
            ["dc:description"] = column.Description,
            ["datatype"] = column.Type switch
            {
                ColumnType.Text => "string",
                ColumnType.Day => new JsonObject { ["base"] = "date", ["format"] = "yyyy-MM-dd" },
                ColumnType.Whole => "integer",
                _ => "double",
            },
            ["required"] = column.Required,
            ["schema:version"] = $"{column.Since}",
        };
        if (column.Unit is not null)
        {
            of["schema:unitText"] = column.Unit;
        }
        return of;
    }
}
