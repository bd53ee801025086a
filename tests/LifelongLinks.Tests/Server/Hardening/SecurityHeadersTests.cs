using System.Net;

namespace LifelongLinks.Tests.Server.Hardening;

public sealed class SecurityHeadersTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    /// <summary>What browsers are told with every answer.</summary>
    private static readonly Dictionary<string, string> _always = new()
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Cache-Control"] = "no-store",
    };

    [Theory]
    [InlineData("GET", "/graphql?query={__typename}", true, 200)]
    [InlineData("GET", "/graphql?query={nothing}", true, 200)]
    [InlineData("GET", "/graphql", true, 400)]
    [InlineData("GET", "/graphql?query={__typename}", false, 401)]
    [InlineData("PUT", "/graphql", true, 405)]
    [InlineData("POST", "/graphql", true, 415)]
    [InlineData("GET", "/health/live", false, 200)]
    [InlineData("GET", "/health/ready", false, 200)]
    [InlineData("GET", "/nowhere", false, 404)]
    [InlineData("GET", "/guides/lifelong-links.html", false, 200)]
    [InlineData("GET", "/ide/ide.js", false, 200)]
    [InlineData("GET", "/", false, 302)]
    public async Task Every_answer_has_them(string method, string path, bool signedIn, int status)
    {
        using var client = served.Server.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = signedIn ? new("Bearer", served.Server.Token()) : null;
        var response = await client.SendAsync(new(new HttpMethod(method), path));
        Assert.Equal(status, (int)response.StatusCode);
        foreach (var (name, value) in _always)
        {
            Assert.Equal(value, One(response, name));
        }
        Assert.StartsWith("default-src 'none'", One(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", One(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("geolocation=()", One(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Null(One(response, "Server"));
        Assert.Null(One(response, "Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_pages_scripts_run_under_its_own_policy()
    {
        using var client = served.Server.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        string policy = One(await client.GetAsync("/graphql"), "Content-Security-Policy")!;
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3", "https", true)]
    [InlineData("10.1.2.3", "http", false)]
    [InlineData("192.0.2.1", "https", false)] // no proxy that is known
    public async Task Who_came_by_https_through_a_known_proxy_is_told_to_come_by_nothing_else(string proxy, string scheme, bool told)
    {
        using InProduction production = new(("Proxy:Known", "10.0.0.0/8, ::1"));
        var context = await production.Server.Server.SendAsync(http =>
        {
            http.Request.Path = "/health/live";
            http.Request.Host = new("links.example.org");
            http.Request.Headers["X-Forwarded-Proto"] = scheme;
            http.Request.Headers["X-Forwarded-For"] = "203.0.113.7";
            http.Connection.RemoteIpAddress = IPAddress.Parse(proxy);
        });
        Assert.Equal(told ? "max-age=31536000" : "", context.Response.Headers.StrictTransportSecurity.ToString());
    }

    [Fact]
    public async Task Who_the_client_is_no_client_says_of_itself()
    {
        using InProduction production = new(("Proxy:Known", "10.0.0.1"), ("Rates:UnsignedBurst", "1"), ("Rates:UnsignedPerSecond", "1"));
        async Task<int> Status(string from, string claims) => (await production.Server.Server.SendAsync(http =>
        {
            http.Request.Path = "/graphql";
            http.Request.Headers["X-Forwarded-For"] = claims;
            http.Connection.RemoteIpAddress = IPAddress.Parse(from);
        })).Response.StatusCode;
        Assert.Equal(401, await Status("10.0.0.1", "203.0.113.7"));
        Assert.Equal(401, await Status("10.0.0.1", "203.0.113.8"));
        Assert.Equal(401, await Status("192.0.2.1", "203.0.113.9"));
        Assert.Equal(429, await Status("192.0.2.1", "203.0.113.10")); // it is 192.0.2.1 still
    }

    private static string? One(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(',', values) : null;
}
