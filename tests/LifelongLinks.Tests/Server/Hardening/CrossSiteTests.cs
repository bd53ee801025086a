using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Encodings.Web;
using LifelongLinks.Tests.Server.Live;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>Pages of elsewhere ask nothing here, unless their origin is among those of the settings.</summary>
public sealed class CrossSiteTests : IClassFixture<CrossSiteTests.Served>
{
    private const string Ours = "https://links.example.org";
    private const string Theirs = "https://evil.example.com";

    public sealed class Served : IDisposable
    {
        public TestServer Server { get; } = new(Probe.Serve, "Development", ("Cors:Origins", $"{Ours}, http://localhost:5173"));

        public void Dispose() => Server.Dispose();
    }

    private readonly TestServer _server;

    public CrossSiteTests(Served served) => _server = served.Server;

    [Theory]
    [InlineData(Ours, 200)]
    [InlineData("http://localhost:5173", 200)]
    [InlineData("http://localhost", 200)] // the server's own
    [InlineData(null, 200)]
    [InlineData(Theirs, 403)]
    [InlineData("null", 403)]
    [InlineData("https://links.example.org.evil.example.com", 403)]
    [InlineData("https://links.example.org:8443", 403)]
    [InlineData("http://links.example.org", 403)]
    [InlineData("http://localhost:5174", 403)]
    public async Task Only_pages_of_allowed_origins_are_answered(string? origin, int status)
    {
        int before = Probe.Mutation.Written;
        using HttpRequestMessage request = new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "mutation { write }" }) };
        request.Headers.Authorization = new("Bearer", _server.Token());
        request.Headers.TryAddWithoutValidation("Origin", origin);
        using var client = _server.Client(null);
        var response = await client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(before + (status == 200 ? 1 : 0), Probe.Mutation.Written);
        if (status == 403)
        {
            Assert.Equal("FORBIDDEN", TestServer.Code(await TestServer.Json(response)));
        }
    }

    [Theory]
    [InlineData(Ours, true)]
    [InlineData(Theirs, false)]
    [InlineData("null", false)]
    public async Task A_preflight_is_answered_for_allowed_origins_by_name_and_never_with_credentials(string origin, bool allowed)
    {
        using HttpRequestMessage request = new(HttpMethod.Options, "/graphql");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var client = _server.Client(null);
        var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(allowed ? origin : null, One(response, "Access-Control-Allow-Origin"));
        Assert.Null(One(response, "Access-Control-Allow-Credentials"));
        if (allowed)
        {
            Assert.Contains("POST", One(response, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
            Assert.DoesNotContain("DELETE", One(response, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
            Assert.Contains("authorization", One(response, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
            Assert.Equal("600", One(response, "Access-Control-Max-Age"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_allowed_page_may_read_the_answer_a_refusal_too_and_how_much_it_has_left(bool signedIn)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/graphql?query={__typename}");
        request.Headers.Add("Origin", Ours);
        using var client = _server.Client(signedIn ? _server.Token() : null);
        var response = await client.SendAsync(request);
        Assert.Equal(signedIn ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(Ours, One(response, "Access-Control-Allow-Origin"));
        Assert.Contains("RateLimit", One(response, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_default_no_other_origin_is_allowed()
    {
        using TestServer server = new(Probe.Serve);
        using var client = server.Client(server.Token());
        client.DefaultRequestHeaders.Add("Origin", Ours);
        var response = await client.PostAsJsonAsync("/graphql", new { query = "{ __typename }" });
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Null(One(response, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.example.org")]
    [InlineData("https://links.example.org/app")]
    [InlineData("links.example.org")]
    [InlineData("null")]
    public void What_is_no_origin_keeps_the_server_from_starting(string origin)
    {
        using TestServer server = new(Probe.Serve, "Development", ("Cors:Origins", origin));
        Assert.ThrowsAny<Exception>(() => server.Server);
    }

    [Fact]
    public async Task A_WebSocket_is_held_to_the_same_origins()
    {
        using LiveServer server = new(null, ("Cors:Origins", Ours));
        using (await LiveClient.Open(server.Address, origin: Ours))
        {
        }
        using (await LiveClient.Open(server.Address, origin: server.Address.GetLeftPart(UriPartial.Authority)))
        {
        }
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.Open(server.Address, origin: Theirs));
    }

    // No way of signing in is such today. Were there one, as a cookie is, a page of elsewhere could have a browser ask by it.
    [Theory]
    [InlineData(null, null, 400)]
    [InlineData("text/plain", null, 400)]
    [InlineData("multipart/form-data; boundary=x", null, 400)]
    [InlineData("application/x-www-form-urlencoded", null, 400)]
    [InlineData("application/json", null, 200)]
    [InlineData(null, "GraphQL-Preflight", 200)]
    [InlineData(null, "Apollo-Require-Preflight", 200)]
    [InlineData(null, "Authorization", 200)]
    public async Task Whoever_is_signed_in_without_a_header_shows_by_another_that_no_page_of_elsewhere_asks(string? contentType, string? header, int status)
    {
        using TestServer server = new(services =>
        {
            Probe.Serve(services);
            services.AddAuthentication("Unasked").AddScheme<AuthenticationSchemeOptions, Unasked>("Unasked", null);
        });
        using HttpRequestMessage request = new(HttpMethod.Get, "/graphql?query={__typename}");
        if (contentType is not null)
        {
            request.Content = new ByteArrayContent([]);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
        if (header is not null)
        {
            request.Headers.Add(header, "Bearer 1");
        }
        using var client = server.Client(null);
        var response = await client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 400)
        {
            Assert.Equal("PREFLIGHT_NEEDED", TestServer.Code(await TestServer.Json(response)));
        }
    }

    private static string? One(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    /// <summary>Signs in everybody, as a browser's cookie does.</summary>
    private sealed class Unasked(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.Success(
            new(new(new ClaimsIdentity([new("sub", "somebody"), new("roles", "COORDINATOR")], "Unasked")), "Unasked")));
    }
}
