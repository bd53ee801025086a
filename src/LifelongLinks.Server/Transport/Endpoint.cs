using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using Activity = System.Diagnostics.Activity;

namespace LifelongLinks.Server;

/// <summary>The GraphQL endpoint, as GraphQL over HTTP has it (https://graphql.github.io/graphql-over-http/draft/).</summary>
public static class Endpoint
{
    /// <summary>Answers GraphQL requests at a path.</summary>
    public static IEndpointConventionBuilder MapGraphQL(this WebApplication app, string path) => app.Map(path, Answer);

    private static async Task Answer(HttpContext http, IDocumentExecuter executer, IGraphQLTextSerializer serializer, Settings settings, Turns turns, Auditing auditing, ILogger<ErrorAnswers> log)
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
            var (result, noted) = await turns.Take(async () =>
            {
                var executed = await executer.ExecuteAsync(Options(http, request, settings.Limits));
                return (executed, await Note(http, executed, auditing));
            }, http.RequestAborted);
            // Others have their turn meanwhile: so many who wait for the disk wait for it together.
            await noted.WaitAsync(http.RequestAborted);
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
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left: there is nobody to answer.
        }
        catch (StoreUnavailableException unavailable) when (!http.Response.HasStarted)
        {
            // It was not written down who would be told: so nobody is told anything.
            log.StoreUnavailable(unavailable);
            http.Response.StatusCode = mediaType == Answers.Json ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            await Answers.Error(http, ErrorAnswers.Unavailable, ErrorAnswers.TryAgain);
        }
        catch (BadHttpRequestException broken)
        {
            http.Response.StatusCode = broken.StatusCode;
            await Answers.Error(http, "BAD_REQUEST", "The request broke off, or its body is not framed as HTTP has it.");
        }
        catch (Exception unforeseen) when (!http.Response.HasStarted)
        {
            string reference = ErrorAnswers.Note(log, unforeseen);
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await Answers.Error(http, "INTERNAL", ErrorAnswers.TellUs(reference), reference);
        }
    }

    /// <summary>Hands in of whom the answer tells; what is returned ends when that is written. Nothing is, where it tells of nobody.</summary>
    private static Task<Task> Note(HttpContext http, ExecutionResult result, Auditing auditing)
    {
        var told = http.RequestServices.GetRequiredService<Reading>().Told;
        return result.Data is null || told.IsNothing ? Task.FromResult(Task.CompletedTask)
            : auditing.Begin(new(http.RequestServices.GetRequiredService<Viewer>(), ReadNoted.ActionOf(result.Operation!), told.ChildIds,
                Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier), http.RequestAborted);
    }

    private static ExecutionOptions Options(HttpContext http, GraphQLRequest request, Limits limits) => new()
    {
        Query = request.Query,
        DocumentId = request.DocumentId,
        OperationName = request.OperationName,
        Variables = request.Variables,
        Extensions = request.Extensions,
        RequestServices = http.RequestServices,
        User = http.User,
        CancellationToken = http.RequestAborted,
        Timeout = TimeSpan.FromSeconds(limits.TimeoutSeconds),
        UserContext = new Asked { ByGet = HttpMethods.IsGet(http.Request.Method) },
    };

    /// <summary>
    /// Where something was executed: 200, with or without errors. Else in the older media type 200 too, and in the newer one 400, or what
    /// tells that the fault is not the client's.
    /// </summary>
    private static int Status(ExecutionResult result, string mediaType, HttpResponse response)
    {
        if (result.Errors?.Any(e => e is ReadOnlyOverGet.Error) == true)
        {
            response.Headers.Allow = "POST";
            return StatusCodes.Status405MethodNotAllowed;
        }
        return result.Executed || mediaType == Answers.Json ? StatusCodes.Status200OK
            : result.Errors?.Any(e => e is TimeoutError) == true ? StatusCodes.Status503ServiceUnavailable
            : result.Errors?.Any(e => e is UnhandledError { InnerException: UnforeseenException }) == true ? StatusCodes.Status500InternalServerError
            : StatusCodes.Status400BadRequest;
    }
}
