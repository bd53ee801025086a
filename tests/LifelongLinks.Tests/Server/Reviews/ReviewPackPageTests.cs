using System.Net;
using System.Xml.Linq;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>The review pack as a page over HTTP: who gets it, what stands in it, and that it is a page that can do no harm.</summary>
public sealed class ReviewPackPageTests(ReviewPackPageTests.Served served) : IClassFixture<ReviewPackPageTests.Served>
{
    private const string Nasty = "</td><script>alert(1)</script>\" onx='\u0001\uFFFE \uD800 & <b>";

    /// <summary>A server with the stories, in which Amara's Nan has a name that no page should believe, and Kofi is refused.</summary>
    public sealed class Served : IAsyncLifetime
    {
        public TestServer Server { get; } = new();

        public string Review { get; private set; } = "";

        public async Task InitializeAsync()
        {
            using var client = Server.Client(Server.Token()); // started
            var store = Server.Services.GetRequiredService<IStore>();
            AuditEvent audit = new() { Id = Guid.CreateVersion7().ToString("N"), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" };
            var changed = await store.Change(new(audit.Id, Stories.Amara, loaded =>
            {
                var of = loaded.Case!;
                Review = of.Reviews.Single(r => r is { Kind: ReviewKind.LifelongLinksReview, HeldOn: null }).Id;
                var zee = of.Links.Single(l => l.PersonId == Stories.AmarasFriend);
                return new Changes
                {
                    Nodes =
                    [
                        of.People[Stories.AmarasAunt] with { KnownAs = Nasty.Replace("\uD800", "", StringComparison.Ordinal) },
                        of.Commitments.First(c => c.PersonIds.Contains(Stories.AmarasNan)) with { Words = "=cmd " + Nasty.Replace("\uD800", "", StringComparison.Ordinal) },
                        new Decision { Id = Guid.CreateVersion7().ToString("N"), ChildId = Stories.Amara, LinkId = zee.Id, Kind = DecisionKind.ChildAnswer, Outcome = DecisionOutcome.Refused, DecidedOn = new(2026, 6, 29) },
                    ],
                };
            }, audit), default);
            Assert.Equal(ChangeStatus.Applied, changed.Status);
        }

        public Task DisposeAsync()
        {
            Server.Dispose();
            return Task.CompletedTask;
        }
    }

    private async Task<HttpResponseMessage> Get(string? account, string path)
    {
        using var client = served.Server.Client(account is null ? null : served.Server.Token(account));
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }

