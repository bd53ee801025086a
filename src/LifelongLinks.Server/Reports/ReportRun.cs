using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Activity = System.Diagnostics.Activity;

namespace LifelongLinks.Server;

/// <summary>A report that somebody who may have it asks for.</summary>
/// <param name="Report">Which.</param>
/// <param name="Query">What is asked of it.</param>
/// <param name="Viewer">Who asks.</param>
/// <param name="Format">In which format it is answered.</param>
/// <param name="MediaType">As which media type.</param>
/// <param name="IsNegotiated">Whether that was chosen by what the client takes.</param>
public sealed record ReportRequest(Report Report, ReportQuery Query, Viewer Viewer, ReportFormat Format, string MediaType, bool IsNegotiated);

/// <summary>Makes and sends one report: nothing where the client has it already, and nothing before it is written down who is told.</summary>
public sealed class ReportRun(Turns turns, Auditing auditing, TimeProvider time, Settings settings)
{
    private static readonly TimeSpan _settled = TimeSpan.FromSeconds(2);

    /// <summary>Answers a request.</summary>
    public async Task Answer(HttpContext http, ReportRequest request)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        soon.CancelAfter(TimeSpan.FromSeconds(settings.Reports.MaxSeconds));
        // Others have their turn while this one's reader reads.
        if (await turns.Take(() => Begin(http, request, soon.Token), soon.Token) is { } rows)
        {
            await request.Format.Write(http.Response.BodyWriter, request.Report.Columns, rows.Rows, http.RequestAborted);
        }
    }

    private async Task<ReportRows?> Begin(HttpContext http, ReportRequest request, CancellationToken cancel)
    {
        var asked = await request.Report.Ask(request.Query, request.Viewer, cancel);
        string tag = TagOf(request, asked);
        var changed = request.Report.IsOfCases ? null : Settled(asked.Stamp.At, request.Viewer.Today);
        if (IsKnown(http.Request.GetTypedHeaders(), tag, changed))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            Head(http.Response, request, tag, changed);
            return null;
        }
        if (HttpMethods.IsHead(http.Request.Method))
        {
            Head(http.Response, request, tag, changed);
            Describe(http.Response, request, asked);
            return null;
        }
        var ofCases = request.Report.IsOfCases ? await asked.Make(cancel) : null;
        string requestId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        await auditing.Note(new(request.Viewer, $"report {request.Report.Name}", ofCases?.ChildIds ?? [], requestId), cancel);
        Head(http.Response, request, tag, changed);
        Describe(http.Response, request, asked);
        await request.Format.Begin(http.Response.BodyWriter, request.Report.Columns);
        await http.Response.BodyWriter.FlushAsync(cancel); // so that a tool knows at once that it will have an answer
        return ofCases ?? await asked.Make(cancel);
    }

    /// <summary>
    /// RFC 9110, 8.8.3: another when the bytes may be others. The clock's day is in it, as it decides which months are over, and who is hidden
    /// from everybody; and of a report about single cases, who asks.
    /// </summary>
    private string TagOf(ReportRequest request, ReportAsked asked)
    {
        var (report, viewer) = (request.Report, request.Viewer);
        string[] of =
        [
            report.Name, report.Version.ToString(CultureInfo.InvariantCulture), request.MediaType, request.Query.Written,
            $"{asked.Stamp.Changes} {asked.Stamp.At:O}", viewer.Today.ToString("O", CultureInfo.InvariantCulture),
            $"{settings.Gaps}", .. report.IsOfCases ? [viewer.Subject, string.Join(',', viewer.Roles.Order()), .. viewer.Teams.Order(StringComparer.Ordinal)] : Array.Empty<string>(),
        ];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', of)));
        return $"\"{Base64Url.EncodeToString(hash.AsSpan(0, 16))}\"";
    }

    /// <summary>
    /// When the rows may have become what they are: by a change, or as the day began. RFC 9110, 8.8.2.2: in whole seconds nothing is told of
    /// what changes within the same one, so while a change is new there is no such time.
    /// </summary>
    private DateTimeOffset? Settled(DateTimeOffset? changed, DateOnly today)
    {
        var at = Clock.Began(today) is var began && changed > began ? changed.Value : began;
        return time.GetUtcNow() - at > _settled ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;
    }

    /// <summary>RFC 9110, 13.2.2: what is known by its tag is not asked for by its day.</summary>
    private static bool IsKnown(Microsoft.AspNetCore.Http.Headers.RequestHeaders headers, string tag, DateTimeOffset? changed) =>
        headers.IfNoneMatch.Count > 0
            ? headers.IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Tag == tag)
            : headers.IfModifiedSince is { } since && changed <= since;

    private static void Head(HttpResponse response, ReportRequest request, string tag, DateTimeOffset? changed)
    {
        response.Headers.ETag = tag;
        response.Headers.LastModified = changed?.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "private, no-cache"; // kept by the one who asked, and asked for again each time
        response.Headers.AppendCommaSeparatedValues("Vary", "Accept", "Authorization");
        if (request.IsNegotiated)
        {
            response.Headers.ContentLocation = $"{ReportEndpoint.Path}/{request.Report.Name}.{request.Format.Extension}{request.Query.Written}";
        }
    }

    private static void Describe(HttpResponse response, ReportRequest request, ReportAsked asked)
    {
        response.ContentType = request.Format.ContentType(request.MediaType);
        response.Headers.ContentDisposition = $"attachment; filename=\"{asked.FileName}.{request.Format.Extension}\"";
        response.Headers["Columns-Version"] = request.Report.Version.ToString(CultureInfo.InvariantCulture);
        if (request.Format == ReportFormat.Csv)
        {
            response.Headers.Link = $"<{TableMetadata.PathOf(request.Report, request.Query)}>; rel=\"describedby\"; type=\"{TableMetadata.MediaType}\"";
        }
    }
}
