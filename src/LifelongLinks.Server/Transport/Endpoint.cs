using System.Globalization;
using System.Security.Claims;
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

    private static async Task Answer(HttpContext http, IDocumentExecuter executer, IGraphQLTextSerializer serializer, Settings settings, Turns turns,
        Rates rates, Auditing auditing, EventStreams streams, ILogger<ErrorAnswers> log)
    {
        var bucket = rates.Of(http.User);
        http.Response.OnStarting(() =>
        {
            bucket.Tell(http.Response);
            return Task.CompletedTask;
        });
        var mediaType = Answers.MediaType(http.Request);
        bool takesEvents = Answers.TakesEvents(http.Request);
        if (mediaType is null && !takesEvents)
        {
            http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            await Answers.Error(http, "NOT_ACCEPTABLE", $"Answers come as {Answers.GraphQL}, {Answers.Json} or {Answers.Events}, in UTF-8.");
            return;
        }
        try
        {
            if (bucket.Take(Rates.EachRequest) is { } refused)
            {
                throw BadRequestException.Of(refused);
            }
            var request = await Requests.Read(http.Request, serializer);
            Asked asked = new() { ByGet = HttpMethods.IsGet(http.Request.Method), CanBeTold = takesEvents };
            var (result, noted) = await turns.Take(async () =>
            {
                var executed = await executer.ExecuteAsync(Options(request, http.RequestServices, http.User, asked, settings.Limits, http.RequestAborted));
                var read = ReadNoted.Of(executed, http.RequestServices, Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier);
                return (executed, read is null ? Task.CompletedTask : await auditing.Begin(read, http.RequestAborted));
            }, http.RequestAborted);
            bucket.Charge(result);
            // Others have their turn meanwhile: so many who wait for the disk wait for it together.
            using (noted.IsCompleted ? null : Telemetry.Source.StartActivity("audit"))
            {
                await noted.WaitAsync(http.RequestAborted);
            }
            if (asked.Topic is { } topic)
            {
                await streams.Tell(http, topic, request);
                return;
            }
            if (mediaType is null)
            {
                await streams.Answer(http, result);
                return;
            }
            http.Response.StatusCode = Status(result, mediaType, http.Response);
            http.Response.ContentType = $"{mediaType}; charset=utf-8";
            await serializer.WriteAsync(http.Response.BodyWriter.AsStream(leaveOpen: true), result, http.RequestAborted);
        }
        catch (BadRequestException refused)
        {
            if (refused.RetryAfter is null)
            {
                bucket.Charge(Rates.EachRefusal);
            }
            await Answers.Error(http, refused);
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
            await Answers.Error(http, broken.StatusCode == StatusCodes.Status408RequestTimeout ? "TIMEOUT" : "BAD_REQUEST",
                "The request broke off, was sent too slowly, or its body is not framed as HTTP has it.");
        }
        catch (IOException) when (!http.Response.HasStarted)
        {
            await Answers.Error(http, new BadRequestException(StatusCodes.Status400BadRequest, "BAD_REQUEST", "The body is not framed as HTTP has it."));
        }
        catch (Exception unforeseen) when (!http.Response.HasStarted)
        {
            string reference = ErrorAnswers.Note(log, unforeseen);
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await Answers.Error(http, ErrorAnswers.Internal, ErrorAnswers.TellUs(reference), reference);
        }
    }

    /// <summary>What the engine is told of a request.</summary>
    internal static ExecutionOptions Options(
        GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, Asked asked, Limits limits, CancellationToken cancel) => new()
        {
            Query = request.Query,
            DocumentId = request.DocumentId,
            OperationName = request.OperationName,
            Variables = request.Variables,
            Extensions = request.Extensions,
            RequestServices = services,
            User = user,
            CancellationToken = cancel,
            Timeout = TimeSpan.FromSeconds(limits.TimeoutSeconds),
            UserContext = asked,
        };

    /// <summary>
    /// Where something was executed: 200, with or without errors. Else in the older media type 200 too, and in the newer one 400, or what
    /// tells that the fault is not the client's.
    /// </summary>
    private static int Status(ExecutionResult result, string mediaType, HttpResponse response)
    {
        if (result.Errors?.Any(e => e is FitsTransport.Error) == true)
        {
            response.Headers.Allow = "POST";
            return StatusCodes.Status405MethodNotAllowed;
        }
        if (result.Errors?.OfType<RateLimitedError>().FirstOrDefault() is { } limited)
        {
            response.Headers.RetryAfter = limited.Seconds.ToString(CultureInfo.InvariantCulture);
            return StatusCodes.Status429TooManyRequests;
        }
        return result.Executed || mediaType == Answers.Json ? StatusCodes.Status200OK
            : result.Errors?.Any(e => e is TimeoutError) == true ? StatusCodes.Status503ServiceUnavailable
            : result.Errors?.Any(e => e is UnhandledError { InnerException: UnforeseenException }) == true ? StatusCodes.Status500InternalServerError
            : StatusCodes.Status400BadRequest;
    }
}
