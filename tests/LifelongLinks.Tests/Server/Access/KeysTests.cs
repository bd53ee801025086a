using System.Net;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Tests.Server.Access;

/// <summary>The keys of a provider while the server runs: new ones, old ones, and none because it is down.</summary>
public sealed class KeysTests
{
    private static readonly (string, string) _often = ("Authentication:KeysEverySeconds", "1"), _soon = ("Authentication:KeysPauseSeconds", "1"),
        _seldom = ("Authentication:KeysPauseSeconds", "3600");

    [Fact]
    public async Task A_new_key_is_asked_for_when_a_token_names_it_and_the_first_such_token_is_good_already()
    {
        await using var provider = await OpenIdProvider.Start();
        FakeTime time = new();
        using SignedServer server = new(provider.Address, services => services.AddSingleton<TimeProvider>(time));
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));

        var second = ProviderKey.Rsa("second");
        provider.Keys.Add(second);
        time.Go(TimeSpan.FromSeconds(10)); // the pause is over
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access(key: second)));
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
        Assert.Equal((2, 2), (provider.Discoveries, provider.KeysAsked));
    }

    [Fact]
    public async Task Many_tokens_of_unknown_keys_make_the_provider_be_asked_once_in_a_pause_and_do_not_harm_others()
    {
        await using var provider = await OpenIdProvider.Start();
        FakeTime time = new();
        using SignedServer server = new(provider.Address, services => services.AddSingleton<TimeProvider>(time));
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
        int asked = provider.Discoveries;
        for (int pause = 1; pause <= 3; pause++)
        {
            time.Go(TimeSpan.FromSeconds(10));
            await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
                Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(provider.Access(header: h => h["kid"] = $"unknown {pause} {i}")))));
            Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
            Assert.Equal((asked + pause, asked + pause), (provider.Discoveries, provider.KeysAsked));
        }
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_good_for_nothing_also_for_tokens_that_were_good_before()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider, _often, _soon);
        var first = provider.Keys[0];
        string token = provider.Access(), nameless = provider.Access(header: h => h.Remove("kid"));
        Assert.Equal(HttpStatusCode.OK, await server.Status(token)); // now its signature is remembered
        Assert.Equal(HttpStatusCode.OK, await server.Status(nameless));

        provider.Keys[0] = ProviderKey.Rsa("second");
        await LiveServer.Until(async () => await server.Status(token) == HttpStatusCode.Unauthorized); // by itself: nobody has shown a new one
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(nameless));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(provider.Access(key: first)));
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(token));
    }

    [Fact]
    public async Task A_key_that_was_replaced_under_its_name_is_good_for_nothing()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider, _often, _soon);
        string token = provider.Access();
        Assert.Equal(HttpStatusCode.OK, await server.Status(token));

        provider.Keys[0] = ProviderKey.Rsa("first");
        await LiveServer.Until(async () => await server.Status(token) == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
    }

    [Fact]
    public async Task While_the_provider_is_down_from_the_start_it_says_try_again_and_recovers_by_itself()
    {
        await using var provider = await OpenIdProvider.Start();
        await provider.Down();
        using SignedServer server = new(provider, _soon);
        using (var response = await server.Send(provider.Access()))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("1", response.Headers.RetryAfter!.ToString());
            Assert.Equal("UNAVAILABLE", TestServer.Code(await TestServer.Json(response)));
        }
        // What needs no key is told all the same.
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status("nonsense"));

        await provider.Up();
        await LiveServer.Until(async () => await server.Status(provider.Access()) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_the_provider_is_down_later_known_keys_serve_and_of_others_nothing_is_told()
    {
        await using var provider = await OpenIdProvider.Start();
        FakeTime time = new();
        using SignedServer server = new(provider.Address, services => services.AddSingleton<TimeProvider>(time), _soon);
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));

        await provider.Down();
        time.Go(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Status(provider.Access(key: ProviderKey.Rsa("new"))));
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(provider.Access(c => c["aud"] = "payroll")));

        time.Go(TimeSpan.FromHours(23)); // a day without a word: who knows what was withdrawn
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Status(provider.Access()));

        await provider.Up();
        time.Go(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
    }

    [Fact]
    public async Task A_provider_that_is_down_is_not_asked_for_each_request()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.Instead = http => { http.Response.StatusCode = 500; return Task.CompletedTask; };
        using SignedServer server = new(provider, _seldom);
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Status(provider.Access(header: h => h["kid"] = $"{i}")));
        }
        Assert.Equal(1, provider.Discoveries);
    }

    public static TheoryData<string> Unusable =>
    [
        "an error", "a page", "a redirection", "too much", "another issuer", "a template for an issuer", "keys from elsewhere without TLS", "no keys' address",
    ];

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_a_provider_may_not_say_lets_nobody_in_and_known_keys_serve(string what)
    {
        await using var provider = await OpenIdProvider.Start();
        FakeTime time = new();
        using SignedServer known = new(provider.Address, services => services.AddSingleton<TimeProvider>(time));
        string token = provider.Access();
        Assert.Equal(HttpStatusCode.OK, await known.Status(token));

        switch (what)
        {
            case "another issuer":
                provider.Issuer = "https://login.example.org";
                break;
            case "a template for an issuer":
                provider.Issuer = $"{provider.Address}/{{tenantid}}";
                break;
            case "keys from elsewhere without TLS":
                provider.KeysAddress = "http://login.example.org/keys";
                break;
            default:
                provider.Instead = http => Answer(http, what, provider);
                break;
        }
        time.Go(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await known.Status(provider.Access(key: ProviderKey.Rsa("new"))));
        Assert.Equal(HttpStatusCode.OK, await known.Status(token));
        using SignedServer fresh = new(provider, _seldom);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await fresh.Status(token));
    }

    [Fact]
    public async Task An_issuer_of_another_name_is_trusted_when_the_settings_name_it_and_only_that_one()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.Issuer = "https://sts.windows.net/4711/";
        using SignedServer server = new(provider, ("Authentication:Issuer", "https://sts.windows.net/4711/"));
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(provider.Access(c => c["iss"] = provider.Address)));
    }

    [Fact]
    public async Task A_provider_that_never_answers_keeps_nobody_waiting_for_long()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.Instead = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        using SignedServer server = new(provider, _seldom);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await server.Status(provider.Access()));
    }

    [Fact]
    public async Task Signatures_are_remembered_with_a_key_and_not_with_its_name()
    {
        await using var provider = await OpenIdProvider.Start();
        FakeTime time = new();
        using Provider keys = new(new() { Authority = provider.Address, Audience = OpenIdProvider.Audience }, time, NullLogger<Provider>.Instance);
        AccessTokens tokens = new(new(), keys.RulesFor);
        string token = provider.Access();
        Assert.True((await tokens.ValidateTokenAsync(token, new TokenValidationParameters())).IsValid);

        provider.Keys[0] = ProviderKey.Rsa("first");
        time.Go(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => tokens.ValidateTokenAsync(provider.Access(header: h => h["kid"] = "makes it ask"), new TokenValidationParameters()));
        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => tokens.ValidateTokenAsync(token, new TokenValidationParameters()));
    }

    private static Task Answer(HttpContext http, string what, OpenIdProvider provider)
    {
        switch (what)
        {
            case "an error":
                http.Response.StatusCode = StatusCodes.Status502BadGateway;
                return Task.CompletedTask;
            case "a redirection":
                http.Response.Redirect($"{provider.Address}/elsewhere");
                return Task.CompletedTask;
            case "a page":
                return http.Response.WriteAsync("<!doctype html><title>Maintenance</title>");
            case "too much":
                return http.Response.WriteAsync($$"""{"issuer":"{{new string('a', 2_000_000)}}"}""");
            default:
                return http.Response.WriteAsJsonAsync(new { issuer = provider.Address });
        }
    }

    /// <summary>A clock that goes on when it is told to.</summary>
    private sealed class FakeTime : TimeProvider
    {
        private long _passed;

        internal void Go(TimeSpan time) => Interlocked.Add(ref _passed, time.Ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _passed);
    }
}
