using Activity = System.Diagnostics.Activity;

namespace LifelongLinks.Server;

/// <summary>
/// The review pack as a page, over HTTP: what the query <c>Review.pack</c> answers, through the same code, under the same rules. The token comes in
/// the Authorization header and nowhere else: an address would stand in histories and logs. So it is a front end that fetches the page, and shows or prints it.
/// </summary>
public static class ReviewPackEndpoint
{
    /// <summary>What is written into the audit trail.</summary>
    public const string Action = "query reviewPackPage";

    private const string Html = "text/html; charset=utf-8";

    /// <summary>Answers at <c>/reviews/{reviewId}/pack</c>, <c>?for=family</c> and <c>?for=child</c> with fewer sheets.</summary>
    public static IEndpointConventionBuilder MapReviewPacks(this WebApplication app) => app.MapGet("/reviews/{reviewId}/pack", Answer);

    /// <summary>The page of a review's pack, to whoever a reading is for; null where there is none, or none for them.</summary>
    public static async Task<string?> Page(Reading reading, string reviewId, PackReader reader, CancellationToken cancel)
    {
        if (!Ids.IsWellFormed(reviewId) || await reading.Node(reviewId).GetResultAsync(cancel) is not ReviewView review
            || await review.Pack().GetResultAsync(cancel) is not { } pack)
        {
            return null;
        }
        // The young person's own page is theirs, whatever was asked for.
        return ReviewPage.Of(pack, pack.View.Sight.IsProfessional ? reader : PackReader.Child);
    }

    /// <summary>For whom a page is, as it is asked for; null: there is no such reader.</summary>
    public static PackReader? ReaderOf(string? asked) => asked switch
    {
        null or "" or "professionals" => PackReader.Professionals,
        "family" => PackReader.Family,
        "child" => PackReader.Child,
        _ => null,
    };

    private static async Task Answer(HttpContext http, string reviewId, Settings settings, Turns turns, Rates rates, Auditing auditing, ILogger<ErrorAnswers> log)
    {
        var bucket = rates.Of(http.User);
        http.Response.OnStarting(() =>
        {
            bucket.Tell(http.Response);
            return Task.CompletedTask;
        });
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        try
        {
            if (bucket.Take(Math.Min(Rates.EachPage, settings.Limits.MaxComplexity)) is { } refused)
            {
                throw BadRequestException.Of(refused);
            }
            if (ReaderOf(http.Request.Query["for"]) is not { } reader)
            {
                throw new BadRequestException(StatusCodes.Status400BadRequest, "BAD_USER_INPUT", "for is professionals, family or child.");
            }
            soon.CancelAfter(TimeSpan.FromSeconds(settings.Limits.TimeoutSeconds));
            var services = http.RequestServices;
            var (page, noted) = await turns.Take(async () =>
            {
                var reading = services.GetRequiredService<Reading>();
                string? made = await Page(reading, reviewId, reader, soon.Token);
                return (made, made is null ? Task.CompletedTask
                    : await auditing.Begin(new(reading.Viewer, Action, reading.Told.ChildIds, Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier), soon.Token));
            }, soon.Token);
            await noted.WaitAsync(soon.Token);
            if (page is null)
            {
                throw new BadRequestException(StatusCodes.Status404NotFound, "NOT_FOUND", "There is no such review pack, or none for you.");
            }
            http.Response.Headers.ContentSecurityPolicy = $"{ReviewPage.Policy}; frame-ancestors 'none'";
            http.Response.ContentType = Html;
            await http.Response.WriteAsync(page, http.RequestAborted);
        }
        catch (BadRequestException refused)
        {
            await Answers.Error(http, refused);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left: there is nobody to answer.
        }
        catch (OperationCanceledException) when (soon.IsCancellationRequested && !http.Response.HasStarted)
        {
            await Answers.Error(http, new BadRequestException(StatusCodes.Status503ServiceUnavailable, "TIMEOUT", "It took too long. Try again in a while.", retryAfter: 2));
        }
        catch (StoreUnavailableException unavailable) when (!http.Response.HasStarted)
        {
            // Nobody is told anything that was not written down before.
            log.StoreUnavailable(unavailable);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await Answers.Error(http, ErrorAnswers.Unavailable, ErrorAnswers.TryAgain);
        }
        catch (Exception unforeseen) when (!http.Response.HasStarted)
        {
            string reference = ErrorAnswers.Note(log, unforeseen);
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await Answers.Error(http, ErrorAnswers.Internal, ErrorAnswers.TellUs(reference), reference);
        }
    }
}
