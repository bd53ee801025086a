using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>How much one client may ask for: by what it costs, told in headers, and no more than that.</summary>
public sealed class RatesTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    private const string Costs401 = "{ items(first: 100) { nodes { id self { id } } } }";

    private static TestServer Limited(params (string Key, string Value)[] more) =>
        new(Probe.Serve, "Development", [("GraphQL:MaxComplexity", "1000"), ("Rates:Burst", "1100"), ("Rates:PerSecond", "1"), .. more]);

    [Fact]
    public async Task Whoever_asks_for_too_much_is_refused_told_when_to_come_again_and_no_hindrance_to_others()
    {
        using var server = Limited();
        using HttpClient coordinator = server.Client(server.Token()), manager = server.Client(server.Token("team-manager"));
        var first = await Ask(coordinator, Costs401);
        Assert.Equal(401, (await TestServer.Json(first)).GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetInt32());
        Assert.Equal("\"cost\";q=1100;w=1100", first.Headers.GetValues("RateLimit-Policy").Single());
        Assert.InRange(Left(first), 1100 - 401 - 10, 1100 - 401 - 10 + 60);
        Assert.Equal(HttpStatusCode.OK, (await Ask(coordinator, Costs401)).StatusCode);

        var refused = await Ask(coordinator, Costs401);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 401);
        var answer = await TestServer.Json(refused);
        Assert.Equal("RATE_LIMITED", TestServer.Code(answer));
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.Equal(HttpStatusCode.OK, (await Ask(coordinator, "{ __typename }")).StatusCode); // for which there is enough left
        Assert.Equal(HttpStatusCode.OK, (await Ask(manager, Costs401)).StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_run_costs_too_and_then_nothing_is_read_any_more()
    {
        using var server = Limited();
        using var client = server.Client(server.Token());
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 5; i++)
        {
            answers.Add((await client.PostAsync("/graphql", new StringContent("nonsense", null, "application/json"))).StatusCode);
            answers.Add((await Ask(client, "{ nothing }")).StatusCode);
        }
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(client, "{ nothing }")).StatusCode);
    }

    [Fact]
    public async Task An_address_that_keeps_on_asking_without_a_token_is_refused_and_a_colleague_with_one_is_not()
    {
        using TestServer server = new(Probe.Serve, "Development", ("Rates:UnsignedBurst", "3"), ("Rates:UnsignedPerSecond", "1"));
        using HttpClient unsigned = server.Client(null), wrong = server.Client("no token"), colleague = server.Client(server.Token());
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(wrong, "{ __typename }")).StatusCode);
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 20; i++)
        {
            answers.Add((await Ask(unsigned, "{ __typename }")).StatusCode);
        }
        Assert.Contains(HttpStatusCode.Unauthorized, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, (await Ask(colleague, "{ __typename }")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await unsigned.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Operations_and_events_of_a_WebSocket_are_charged_too()
    {
        using LiveServer server = new(null, ("GraphQL:MaxComplexity", "100"), ("Rates:Burst", "120"), ("Rates:PerSecond", "1"));
        using var client = await server.Connect();
        await client.Subscribe("a", $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ at child {{ id name knownAs age }} }} }}");
        await server.Listening(1);
        // Each event costs 7; beginning cost 17.
        bool limited = false;
        for (int i = 0; i < 40 && !limited; i++)
        {
            await server.ChangeLink();
            var payload = await client.Receive("next", "a");
            limited = payload.TryGetProperty("errors", out _) && TestServer.Code(payload) == "RATE_LIMITED";
        }
        Assert.True(limited);
        await client.Subscribe("b", "{ viewer { name } }");
        Assert.Equal("RATE_LIMITED", (await client.Receive("error", "b"))[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public void A_bucket_is_refilled_as_time_goes_by_and_holds_no_more_than_it_may()
    {
        Time time = new();
        RateBucket bucket = new(100, 10, time);
        Assert.Null(bucket.Take(100));
        Assert.Equal(5, bucket.Take(50)!.Seconds);
        time.Pass(4.9);
        Assert.NotNull(bucket.Take(50));
        time.Pass(0.1);
        Assert.Null(bucket.Take(50));
        time.Pass(1_000_000);
        Assert.NotNull(bucket.Take(101));
        Assert.Null(bucket.Take(100));
        bucket.Charge(1_000_000); // no debt that could not be paid
        time.Pass(10);
        Assert.Null(bucket.Take(100));
    }

    [Fact]
    public void Many_addresses_push_out_one_another_and_nobody_who_is_signed_in()
    {
        Rates rates = new(Settings() with { Rates = Settings().Rates with { Burst = 30_000, UnsignedBurst = 1 } }, new Time());
        ClaimsPrincipal user = new(new ClaimsIdentity([new("sub", "somebody")]));
        rates.Of(user).Charge(30_000);
        rates.Of(IPAddress.Parse("192.0.2.1")).Charge(1);
        for (int i = 0; i < 100_000; i++)
        {
            rates.Of(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i])).Charge(1);
        }
        Assert.NotNull(rates.Of(user).Take(1));
        Assert.Null(rates.Of(IPAddress.Parse("192.0.2.1")).Take(1)); // forgotten: no more are kept than there is room for
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void A_network_of_IPv6_is_one_client(string one, string other, bool same) =>
        Assert.Equal(same, Rates.Key(IPAddress.Parse(one)) == Rates.Key(IPAddress.Parse(other)));

    [Fact]
    public void A_bucket_too_small_for_one_request_keeps_the_server_from_starting()
    {
        using TestServer server = new(Probe.Serve, "Development", ("Rates:Burst", "20000"));
        Assert.ThrowsAny<Exception>(() => server.Server);
    }

    private Settings Settings() => (Settings)served.Server.Services.GetService(typeof(Settings))!;

    private static Task<HttpResponseMessage> Ask(HttpClient client, string query) => client.PostAsJsonAsync("/graphql", new { query });

    private static int Left(HttpResponseMessage response) =>
        int.Parse(response.Headers.GetValues("RateLimit").Single().Split(';').Single(p => p.StartsWith("r=", StringComparison.Ordinal))[2..], CultureInfo.InvariantCulture);

    private sealed class Time : TimeProvider
    {
        private long _now;

        internal void Pass(double seconds) => _now += (long)Math.Round(seconds * TimestampFrequency);

        public override long GetTimestamp() => _now;
    }
}