    private async Task<string> Page(string account, string? reader = null)
    {
        using var response = await Get(account, $"/reviews/{served.Review}/pack{(reader is null ? "" : $"?for={reader}")}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static XElement Parsed(string html) => XElement.Parse(html["<!DOCTYPE html>\n".Length..]);

    private static string Text(string html) => string.Join(' ', Parsed(html).Element("body")!.DescendantNodes().OfType<XText>().Select(t => t.Value));

    public static TheoryData<string, string?> Pages => new()
    {
        { "coordinator", null }, { "coordinator", "family" }, { "coordinator", "child" }, { "independent-reviewing-officer", "professionals" }, { "young-person", null },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task It_is_well_formed_believes_no_name_and_loads_and_runs_nothing(string account, string? reader)
    {
        using var response = await Get(account, $"/reviews/{served.Review}/pack{(reader is null ? "" : $"?for={reader}")}");
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);

        string html = await response.Content.ReadAsStringAsync();
        var page = Parsed(html);
        Assert.DoesNotContain('\u0001', html);
        Assert.DoesNotContain('\uFFFE', html);
        Assert.Contains("<script>alert(1)</script>\" onx=' & <b>", Text(html).Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        var elements = page.DescendantsAndSelf().ToList();
        Assert.DoesNotContain(elements, e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "a" or "object" or "use" or "image" or "foreignObject");
        Assert.DoesNotContain(elements.Attributes(), a => a.Name.LocalName is "style" or "src" or "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Value.Contains("url(", StringComparison.Ordinal));
        // The style that the policy allows is the one that is there.
        string style = page.Descendants("style").Single().Value;
        Assert.Contains(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style))), policy, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task It_can_be_read_without_seeing_it(string account, string? reader)
    {
        var page = Parsed(await Page(account, reader));
        Assert.Equal("en-GB", page.Attribute("lang")!.Value);
        var levels = page.Descendants().Select(e => e.Name.LocalName).Where(n => n is ['h', >= '1' and <= '6']).Select(n => n[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(page.Descendants("table"), t =>
        {
            Assert.NotEmpty(t.Element("caption")!.Value);
            Assert.All(t.Descendants("th"), h => Assert.NotNull(h.Attribute("scope")));
            int columns = t.Element("thead")!.Element("tr")!.Elements().Count();
            Assert.All(t.Element("tbody")!.Elements(), row => Assert.Equal(columns, row.Elements().Count()));
        });
        Assert.All(page.Descendants().Where(e => e.Name.LocalName == "svg"), svg =>
        {
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.NotEmpty(svg.Elements().Single(e => e.Name.LocalName == "title").Value);
            Assert.NotEmpty(svg.Elements().Single(e => e.Name.LocalName == "desc").Value);
        });
        Assert.Distinct(page.Descendants().Attributes("id").Select(a => a.Value));
        Assert.All(page.Descendants().Attributes("aria-labelledby"), a => Assert.Single(page.Descendants().Attributes("id"), id => id.Value == a.Value));
    }

    [Fact]
    public async Task What_lies_on_the_table_has_no_words_of_the_childs_no_figures_and_no_reasons()
    {
        string family = Text(await Page("coordinator", "family")), all = Text(await Page("coordinator"));
        foreach (string hidden in (string[])["I was cross she missed so many.", "I want to find my dad.", "For professionals only", "Suggested", "What was missing", " %", "I love her but it is complicated."])
        {
            Assert.DoesNotContain(hidden, family, StringComparison.Ordinal);
            Assert.Contains(hidden, all, StringComparison.Ordinal);
        }
        foreach (string never in (string[])["Yaw", "Darko", "Not always well", "Hill Top", "zz14", "1959"])
        {
            Assert.DoesNotContain(never, all, StringComparison.OrdinalIgnoreCase);
        }
    }

    // Amara said no to her friend yesterday.
    [Theory, MemberData(nameof(Pages))]
    public async Task Whom_the_child_refused_is_on_no_sheet(string account, string? reader)
    {
        string page = await Page(account, reader);
        Assert.DoesNotContain("Zee", page.Replace("Zee's birthday", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Zainab", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_young_persons_own_is_spoken_to_them_whatever_they_ask_for()
    {
        string own = await Page("young-person");
        Assert.Equal(own, await Page("young-person", "professionals"));
        Assert.Equal(own, await Page("young-person", "family"));
        string text = Text(own);
        Assert.Contains("Your review", text, StringComparison.Ordinal);
        Assert.Contains("What you said", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Suggest", text, StringComparison.Ordinal);
        Assert.DoesNotContain("missed", text.Replace("I was cross she missed so many.", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(" %", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foster-carer")]
    [InlineData("analyst")]
    [InlineData("reporting")]
    [InlineData("auditor")]
    public async Task To_others_there_is_none_as_if_it_never_was(string account)
    {
        using var refused = await Get(account, $"/reviews/{served.Review}/pack");
        using var unknown = await Get(account, $"/reviews/{Guid.CreateVersion7():N}/pack");
        using var malformed = await Get(account, "/reviews/..%2F..%2Fetc/pack");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (refused.StatusCode, unknown.StatusCode, malformed.StatusCode));
        string body = await refused.Content.ReadAsStringAsync();
        Assert.Equal(body, await unknown.Content.ReadAsStringAsync());
        Assert.Equal(body, await malformed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_token_in_the_header_there_is_nothing()
    {
        using var none = await Get(null, $"/reviews/{served.Review}/pack");
        using var inAddress = await Get(null, $"/reviews/{served.Review}/pack?access_token={served.Server.Token()}");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (none.StatusCode, inAddress.StatusCode));
        Assert.Equal("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", Assert.Single(none.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task Another_reader_than_there_is_is_told_and_so_is_another_method()
    {
        using var reader = await Get("coordinator", $"/reviews/{served.Review}/pack?for=everybody");
        Assert.Equal(HttpStatusCode.BadRequest, reader.StatusCode);
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(await TestServer.Json(reader)));
        using var client = served.Server.Client(served.Server.Token());
        using var post = await client.PostAsync(new Uri($"/reviews/{served.Review}/pack", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task A_page_of_elsewhere_may_not_ask()
    {
        using var client = served.Server.Client(served.Server.Token());
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using var response = await client.GetAsync(new Uri($"/reviews/{served.Review}/pack", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Who_read_it_is_written_down_with_the_children_it_tells_of()
    {
        await Page("social-worker");
        var events = await served.Server.Services.GetRequiredService<IStore>().Audit(new(Stories.Amara) { Action = ReviewPackEndpoint.Action }, default);
        Assert.Contains(events.Events, e => e.Subject == "demo-social-worker" && e.ChildIds.Contains(Stories.Amara) && e.ChildIds.Contains(Stories.Kofi)); // her brother is named in it
    }

    [Fact]
    public async Task The_query_answers_what_the_page_tells()
    {
        var pack = (await served.Server.Ask("query($review: ID!) { node(id: $review) { ... on Review { pack { sizeNow activeNow feltCount metrics { kept late missed } promiseSuggestions { decision } } } } }", new { review = served.Review }))
            .GetProperty("data").GetProperty("node").GetProperty("pack");
        string page = Text(await Page("coordinator"));
        int Number(string field) => pack.GetProperty(field).GetInt32();
        int Metric(string field) => pack.GetProperty("metrics").GetProperty(field).GetInt32();
        // Of whom one is only being looked for: on the professionals' sheets alone.
        Assert.Contains($"{Number("sizeNow") - 1} people on 30 June 2026, in touch with {Number("activeNow")}.", page, StringComparison.Ordinal);
        Assert.Contains("have not said yes: Kwame.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kwame", Text(await Page("coordinator", "family")), StringComparison.Ordinal);
        Assert.Contains($"of {Number("feltCount")} times", page, StringComparison.Ordinal);
        Assert.Contains($"{Metric("kept") + Metric("late")} of {Metric("kept") + Metric("late") + Metric("missed")} times", page, StringComparison.Ordinal);
        Assert.Equal(7, pack.GetProperty("promiseSuggestions").GetArrayLength());
    }

    [Fact]
    public async Task Every_story_has_a_page_of_every_review_for_every_reader()
    {
        var answer = await served.Server.Ask("{ children(first: 50) { nodes { reviews(first: 20) { nodes { id } } } } }");
        int pages = 0;
        foreach (string? review in answer.GetProperty("data").GetProperty("children").GetProperty("nodes").EnumerateArray()
            .SelectMany(c => c.GetProperty("reviews").GetProperty("nodes").EnumerateArray()).Select(r => r.GetProperty("id").GetString()))
        {
            foreach (string reader in (string[])["professionals", "family", "child"])
            {
                using var response = await Get("coordinator", $"/reviews/{review}/pack?for={reader}");
                string html = await response.Content.ReadAsStringAsync();
                Assert.DoesNotMatch(@"\bLAC\b|contact session|placement breakdown", Text(html));
                pages++;
            }
        }
        Assert.True(pages > 60);
    }
}
