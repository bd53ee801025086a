using System.Buffers;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Microsoft.Net.Http.Headers;

namespace LifelongLinks.Server;

/// <summary>A request that is no GraphQL request: the status, a code and what is wrong.</summary>
public sealed class BadRequestException(int status, string code, string message, int? retryAfter = null) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>For <c>extensions.code</c>.</summary>
    public string Code { get; } = code;

    /// <summary>In how many seconds to try again, where that helps.</summary>
    public int? RetryAfter { get; } = retryAfter;

    /// <summary>As HTTP has it that somebody asks for too much (RFC 6585, 4).</summary>
    public static BadRequestException Of(RateLimitedError refused) =>
        new(StatusCodes.Status429TooManyRequests, RateLimitedError.RateLimited, refused.Message, refused.Seconds);
}

/// <summary>Reads GraphQL requests as GraphQL over HTTP has them: by GET in the query string, by POST as JSON in UTF-8.</summary>
public static class Requests
{
    /// <summary>How many bytes a body may have.</summary>
    public const int Largest = 1 << 20;

    /// <summary>The request; what is no request throws <see cref="BadRequestException"/>.</summary>
    public static async Task<GraphQLRequest> Read(HttpRequest request, IGraphQLTextSerializer serializer)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            if (Origins.CouldBeForged(request))
            {
                throw new BadRequestException(400, "PREFLIGHT_NEEDED", "Another site's page could have sent this. Send it with the header GraphQL-Preflight: 1, or as application/json.");
            }
            return FromQueryString(request.Query, serializer);
        }
        if (!HttpMethods.IsPost(request.Method))
        {
            request.HttpContext.Response.Headers.Allow = "GET, POST";
            throw new BadRequestException(405, "METHOD_NOT_ALLOWED", "Ask by GET or POST.");
        }
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(Answers.Json, StringComparison.OrdinalIgnoreCase)
            || (type.Charset.Length > 0 && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new BadRequestException(415, "UNSUPPORTED_MEDIA_TYPE", "Send the request as application/json in UTF-8.");
        }
        if (request.Headers.ContentEncoding.Count > 0)
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "identity"; // RFC 9110, 15.5.16
            throw new BadRequestException(415, "UNSUPPORTED_MEDIA_TYPE", "Send the request uncompressed: without a Content-Encoding.");
        }
        return FromBody(await Body(request), serializer);
    }

    private static GraphQLRequest FromQueryString(IQueryCollection query, IGraphQLTextSerializer serializer)
    {
        try
        {
            return Checked(new()
            {
                Query = One("query"),
                DocumentId = One("documentId"),
                OperationName = One("operationName"),
                Variables = One("variables") is { } variables ? serializer.Deserialize<Inputs>(StrictJson.Checked(variables)) : null,
                Extensions = One("extensions") is { } extensions ? serializer.Deserialize<Inputs>(StrictJson.Checked(extensions)) : null,
            });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Malformed("variables and extensions must be JSON objects.");
        }

        string? One(string name) => query[name] switch
        {
            [] or [""] => null,
            [var value] => value,
            _ => throw Malformed($"{name} is given more than once."),
        };
    }

    private static GraphQLRequest FromBody(ReadOnlyMemory<byte> body, IGraphQLTextSerializer serializer)
    {
        try
        {
            using var json = StrictJson.Parse(body);
            return From(json.RootElement, serializer);
        }
        catch (JsonException)
        {
            throw MalformedBody();
        }
    }

    /// <summary>The request that a JSON value is; what is none throws <see cref="BadRequestException"/>.</summary>
    public static GraphQLRequest From(JsonElement json, IGraphQLTextSerializer serializer)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.Object => Checked(serializer.ReadNode<GraphQLRequest>(json)!),
                JsonValueKind.Array => throw Malformed("batches are not taken: send one request at a time."),
                _ => throw Malformed("the body must be a JSON object."),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // JsonException: no JSON. InvalidOperationException: JSON of another shape, such as a number for "query", or text
            // that is no UTF-8.
            throw MalformedBody();
        }
    }

    private static BadRequestException MalformedBody() =>
        Malformed("the body must be a JSON object with a \"query\" or \"documentId\" text and, where needed, \"variables\" and \"operationName\".");

    /// <summary>A request has a document or the id of one: as the appendix on persisted documents has it, or as Apollo's clients send it.</summary>
    private static GraphQLRequest Checked(GraphQLRequest request)
    {
        bool hasQuery = !string.IsNullOrWhiteSpace(request.Query);
        if (HashOf(request.Extensions) is { } hash && request.DocumentId is null)
        {
            if (!hasQuery)
            {
                request.DocumentId = hash;
            }
            else if (hash != TrustedDocuments.Hash(request.Query!))
            {
                throw Malformed("extensions.persistedQuery.sha256Hash is not that of \"query\".");
            }
        }
        return (hasQuery, request.DocumentId is not null) switch
        {
            (true, true) => throw Malformed("send \"query\" or \"documentId\", not both."),
            (false, false) => throw Malformed("there is no \"query\" and no \"documentId\"."),
            _ => request,
        };
    }

    private static string? HashOf(Inputs? extensions) => extensions?.GetValueOrDefault("persistedQuery") is { } persisted
        ? (persisted as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("sha256Hash") as string
            ?? throw Malformed("extensions.persistedQuery must be an object with a \"sha256Hash\" text.")
        : null;

    private static BadRequestException Malformed(string what) => new(400, "BAD_REQUEST", $"This is no GraphQL request: {what}");

    /// <summary>The body, without a byte order mark; never more of it than may be sent.</summary>
    private static async Task<ReadOnlyMemory<byte>> Body(HttpRequest request)
    {
        BadRequestException tooLarge = new(413, "CONTENT_TOO_LARGE", "The request is larger than 1 MB.");
        if (request.ContentLength > Largest)
        {
            throw tooLarge;
        }
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > Largest)
            {
                throw tooLarge;
            }
            if (read.IsCompleted)
            {
                byte[] bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
