using System.Globalization;
using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>A kind of problem that a request for a report may run into (RFC 9457). Its address leads to what it means: /reports/problems.</summary>
/// <param name="Code">Its name, the last part of its address.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">What is the matter, the same each time.</param>
public sealed record Problem(string Code, int Status, string Title)
{
    internal static readonly Problem ParameterUnknown = new("parameter-unknown", 400, "There is no such parameter.");
    internal static readonly Problem ParameterMalformed = new("parameter-malformed", 400, "A parameter cannot be read.");
    internal static readonly Problem ValueUnknown = new("value-unknown", 400, "A parameter has a value that there is not.");
    internal static readonly Problem PeriodReversed = new("period-reversed", 400, "The period ends before it begins.");
    internal static readonly Problem PeriodNotWholeMonths = new("period-not-whole-months", 400, "A period is made of whole months.");
    internal static readonly Problem PeriodNotOver = new("period-not-over", 400, "The period is not over yet.");
    internal static readonly Problem PeriodTooLong = new("period-too-long", 400, "The period is too long.");
    internal static readonly Problem PeriodTooEarly = new("period-too-early", 400, "The period is before all records.");
    internal static readonly Problem DimensionUnknown = new("dimension-unknown", 400, "Figures cannot be grouped by this.");
    internal static readonly Problem DimensionsTooMany = new("dimensions-too-many", 400, "Figures are grouped by three dimensions at most.");
    internal static readonly Problem DimensionRepeated = new("dimension-repeated", 400, "A dimension is given twice.");
    internal static readonly Problem NotSignedIn = new("not-signed-in", 401, "Nobody is signed in.");
    internal static readonly Problem NotForYourRole = new("not-for-your-role", 403, "The report is for others.");
    internal static readonly Problem OriginNotAllowed = new("origin-not-allowed", 403, "Pages of this origin may not ask here.");
    internal static readonly Problem ReportUnknown = new("report-unknown", 404, "There is no such report.");
    internal static readonly Problem MethodNotAllowed = new("method-not-allowed", 405, "Reports are read by GET or HEAD.");
    internal static readonly Problem NotAcceptable = new("not-acceptable", 406, "The report does not come in that format.");
    internal static readonly Problem RateLimited = new("rate-limited", 429, "Too much was asked for in a short time.");
    internal static readonly Problem Internal = new("internal", 500, "Something went wrong on our side.");
    internal static readonly Problem Overloaded = new("overloaded", 503, "Too many ask at the moment.");
    internal static readonly Problem Unavailable = new("unavailable", 503, "The records cannot be reached at the moment.");
    internal static readonly Problem TimedOut = new("timed-out", 503, "The report took too long.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        ParameterUnknown, ParameterMalformed, ValueUnknown, PeriodReversed, PeriodNotWholeMonths, PeriodNotOver, PeriodTooLong, PeriodTooEarly, DimensionUnknown,
        DimensionsTooMany, DimensionRepeated, NotSignedIn, NotForYourRole, OriginNotAllowed, ReportUnknown, MethodNotAllowed, NotAcceptable, RateLimited,
        Internal, Overloaded, Unavailable, TimedOut,
    ];

    /// <summary>Its address.</summary>
    public string Type => $"{ReportEndpoint.Path}/problems#{Code}";

    /// <summary>Answers a request by a problem.</summary>
    public static async Task Answer(HttpContext http, ProblemException problem, string? reference = null)
    {
        var (kind, response) = (problem.Problem, http.Response);
        (kind.Status >= StatusCodes.Status500InternalServerError ? (Action<string>)Telemetry.Failed : Telemetry.Rejected)(kind.Code.ToUpperInvariant().Replace('-', '_'));
        response.StatusCode = kind.Status;
        response.ContentType = "application/problem+json";
        response.Headers.RetryAfter = problem.RetryAfter?.ToString(CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }
        await using Utf8JsonWriter writer = new(response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("type", kind.Type);
        writer.WriteString("title", kind.Title);
        writer.WriteNumber("status", kind.Status);
        writer.WriteString("detail", problem.Message);
        if (problem.Parameter is not null)
        {
            writer.WriteString("parameter", problem.Parameter);
        }
        if (reference is not null)
        {
            writer.WriteString("reference", reference);
        }
        writer.WriteEndObject();
    }

    /// <summary>What the guard and the queue say, as a problem.</summary>
    internal static ProblemException Of(BadRequestException refused) => new(refused.Status switch
    {
        StatusCodes.Status403Forbidden => OriginNotAllowed,
        StatusCodes.Status429TooManyRequests => RateLimited,
        _ => Overloaded,
    }, refused.Message)
    { RetryAfter = refused.RetryAfter };
}

/// <summary>A request for a report is answered by a problem.</summary>
/// <param name="problem">Which.</param>
/// <param name="detail">What to do, this time.</param>
/// <param name="parameter">The parameter it is about.</param>
public sealed class ProblemException(Problem problem, string detail, string? parameter = null) : Exception(detail)
{
    /// <summary>Which problem.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>The parameter it is about, if any.</summary>
    public string? Parameter { get; } = parameter;

    /// <summary>In how many seconds to try again, where that helps.</summary>
    public int? RetryAfter { get; init; }
}
