namespace LifelongLinks.Server;

/// <summary>
/// Reports over HTTP, for tools that do not speak GraphQL (docs/reports.md). Everything under the path is answered here: who asks, for what, in which
/// format; whether they have it already; what is written down before they are told.
/// </summary>
public static class ReportEndpoint
{
    /// <summary>Where reports are.</summary>
    public const string Path = "/reports";

    private const string MetadataEnd = ".csv-metadata.json"; // CSV on the Web, 5.3: where the metadata of a file is looked for

    /// <summary>Adds what reports need.</summary>
    public static void AddReports(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings.Reports);
        services.AddSingleton<ReportKeys>();
        services.AddSingleton<ReportReaders>();
        services.AddSingleton<ReportRun>();
        services.AddSingleton<Report, PlanReviewsReport>();
        services.AddSingleton<Report, AdherenceReport>();
        services.AddSingleton<Report, NetworksReport>();
        services.AddSingleton<Report, ReviewsDueReport>();
        services.AddSingleton<Report, ReviewsDueListReport>();
    }

    /// <summary>Answers everything under the path.</summary>
    public static IEndpointConventionBuilder MapReports(this WebApplication app) => app.Map(Path + "/{**file}", (Delegate)Answer);

    /// <summary>Answers a request that the guard refuses.</summary>
    public static Task Refuse(HttpContext http, BadRequestException refused) => Problem.Answer(http, Problem.Of(refused));

    private static async Task Answer(
        HttpContext http, string? file, ReportRun run, ReportReaders readers, IEnumerable<Report> reports, Rates rates, Clock clock, Settings settings,
        ILogger<ErrorAnswers> log)
    {
        try
        {
            if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            {
                http.Response.Headers.Allow = "GET, HEAD";
                throw new ProblemException(Problem.MethodNotAllowed, "Ask by GET, with what you ask for in the query string.");
            }
            if (file == "problems") // whoever is refused may read why
            {
                await ProblemsPage.Answer(http.Response, http.RequestAborted);
                return;
            }
            var user = await readers.Of(http);
            var bucket = rates.Of(user);
            http.Response.OnStarting(() =>
            {
                bucket.Tell(http.Response);
                return Task.CompletedTask;
            });
            Take(bucket, Rates.EachRequest);
            await Find(http, file ?? "", [.. reports], Viewers.From(user, clock.Today), run, cost => Take(bucket, Math.Min(cost, settings.Limits.MaxComplexity)));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left: there is nobody to answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            await Fail(http, e, log);
        }
        catch (Exception e)
        {
            // Half a table must not look like a whole one.
            log.ReportCut(Guid.NewGuid().ToString("N")[..12], e);
            http.Abort();
        }
    }

    private static async Task Find(HttpContext http, string file, IReadOnlyList<Report> reports, Viewer viewer, ReportRun run, Action<int> charge)
    {
        var may = reports.Where(r => r.Roles.Intersect(viewer.Roles).Any()).ToList();
        if (may.Count == 0)
        {
            throw NotForThem(reports.SelectMany(r => r.Roles));
        }
        if (file == "openapi.json")
        {
            await OpenApi.Answer(http.Response, reports, http.RequestAborted);
            return;
        }
        bool ofMetadata = file.EndsWith(MetadataEnd, StringComparison.Ordinal);
        string? extension = ofMetadata ? null : ReportFormat.All.FirstOrDefault(f => file.EndsWith("." + f.Extension, StringComparison.Ordinal))?.Extension;
        string name = ofMetadata ? file[..^MetadataEnd.Length] : extension is null ? file : file[..^(extension.Length + 1)];
        var report = reports.FirstOrDefault(r => r.Name == name) ?? throw new ProblemException(Problem.ReportUnknown,
            $"There are {string.Join(", ", may.Select(r => $"{Path}/{r.Name}"))}; each also ends in {string.Join(", ", ReportFormat.All.Select(f => "." + f.Extension))} or {MetadataEnd}.");
        if (!may.Contains(report))
        {
            throw NotForThem(report.Roles);
        }
        var query = ReportQuery.Read(http.Request.Query, report.Parameters);
        if (ofMetadata)
        {
            await TableMetadata.Answer(http.Response, report, query, http.RequestAborted);
            return;
        }
        var (format, mediaType) = ReportFormat.Of(http.Request, extension);
        charge(report.Cost); // what one request may cost at most has room in every bucket
        await run.Answer(http, new(report, query, viewer, format, mediaType, IsNegotiated: extension is null));
    }

    private static void Take(RateBucket bucket, double cost)
    {
        if (bucket.Take(cost) is { } limited)
        {
            throw Problem.Of(BadRequestException.Of(limited));
        }
    }

    private static ProblemException NotForThem(IEnumerable<Role> roles) =>
        new(Problem.NotForYourRole, $"It is for {string.Join(", ", roles.Distinct().Order().Select(r => Words.Of(r)))}.");

    private static Task Fail(HttpContext http, Exception e, ILogger<ErrorAnswers> log)
    {
        switch (e)
        {
            case ProblemException problem:
                return Problem.Answer(http, problem);
            case BadRequestException refused:
                return Refuse(http, refused);
            case StoreUnavailableException:
                log.StoreUnavailable(e);
                return Problem.Answer(http, new(Problem.Unavailable, ErrorAnswers.TryAgain) { RetryAfter = 60 });
            case OperationCanceledException:
                return Problem.Answer(http, new(Problem.TimedOut, "Ask for fewer months, or for fewer dimensions."));
            default:
                string reference = ErrorAnswers.Note(log, e);
                return Problem.Answer(http, new(Problem.Internal, ErrorAnswers.TellUs(reference)), reference);
        }
    }
}
