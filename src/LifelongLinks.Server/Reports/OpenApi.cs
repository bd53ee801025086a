using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LifelongLinks.Server;

/// <summary>What can be asked here, as OpenAPI 3.1 has it: made from the tables of columns and parameters that answer, so that it cannot say otherwise.</summary>
public static class OpenApi
{
    private static readonly JsonSerializerOptions _written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers by it.</summary>
    public static Task Answer(HttpResponse response, IReadOnlyList<Report> reports, CancellationToken cancel)
    {
        response.ContentType = "application/json";
        return HttpMethods.IsHead(response.HttpContext.Request.Method) ? Task.CompletedTask : response.WriteAsync(Of(reports).ToJsonString(_written), cancel);
    }

    /// <summary>The description of some reports.</summary>
    public static JsonObject Of(IReadOnlyList<Report> reports)
    {
        JsonObject paths = [];
        foreach (var report in reports)
        {
            paths[$"{ReportEndpoint.Path}/{report.Name}"] = new JsonObject { ["get"] = Operation(report, null) };
            foreach (var format in ReportFormat.All)
            {
                paths[$"{ReportEndpoint.Path}/{report.Name}.{format.Extension}"] = new JsonObject { ["get"] = Operation(report, format) };
            }
            paths[$"{ReportEndpoint.Path}/{report.Name}.csv-metadata.json"] = new JsonObject { ["get"] = Metadata(report) };
        }
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Lifelong Links reports",
                ["version"] = $"{reports.Max(r => r.Version)}",
                ["description"] = "Tables for reporting tools. Counts are rounded to 5, and what rests on fewer than 5 children is empty: nobody can be told from them.",
                ["license"] = new JsonObject { ["name"] = "Apache License 2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }, new JsonObject { ["key"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT", ["description"] = "A token of the provider that the server trusts." },
                    ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "basic", ["description"] = "A report key: its name is the user name, the key the password." },
                },
                ["schemas"] = Schemas(reports),
                ["responses"] = new JsonObject
                {
                    ["problem"] = new JsonObject
                    {
                        ["description"] = "It cannot be answered: what is the matter and what to do (RFC 9457).",
                        ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = Reference("schemas/problem") } },
                    },
                },
            },
        };
    }

    private static JsonObject Operation(Report report, ReportFormat? only)
    {
        JsonObject content = [];
        foreach (var format in ReportFormat.All.Where(f => only is null || f == only))
        {
            foreach (string type in only is null ? format.MediaTypes : format.MediaTypes.Take(1))
            {
                content[type] = format == ReportFormat.JsonLines
                    ? new JsonObject { ["schema"] = new JsonObject { ["type"] = "string", ["contentMediaType"] = type, ["description"] = $"Each line is one #/components/schemas/{report.Name}." } }
                    : format == ReportFormat.Csv ? new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } : [];
            }
        }
        return new()
        {
            ["operationId"] = only is null ? report.Name : $"{report.Name}-{only.Extension}",
            ["summary"] = report.Title,
            ["description"] = $"{report.Description} For {string.Join(", ", report.Roles.Select(r => Words.Of(r)))}.",
            ["parameters"] = new JsonArray([.. report.Parameters.Select(Parameter), Header("If-None-Match", "The ETag of an answer before.")]),
            ["responses"] = Responses(new()
            {
                ["description"] = $"The table: columns of #/components/schemas/{report.Name}, in that order.",
                ["headers"] = new JsonObject
                {
                    ["ETag"] = Told("Another when the table may be."),
                    ["Columns-Version"] = Told("The version of the columns: one more when some were added."),
                },
                ["content"] = content,
            }),
        };
    }

    private static JsonObject Metadata(Report report) => new()
    {
        ["operationId"] = $"{report.Name}-metadata",
        ["summary"] = $"{report.Title}: its columns, as CSV on the Web has them",
        ["parameters"] = new JsonArray([.. report.Parameters.Select(Parameter)]),
        ["responses"] = Responses(new()
        {
            ["description"] = "Metadata of the CSV that the same query asks for.",
            ["content"] = new JsonObject { [TableMetadata.MediaType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object" } } },
        }),
    };

    private static JsonObject Responses(JsonObject answer) => new()
    {
        ["200"] = answer,
        ["304"] = new JsonObject { ["description"] = "The client has it already." },
        ["4XX"] = Reference("responses/problem"),
        ["5XX"] = Reference("responses/problem"),
    };

    private static JsonObject Parameter(ReportParameter parameter)
    {
        JsonObject value = new() { ["type"] = "string" };
        if (parameter.Values.Count > 0)
        {
            value["enum"] = new JsonArray([.. parameter.Values.Select(v => JsonValue.Create(v))]);
        }
        if (parameter.Pattern is not null)
        {
            value["pattern"] = parameter.Pattern;
        }
        JsonObject of = new() { ["name"] = parameter.Name, ["in"] = "query", ["description"] = parameter.Description };
        if (parameter.Many)
        {
            (of["style"], of["explode"]) = ("form", false);
            of["schema"] = new JsonObject { ["type"] = "array", ["items"] = value, ["uniqueItems"] = true };
        }
        else
        {
            of["schema"] = value;
        }
        if (parameter.Example is not null)
        {
            of["example"] = parameter.Many ? new JsonArray(parameter.Example) : parameter.Example;
        }
        return of;
    }

    private static JsonObject Schemas(IReadOnlyList<Report> reports)
    {
        JsonObject schemas = new()
        {
            ["problem"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("type", "title", "status", "detail"),
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["type"] = "string", ["format"] = "uri-reference", ["enum"] = new JsonArray([.. Problem.All.Select(p => JsonValue.Create(p.Type))]) },
                    ["title"] = new JsonObject { ["type"] = "string" },
                    ["status"] = new JsonObject { ["type"] = "integer" },
                    ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "What to do, this time." },
                    ["parameter"] = new JsonObject { ["type"] = "string", ["description"] = "The parameter that it is about." },
                    ["reference"] = new JsonObject { ["type"] = "string", ["description"] = "To be told to whoever runs the server." },
                },
            },
        };
        foreach (var report in reports)
        {
            JsonObject properties = [];
            foreach (var column in report.Columns)
            {
                properties[column.Name] = Column(column);
            }
            schemas[report.Name] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray([.. report.Columns.Select(c => JsonValue.Create(c.Name))]),
                ["properties"] = properties,
            };
        }
        return schemas;
    }

    private static JsonObject Column(Column column)
    {
        string type = column.Type switch { ColumnType.Whole => "integer", ColumnType.Number => "number", _ => "string" };
        JsonObject of = new()
        {
            ["type"] = column.Required ? type : new JsonArray(type, "null"),
            ["description"] = column.Unit is null ? column.Description : $"{column.Description} Unit: {column.Unit}.",
        };
        if (column.Type == ColumnType.Day)
        {
            of["format"] = "date";
        }
        return of;
    }

    private static JsonObject Header(string name, string description) =>
        new() { ["name"] = name, ["in"] = "header", ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Told(string description) => new() { ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Reference(string to) => new() { ["$ref"] = $"#/components/{to}" };
}
