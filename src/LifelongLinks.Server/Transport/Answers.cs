using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace LifelongLinks.Server;

/// <summary>In which media type to answer, and the errors of requests that never reach the engine.</summary>
public static class Answers
{
    /// <summary>GraphQL over HTTP: status codes tell whether anything was executed.</summary>
    public const string GraphQL = "application/graphql-response+json";

    /// <summary>The older way: 200 for every well-formed request.</summary>
    public const string Json = "application/json";

    /// <summary>Server-sent events: answers as they come.</summary>
    public const string Events = "text/event-stream";

    /// <summary>Whether the client takes events, and says so by name.</summary>
    public static bool TakesEvents(HttpRequest request) => MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(a => a.MediaType.Equals(Events, StringComparison.OrdinalIgnoreCase) && a.Quality is not <= 0);

    /// <summary>The media type of one answer that the client likes best (RFC 9110, 12.5.1); JSON where it does not say; null where it takes neither.</summary>
    public static string? MediaType(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
        {
            return Json;
        }
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return null;
        }
        double json = Quality(accepted, Json), graphql = Quality(accepted, GraphQL);
        bool named = accepted.Any(a => a.MediaType.Equals(GraphQL, StringComparison.OrdinalIgnoreCase));
        return json <= 0 && graphql <= 0 ? null : graphql > json || (graphql == json && named) ? GraphQL : Json;
    }

    /// <summary>Whether the client would rather have a page than an answer: a browser whose address bar led here.</summary>
    public static bool WantsHtml(HttpRequest request) => MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && Quality(accepted, "text/html") > Math.Max(Quality(accepted, Json), Quality(accepted, GraphQL));

    /// <summary>A request that is answered by an error alone: an answer in the shape every GraphQL client reads.</summary>
    public static async Task Error(HttpContext http, string code, string message, string? reference = null)
    {
        if (code is ErrorAnswers.Unavailable or ErrorAnswers.Internal)
        {
            Telemetry.Failed(code);
        }
        else
        {
            Telemetry.Rejected(code);
        }
        http.Response.ContentType = $"{MediaType(http.Request) ?? Json}; charset=utf-8";
        await using Utf8JsonWriter writer = new(http.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteStartArray("errors");
        writer.WriteStartObject();
        writer.WriteString("message", message);
        writer.WriteStartObject("extensions");
        writer.WriteString("code", code);
        if (reference is not null)
        {
            writer.WriteString("reference", reference);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A request that is refused, with its status.</summary>
    public static Task Error(HttpContext http, BadRequestException refused)
    {
        http.Response.StatusCode = refused.Status;
        http.Response.Headers.RetryAfter = refused.RetryAfter?.ToString(CultureInfo.InvariantCulture);
        return Error(http, refused.Code, refused.Message);
    }

    /// <summary>The quality of the most specific range that the type falls in; 0 when none does or the charset cannot be UTF-8.</summary>
    internal static double Quality(IEnumerable<MediaTypeHeaderValue> accepted, string type) => accepted
        .Where(a => a.Charset.Length == 0 || a.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        .Where(a => a.MatchesAllTypes || a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)
            || a.MediaType.Equals($"{type[..type.IndexOf('/')]}/*", StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(a => a.MatchesAllTypes ? 0 : a.MatchesAllSubTypes ? 1 : 2)
        .Select(a => a.Quality ?? 1)
        .FirstOrDefault();
}
