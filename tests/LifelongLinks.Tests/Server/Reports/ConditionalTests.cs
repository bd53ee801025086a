using System.Net;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>Whoever has a report already is told so, and not more; and HEAD.</summary>
public sealed class ConditionalTests : IDisposable
{
    private readonly ReportsServer _server = new();

    [Fact]
    public async Task Who_has_it_is_told_so_until_something_changes_and_nothing_is_made_or_written_down_for_that()
    {
        using var client = _server.As("reporting");
        using var first = await client.GetAsync("/reports/probe.csv");
        string tag = Tag(first);
        Assert.Equal("private, no-cache", string.Join(", ", first.Headers.GetValues("Cache-Control").SelectMany(v => v.Split(", ")).Order().Reverse()));
        using (var again = await Ask(client, tag))
        {
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, Tag(again));
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        }
        Assert.Equal(HttpStatusCode.NotModified, (await Ask(client, $"\"another\", W/{tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await Ask(client, "*")).StatusCode);
        Assert.Equal(1, _server.Probe.Made);
        Assert.Single(await _server.Trail());

        _server.Probe.Stamp = _server.Probe.Stamp with { Changes = 2 };
        using var changed = await Ask(client, tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, Tag(changed));
    }

    [Fact]
    public async Task A_tag_is_of_what_was_asked_and_of_the_format()
    {
        using var client = _server.As("reporting");
        string[] paths = ["probe.csv", "probe.jsonl", "probe.parquet", "probe.csv?kind=ONE", "probe.csv?kind=ONE,TWO", "probe.csv?name=North"];
        string[] tags = [.. await Task.WhenAll(paths.Select(async path => Tag(await client.GetAsync("/reports/" + path))))];
        Assert.Equal(tags.Length, tags.Distinct().Count());
        // However it is written.
        Assert.Equal(tags[4], Tag(await client.GetAsync("/reports/probe.csv?kind=ONE&kind=TWO")));
        // What names nobody is the same for everybody.
        using var manager = _server.As("fgc-manager");
        Assert.Equal(tags[0], Tag(await manager.GetAsync("/reports/probe.csv")));
    }

    [Fact]
    public async Task What_is_about_single_cases_has_a_tag_for_each_who_asks_and_no_day()
    {
        _server.Probe.OfCases = true;
        using HttpClient reporting = _server.As("reporting"), manager = _server.As("fgc-manager");
        using var first = await reporting.GetAsync("/reports/probe.csv");
        Assert.NotEqual(Tag(first), Tag(await manager.GetAsync("/reports/probe.csv")));
        Assert.Null(first.Content.Headers.LastModified);
        Assert.Contains("Authorization", first.Headers.Vary);
    }

    [Fact]
    public async Task So_it_is_by_the_day_and_time_of_the_last_change_unless_a_tag_says_more()
    {
        using var client = _server.As("reporting");
        using var first = await client.GetAsync("/reports/probe.csv");
        var changed = new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(changed, first.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.NotModified, (await Ask(client, null, changed)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(client, null, changed.AddSeconds(-1))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(client, "\"another\"", changed)).StatusCode); // RFC 9110, 13.1.3
        // A report may be another when the day is: it began at 23:00 UTC of the day before, British Summer Time.
        _server.Probe.Stamp = new(1, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2026, 6, 29, 23, 0, 0, TimeSpan.Zero), (await client.GetAsync("/reports/probe.csv")).Content.Headers.LastModified);
        // Within the second of a change more may change.
        _server.Probe.Stamp = new(1, DateTimeOffset.UtcNow);
        Assert.Null((await client.GetAsync("/reports/probe.csv")).Content.Headers.LastModified);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_does_without_making_anything()
    {
        using var client = _server.As("reporting");
        using var head = await client.SendAsync(new(HttpMethod.Head, "/reports/probe.csv"));
        Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, _server.Probe.Made));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        using var get = await client.GetAsync("/reports/probe.csv");
        foreach (string name in (string[])["ETag", "Vary", "Link", "Columns-Version", "Cache-Control"])
        {
            Assert.Equal(get.Headers.GetValues(name), head.Headers.GetValues(name));
        }
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Content.Headers.ContentDisposition, head.Content.Headers.ContentDisposition);
    }

    private static string Tag(HttpResponseMessage response) => response.Headers.ETag!.ToString();

    private static async Task<HttpResponseMessage> Ask(HttpClient client, string? tag, DateTimeOffset? since = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/reports/probe.csv");
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }
        request.Headers.IfModifiedSince = since;
        return await client.SendAsync(request);
    }

    public void Dispose() => _server.Dispose();
}
