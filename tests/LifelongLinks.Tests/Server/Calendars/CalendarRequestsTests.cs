using System.Net;
using System.Net.Http.Headers;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server.Calendars;

/// <summary>What a request for a calendar may be, and what is told besides the calendar.</summary>
public sealed class CalendarRequestsTests
{
    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_HEAD_tells_the_same_without_it()
    {
        using TestServer server = new();
        using var client = server.Client(null);
        string path = await CalendarsOverHttp.Nan(server);
        var (text, first) = await CalendarsOverHttp.Read(server, path);
        var tag = first.Headers.ETag!;
        Assert.False(tag.IsWeak);
        foreach (string match in (string[])[tag.ToString(), $"W/{tag}", $"\"other\", {tag}", "*"])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path) { Headers = { { "If-None-Match", match } } };
            using var unchanged = await client.SendAsync(request);
            Assert.Equal((HttpStatusCode.NotModified, tag, ""), (unchanged.StatusCode, unchanged.Headers.ETag, await unchanged.Content.ReadAsStringAsync()));
        }
        foreach (string match in (string[])["\"other\"", "nonsense \""])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", match);
            Assert.Equal(text, await (await client.SendAsync(request)).Content.ReadAsStringAsync());
        }
        using var head = await client.SendAsync(new(HttpMethod.Head, path));
        Assert.Equal((HttpStatusCode.OK, tag, first.Content.Headers.ContentLength, ""), (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength, await head.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task It_is_kept_by_nobody_in_between_saved_under_no_secret_and_read_by_no_page_of_elsewhere()
    {
        using TestServer server = new(null, "Development", ("Cors:Origins", "https://links.example.org"));
        using var client = server.Client(null);
        client.DefaultRequestHeaders.Add("Origin", "https://links.example.org");
        string path = await CalendarsOverHttp.Nan(server);
        using var answer = await client.GetAsync(path);
        Assert.Equal(new CacheControlHeaderValue { Private = true, MaxAge = TimeSpan.FromSeconds(60) }, answer.Headers.CacheControl);
        Assert.Equal("attachment; filename=calendar.ics", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase) || h.Key == "Set-Cookie");
        using var nothing = await client.GetAsync("/calendar/x.ics");
        Assert.True(nothing.Headers.CacheControl!.NoStore);
    }

    [Theory, InlineData("POST"), InlineData("PUT"), InlineData("DELETE"), InlineData("OPTIONS"), InlineData("PROPFIND"), InlineData("REPORT")]
    public async Task It_is_read_by_GET_and_HEAD_alone_whether_or_not_it_is_there(string method)
    {
        using TestServer server = new();
        using var client = server.Client(null);
        foreach (string path in (string[])[await CalendarsOverHttp.Nan(server), "/calendar/x.ics"])
        {
            using var answer = await client.SendAsync(new(new HttpMethod(method), path));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task A_token_makes_no_difference()
    {
        using TestServer server = new();
        string path = await CalendarsOverHttp.Nan(server);
        foreach (string token in (string[])[server.Token("foster-carer"), "no token"])
        {
            using var client = server.Client(token);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_tries_addresses_is_soon_sent_away()
    {
        using TestServer server = new(null, "Development", ("Rates:UnsignedBurst", "200"), ("Rates:UnsignedPerSecond", "1"));
        using var client = server.Client(null);
        string path = await CalendarsOverHttp.Nan(server);
        // Who has an address may ask often.
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        }
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 20; i++)
        {
            answers.Add((await client.GetAsync($"/calendar/{CalendarSecret.New()}.ics")).StatusCode);
        }
        Assert.InRange(answers.Count(a => a == HttpStatusCode.NotFound), 5, 15);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        using var refused = await client.GetAsync($"/calendar/{CalendarSecret.New()}.ics");
        Assert.NotNull(refused.Headers.RetryAfter);
        // Whoever has an address is not kept from it by a neighbour who guesses.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_told_that_cannot_be_written_down_or_read()
    {
        using TestServer server = new(Breaking.Store(out var store));
        string path = await CalendarsOverHttp.Nan(server);
        store().IsFull = true;
        await Unavailable();
        store().IsFull = false;
        store().IsBroken = true;
        await Unavailable();
        store().IsBroken = false;
        Assert.NotEmpty(CalendarsOverHttp.Events((await CalendarsOverHttp.Read(server, path)).Text));

        async Task Unavailable()
        {
            var (text, answer) = await CalendarsOverHttp.Read(server, path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.DoesNotContain("BEGIN", text, StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task While_too_many_ask_it_is_sent_away_as_others_are()
    {
        using TestServer server = new(null, "Development", ("GraphQL:MaxConcurrentRequests", "1"), ("GraphQL:MaxWaitingRequests", "1"), ("GraphQL:MaxWaitSeconds", "1"));
        string path = await CalendarsOverHttp.Nan(server);
        TaskCompletionSource free = new();
        var taken = server.Services.GetRequiredService<Turns>().Take(async () =>
        {
            await free.Task;
            return 0;
        }, default);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await CalendarsOverHttp.Read(server, path)).Answer.StatusCode);
        free.SetResult();
        await taken;
        Assert.Equal(HttpStatusCode.OK, (await CalendarsOverHttp.Read(server, path)).Answer.StatusCode);
    }
}
