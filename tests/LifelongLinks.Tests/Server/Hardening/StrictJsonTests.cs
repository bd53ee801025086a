using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>JSON that would cost the server more than its sender, or says two things at once, is no request, whichever way it comes.</summary>
public sealed class StrictJsonTests(LiveServer server) : IClassFixture<LiveServer>
{
    private const string Query = "\"query\":\"query($a: Int) { __typename }\"";

    public static TheoryData<string, string> Bad => new()
    {
        { "a number of very many digits", $"{{{Query},\"variables\":{{\"a\":{new string('9', 101)}}}}}" },
        { "a name twice", $"{{{Query},\"variables\":{{\"a\":1,\"a\":2}}}}" },
        { "a name twice, once escaped", $"{{{Query},\"variables\":{{\"a\":1,\"\\u0061\":2}}}}" },
        { "a name twice in a list", $"{{{Query},\"extensions\":{{\"a\":[{{\"b\":1,\"b\":2}}]}}}}" },
        { "half a surrogate", $"{{{Query},\"variables\":{{\"b\":\"\\ud800\"}}}}" },
        { "half a surrogate as a name", $"{{{Query},\"\\ud800\":1}}" },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task It_is_no_request_by_POST_and_by_GET(string what, string body)
    {
        using var http = server.Http(server.Token());
        using var posted = await http.PostAsync("/graphql", new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")));
        Assert.Equal((what, HttpStatusCode.BadRequest), (what, posted.StatusCode));
        int variables = body.IndexOf("\"variables\":", StringComparison.Ordinal);
        if (variables > 0)
        {
            using var got = await http.GetAsync("/graphql?query={__typename}&variables=" + Uri.EscapeDataString(body[(variables + "\"variables\":".Length)..^1]));
            Assert.Equal((what, HttpStatusCode.BadRequest), (what, got.StatusCode));
        }
    }

    [Theory, MemberData(nameof(Bad))]
    public async Task Over_a_WebSocket_it_closes_with_4400(string what, string body)
    {
        using var client = await server.Connect();
        await client.Send($"{{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{body}}}");
        Assert.Equal((what, 4400), (what, await client.UntilClosed()));
    }

    [Fact]
    public async Task An_id_of_an_operation_is_no_place_to_keep_something()
    {
        using var client = await server.Connect();
        await client.Send($"{{\"type\":\"subscribe\",\"id\":\"{new string('x', 201)}\",\"payload\":{{\"query\":\"{{ __typename }}\"}}}}");
        Assert.Equal(4400, await client.UntilClosed());
    }

    [Fact]
    public async Task Whoever_has_not_said_who_they_are_has_little_to_say()
    {
        using var client = await LiveClient.Open(server.Address);
        for (int i = 0; i < 11; i++)
        {
            await client.Send("""{"type":"ping"}""");
        }
        Assert.Equal(4401, await client.UntilClosed());
    }

    [Fact]
    public async Task A_long_value_is_not_repeated_whole()
    {
        using var http = server.Http(server.Token());
        using var answered = await http.PostAsync("/graphql", new StringContent($"{{\"query\":\"{{ children(first: {new string('9', 10_000)}) {{ totalCount }} }}\"}}", Encoding.UTF8, new MediaTypeHeaderValue("application/json")));
        Assert.InRange((await answered.Content.ReadAsStringAsync()).Length, 10, 3_000);
    }
}
