using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Activity = System.Diagnostics.Activity;

namespace LifelongLinks.Server;

/// <summary>
/// Calendars, for programs that can ask an address and nothing else: no token, no header, no cookie. The address is the key, so it stands in no log,
/// trace or error; and what is at no address is answered as what never was.
/// </summary>
public static class CalendarFeeds
{
    // What whoever tries addresses pays for each that is none.
    private const int EachMiss = 20;

    private const string Root = "/calendar/", Ending = ".ics", Text = "text/plain; charset=utf-8";

    // Anything under it, so that an address of another shape is answered as one that is not known.
    private const string Route = Root + "{**address}";

    /// <summary>Answers at the addresses of calendars.</summary>
    public static void MapCalendars(this WebApplication app) => app.Map(Route, Answer);

    /// <summary>The path of the calendar whose address a command made; null where its secret is not the one that was stored.</summary>
    public static string? PathOf(Payload payload) =>
        payload is { Case.Case: var of, ResultId: { } id, CalendarSecret: { } secret }
            && (of.Worker(id)?.CalendarDigest ?? of.CalendarAddresses.FirstOrDefault(a => a.Id == id)?.CalendarDigest) == CalendarSecret.DigestOf(secret)
            ? Root + secret + Ending : null;

    private static async Task Answer(HttpContext http, CalendarReading reading, CalendarReadings noted, Settings settings, Turns turns, Rates rates, Clock clock, ILogger<ErrorAnswers> log)
    {
        var bucket = rates.Of(http.Connection.RemoteIpAddress);
        try
        {
            if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            {
                http.Response.Headers.Allow = "GET, HEAD";
                throw new BadRequestException(StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "A calendar is read by GET.");
            }
            if (turns.IsFull)
            {
                throw Turns.Full;
            }
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            soon.CancelAfter(TimeSpan.FromSeconds(settings.Limits.TimeoutSeconds));
            var read = await turns.Take(() => reading.Of(SecretOf(http.Request), soon.Token), soon.Token);
            // Phones of many people share an address: whoever has a calendar is not kept from it by another who guesses.
            if (read is null)
            {
                if (bucket.Take(EachMiss) is { } refused)
                {
                    throw BadRequestException.Of(refused);
                }
                throw new BadRequestException(StatusCodes.Status404NotFound, "NOT_FOUND", "There is no calendar at this address. Ask for a new one where you were given it.");
            }
            byte[] text = CalendarText.Of(read.Name, read.Entries, clock.Today);
            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(text))[..32]}\"";
            await noted.Note(read, tag, clock.Today, Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier, soon.Token);
            await Tell(http, text, tag);
        }
        catch (BadRequestException refused)
        {
            await Refuse(http, refused);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left: there is nobody to answer.
        }
        catch (Exception gone) when (gone is StoreUnavailableException or OperationCanceledException && !http.Response.HasStarted)
        {
            // It was not written down that it would be told: so nothing is told.
            log.StoreUnavailable(gone);
            await Refuse(http, new(StatusCodes.Status503ServiceUnavailable, ErrorAnswers.Unavailable, ErrorAnswers.TryAgain));
        }
        catch (Exception unforeseen) when (!http.Response.HasStarted)
        {
            string reference = ErrorAnswers.Note(log, unforeseen);
            await Refuse(http, new(StatusCodes.Status500InternalServerError, ErrorAnswers.Internal, ErrorAnswers.TellUs(reference)));
        }
    }

    // What is no address has a secret too, which nobody was given.
    private static string SecretOf(HttpRequest request) =>
        request.RouteValues["address"] is string address && address.EndsWith(Ending, StringComparison.Ordinal) ? address[..^Ending.Length] : "";

    private static async Task Tell(HttpContext http, byte[] text, string tag)
    {
        var headers = http.Response.Headers;
        // A program may keep it, and nobody in between; for a minute it need not ask again.
        headers.CacheControl = "private, max-age=60";
        headers.ETag = tag;
        headers["X-Robots-Tag"] = "noindex";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(new(tag), useStrongComparison: false) || t.Tag == EntityTagHeaderValue.Any.Tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = "text/calendar; charset=utf-8";
        // A browser would else call the file it saves by the address.
        headers.ContentDisposition = "attachment; filename=calendar.ics";
        http.Response.ContentLength = text.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(text, http.RequestAborted);
        }
    }

    private static async Task Refuse(HttpContext http, BadRequestException refused)
    {
        if (refused.Code is ErrorAnswers.Unavailable or ErrorAnswers.Internal)
        {
            Telemetry.Failed(refused.Code);
        }
        else
        {
            Telemetry.Rejected(refused.Code);
        }
        http.Response.StatusCode = refused.Status;
        http.Response.Headers.RetryAfter = refused.RetryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.ContentType = Text;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.WriteAsync(refused.Message, http.RequestAborted);
        }
    }
}
