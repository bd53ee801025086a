using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LifelongLinks.Seed;
using LifelongLinks.Server;

namespace LifelongLinks.Tests.Server;

/// <summary>The query editor: for a developer's browser, and for nobody else.</summary>
public sealed partial class IdeTests : IClassFixture<TestServer>
{
    // What Chromium and Firefox send when the address bar leads somewhere.
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private static readonly string[] _files =
    [
        "/lib/react/react.production.min.js", "/lib/react-dom/react-dom.production.min.js",
        "/lib/graphiql/graphiql.min.js", "/lib/graphiql/graphiql.min.css", "/ide/ide.js", "/ide/ide.css",
    ];

    private readonly TestServer _server;
    private readonly HttpClient _client;

    public IdeTests(TestServer server) => (_server, _client) = (server, server.Client(null));

    public static TheoryData<string> Titles => [.. ExampleQueries.All.Select(e => e.Title)];

    [Fact]
    public async Task A_browser_gets_the_page_under_a_strict_policy()
    {
        var response = await Get("/graphql", Browser);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl!.NoStore);
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.All(["default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
            rule => Assert.Contains(rule, policy.Split("; "), StringComparer.Ordinal));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("://", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_leads_a_browser_there()
    {
        var response = await Get("/", Browser);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("/graphql", response.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task The_policy_allows_one_style_sheet_of_this_page_alone()
    {
        var first = await Get("/graphql", Browser);
        string nonce = GivenIn(await first.Content.ReadAsStringAsync()).GetProperty("nonce").GetString()!;
        Assert.Contains($"style-src 'self' 'nonce-{nonce}';", Assert.Single(first.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.NotEqual(nonce, (await Given()).GetProperty("nonce").GetString());
    }

    [Fact]
    public async Task The_page_asks_no_other_host_and_all_that_it_asks_is_there()
    {
        string page = await (await Get("/graphql", Browser)).Content.ReadAsStringAsync();
        string[] asked = [.. Sources().Matches(page).Select(m => m.Groups[1].Value).Where(s => s != "data:,")];
        Assert.Equal(_files.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("://", Script().Replace(page, ""), StringComparison.Ordinal);
        foreach (string file in _files)
        {
            var response = await Get(file, "*/*");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(file.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : "text/css", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
        string styles = await _client.GetStringAsync("/lib/graphiql/graphiql.min.css") + await _client.GetStringAsync("/ide/ide.css");
        Assert.DoesNotContain("@import", styles, StringComparison.Ordinal);
        Assert.All(Urls().Matches(styles), url => Assert.StartsWith("data:", url.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_signs_in_as_the_coordinator_first_and_as_any_of_the_storys_people()
    {
        var accounts = (await Given()).GetProperty("accounts").EnumerateArray().ToList();
        Assert.Equal("coordinator", accounts[0].GetProperty("name").GetString());
        Assert.Equal(DemoAccounts.All.Select(a => a.Name), accounts.Select(a => a.GetProperty("name").GetString()));
        foreach (var (account, given) in DemoAccounts.All.Zip(accounts))
        {
            using var client = _server.Client(given.GetProperty("token").GetString());
            var answer = await TestServer.Json(await client.GetAsync("/graphql?query={viewer{roles}}"));
            Assert.Equal(Words.Of(account.Role), answer.GetProperty("data").GetProperty("viewer").GetProperty("roles")[0].GetString());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    [InlineData("application/json, text/html")]
    [InlineData("application/json, text/html;q=0.9")]
    [InlineData("text/*;q=0.5, application/*")]
    public async Task Clients_are_answered_as_ever(string? accept)
    {
        var response = await Get("/graphql?query={__typename}", accept);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("UNAUTHENTICATED", TestServer.Code(await TestServer.Json(response)));
    }

    [Fact]
    public async Task Nothing_but_a_get_is_answered_by_the_page()
    {
        using HttpRequestMessage post = new(HttpMethod.Post, "/graphql") { Content = new StringContent("{}") };
        post.Headers.TryAddWithoutValidation("Accept", Browser);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.SendAsync(post)).StatusCode);
    }

    // Another name for this machine would let that name's owner read the tokens from their own page.
    [Theory]
    [InlineData("localhost:5080", true)]
    [InlineData("127.0.0.1:5080", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("rebound.example.org:5080", false)]
    [InlineData("localhost.example.org", false)]
    [InlineData("192.0.2.7", false)]
    public async Task The_page_is_for_this_machine_by_its_own_name(string host, bool page)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/graphql");
        request.Headers.TryAddWithoutValidation("Accept", Browser);
        request.Headers.Host = host;
        Assert.Equal(page ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await _client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Outside_development_there_is_neither_page_nor_file()
    {
        using TestServer server = new(null, "Production",
            ("Authentication:Authority", "https://127.0.0.1:9"), ("Authentication:Audience", "lifelong-links"));
        using var client = server.Client(null);
        foreach (string path in _files)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
        }
        using HttpRequestMessage request = new(HttpMethod.Get, "/graphql");
        request.Headers.TryAddWithoutValidation("Accept", Browser);
        var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_three_questions_come_first_among_the_examples()
    {
        var queries = (await Given()).GetProperty("examples").EnumerateArray().Select(e => e.GetProperty("query").GetString()!).ToList();
        Assert.Contains("reconnectionPaths(", queries[0], StringComparison.Ordinal);
        Assert.Contains("networkGaps", queries[1], StringComparison.Ordinal);
        Assert.Contains("adherence(", queries[2], StringComparison.Ordinal);
        Assert.Equal(ExampleQueries.All.Select(e => e.Query), queries);
        Assert.Distinct(ExampleQueries.All.Select(e => e.Title));
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Every_example_runs_as_it_stands(string title)
    {
        var answer = await _server.Ask(ExampleQueries.All.Single(e => e.Title == title).Query);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        Assert.All(answer.GetProperty("data").EnumerateObject(), field => Assert.NotEqual(JsonValueKind.Null, field.Value.ValueKind));
    }

    // As GraphiQL asks it, whose completion and documentation come of it.
    [Fact]
    public async Task The_page_may_read_the_whole_schema()
    {
        string type = string.Concat(Enumerable.Repeat("kind name ofType { ", 9)) + "kind name" + string.Concat(Enumerable.Repeat(" }", 9));
        var answer = await _server.Ask($$"""
            { __schema { queryType { name } types { ...FullType } directives { name description locations args { ...InputValue } } } }
            fragment FullType on __Type {
              kind name description fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated }
              inputFields { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name } possibleTypes { ...TypeRef } }
            fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
            fragment TypeRef on __Type { {{type}} }
            """);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
    }

    private async Task<HttpResponseMessage> Get(string path, string? accept)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }
        return await _client.SendAsync(request);
    }

    private async Task<JsonElement> Given() => GivenIn(await (await Get("/graphql", Browser)).Content.ReadAsStringAsync());

    private static JsonElement GivenIn(string page) => JsonDocument.Parse(Script().Match(page).Groups[1].Value).RootElement;

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex("""<script type="application/json" id="given">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("""url\(([^)]*)\)""")]
    private static partial Regex Urls();
}
