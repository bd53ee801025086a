using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>What comes beside a document is bounded as it is, by whichever way it comes.</summary>
public sealed class ValueBoundsTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    private static object Nested(int depth) => depth == 0 ? 1 : new[] { Nested(depth - 1) };

    private static object Variables(string bound, int size) => bound switch
    {
        "MaxVariables" => Enumerable.Range(0, size).ToDictionary(i => $"v{i}", i => i),
        "MaxTextLength" => new { v = new string('x', size) },
        "MaxListLength" => new { v = Enumerable.Range(0, size) },
        "MaxVariablesDepth" => new { v = Nested(size) },
        // 20 texts, one name of one character, and one for each list and object.
        "MaxVariablesSize" => new { v = Enumerable.Range(0, 20).Select(i => new string('x', ((size - 3) / 20) + (i < (size - 3) % 20 ? 1 : 0))) },
        _ => throw new ArgumentOutOfRangeException(nameof(bound)),
    };

    [Theory]
    [InlineData("MaxVariables", 50)]
    [InlineData("MaxTextLength", 20_000)]
    [InlineData("MaxListLength", 500)]
    [InlineData("MaxVariablesDepth", 12)]
    [InlineData("MaxVariablesSize", 200_000)]
    public async Task Variables_are_bounded_used_or_not(string bound, int limit)
    {
        Assert.Null(DocumentBoundsTests.Bound(await served.Server.Ask("{ __typename }", Variables(bound, limit))));
        var refused = await served.Server.Ask("{ __typename }", Variables(bound, limit + 1));
        Assert.Equal(("TOO_COMPLEX", bound), (TestServer.Code(refused), DocumentBoundsTests.Bound(refused)));
    }

    [Fact]
    public async Task So_are_extensions_and_names()
    {
        string longName = new('x', 201);
        Assert.Equal("MaxListLength", DocumentBoundsTests.Bound(await served.Server.Send(new { query = "{ __typename }", extensions = Variables("MaxListLength", 501) })));
        Assert.Equal("MaxNameLength", DocumentBoundsTests.Bound(await served.Server.Send(new { query = "{ __typename }", operationName = longName })));
        Assert.Equal("MaxNameLength", DocumentBoundsTests.Bound(await served.Server.Send(new { documentId = longName })));
    }

    [Fact]
    public async Task By_GET_and_over_a_WebSocket_too()
    {
        using var client = served.Server.Client(served.Server.Token());
        string variables = Uri.EscapeDataString(JsonSerializer.Serialize(Variables("MaxListLength", 501)));
        Assert.Equal("MaxListLength", DocumentBoundsTests.Bound(await TestServer.Json(await client.GetAsync($"/graphql?query={{__typename}}&variables={variables}"))));

        using LiveServer live = new();
        using var socket = await live.Connect();
        await socket.Subscribe("a", "{ __typename }", Variables("MaxListLength", 501));
        Assert.Equal("MaxListLength", (await socket.Receive("error", "a"))[0].GetProperty("extensions").GetProperty("bound").GetString());
        await socket.Subscribe("b", $"{{ {string.Join(' ', Enumerable.Range(0, 16).Select(i => $"a{i}: __typename"))} }}");
        Assert.Equal("MaxAliases", (await socket.Receive("error", "b"))[0].GetProperty("extensions").GetProperty("bound").GetString());
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task JSON_nested_as_deep_as_a_body_has_room_for_is_no_request(string open, string close)
    {
        string value = string.Concat(Enumerable.Repeat(open, 50_000)) + "1" + string.Concat(Enumerable.Repeat(close, 50_000));
        using var client = served.Server.Client(served.Server.Token());
        foreach (string body in (string[])[value, "{\"query\":\"{ __typename }\",\"variables\":{\"v\":" + value + "}}", "{\"query\":\"{ __typename }\",\"else\":" + value + "}"])
        {
            var response = await client.PostAsync("/graphql", new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("BAD_REQUEST", TestServer.Code(await TestServer.Json(response)));
        }
    }

    [Theory]
    [InlineData("a", "a", false)]
    [InlineData("0123456789", "x", true)]
    public async Task A_list_of_ids_costs_as_much_as_it_is_long(string first, string others, bool many)
    {
        using TestServer server = new();
        string[] ids = [first, .. Enumerable.Repeat(others, many ? 39 : 0)];
        using var client = server.Client(server.Token());
        var response = await client.PostAsJsonAsync("/graphql", new { query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", variables = new { ids } });
        var answer = await TestServer.Json(response);
        Assert.Equal(1 + ids.Length, answer.GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetInt32());
    }
}
