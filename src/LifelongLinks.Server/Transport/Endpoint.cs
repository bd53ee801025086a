using GraphQL;
using GraphQL.Transport;

namespace LifelongLinks.Server;

/// <summary>The GraphQL endpoint, as GraphQL over HTTP has it (https://graphql.github.io/graphql-over-http/draft/).</summary>
public static class Endpoint
{
    /// <summary>Answers GraphQL requests at a path.</summary>
    public static IEndpointConventionBuilder MapGraphQL(this WebApplication app, string path) => app.Map(path, Answer);

    private static async Task Answer(HttpContext http, IDocumentExecuter executer, IGraphQLTextSerializer serializer, Settings settings)
    {
        if (Answers.MediaType(http.Request) is not { } mediaType)
        {
            http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            await Answers.Error(http, "NOT_ACCEPTABLE", $"Answers come as {Answers.GraphQL} or {Answers.Json}, in UTF-8.");
            return;
        }
        try
        {
            var request = await Requests.Read(http.Request, serializer);
            var result = await executer.ExecuteAsync(Options(http, request, settings.Limits));
            http.Response.StatusCode = Status(result, mediaType, http.Response);
            http.Response.ContentType = $"{mediaType}; charset=utf-8";
            http.Response.Headers.CacheControl = "no-store"; // what is told here is about people
            await serializer.WriteAsync(http.Response.BodyWriter.AsStream(leaveOpen: true), result, http.RequestAborted);
        }
        catch (BadRequestException refused)
        {
            http.Response.StatusCode = refused.Status;
            await Answers.Error(http, refused.Code, refused.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left: there is nobody to answer.
        }
    }

    private static ExecutionOptions Options(HttpContext http, GraphQLRequest request, Limits limits) => new()
    {
        Query = request.Query,
        OperationName = request.OperationName,
        Variables = request.Variables,
        Extensions = request.Extensions,
        RequestServices = http.RequestServices,
        User = http.User,
        CancellationToken = http.RequestAborted,
        Timeout = TimeSpan.FromSeconds(limits.TimeoutSeconds),
        UserContext = HttpMethods.IsGet(http.Request.Method) ? ReadOnlyOverGet.Get : new Dictionary<string, object?>(),
    };

    /// <summary>Where something was executed: 200, with or without errors. Else 400 in the newer media type, 200 in the older one.</summary>
    private static int Status(ExecutionResult result, string mediaType, HttpResponse response)
    {
        if (result.Errors?.Any(e => e is ReadOnlyOverGet.Error) == true)
        {
            response.Headers.Allow = "POST";
            return StatusCodes.Status405MethodNotAllowed;
        }
        return result.Executed || mediaType == Answers.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
    }
}
