using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LifelongLinks.Tests.Server;

/// <summary>GraphQL over HTTP, https://graphql.github.io/graphql-over-http/draft/.</summary>
public sealed class TransportTests : IClassFixture<FilterTests.Served>
{
    private const string Newer = "application/graphql-response+json";
    private const string Older = "application/json";

    private readonly HttpClient _client;

    public TransportTests(FilterTests.Served served) => _client = served.Server.Client(served.Server.Token());

    [Theory]
    [InlineData(null, Older)]
    [InlineData("*/*", Older)]
    [InlineData("application/*", Older)]
    [InlineData(Older, Older)]
    [InlineData(Newer, Newer)]
    [InlineData("application/graphql-response+json, application/json", Newer)]
    [InlineData("application/json, application/graphql-response+json", Newer)]
    [InlineData("application/json, application/graphql-response+json;q=0.5", Older)]
    [InlineData("application/graphql-response+json;charset=utf-8", Newer)]
    [InlineData("text/html, */*;q=0.1", Older)]
    public async Task The_answer_comes_as_the_client_likes_it_best(string? accept, string expected)
    {
        var response = await Post("""{"query":"{ __typename }"}""", accept);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{expected}; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json;charset=utf-16")]
    [InlineData("nonsense")]
    public async Task A_client_that_takes_neither_type_gets_406(string accept) =>
        Assert.Equal(HttpStatusCode.NotAcceptable, (await Post("""{"query":"{ __typename }"}""", accept)).StatusCode);

    // What could not be executed at all: 400 in the newer type, 200 in the older. What was executed, even in part: 200.
    [Theory]
    [InlineData("{ nothing }", Newer, 400)]
    [InlineData("{ nothing }", Older, 200)]
    [InlineData("{ unclosed", Newer, 400)]
    [InlineData("{ unclosed", Older, 200)]
    [InlineData("query($n: Int!) { item(id: $n) { id } }", Newer, 400)]
    [InlineData("{ missing __typename }", Newer, 200)]
    [InlineData("{ missing __typename }", Older, 200)]
    [InlineData("{ broken missing }", Newer, 200)]
    public async Task The_status_says_whether_anything_was_executed(string query, string accept, int status)
    {
        var response = await Post(JsonSerializer.Serialize(new { query }), accept);
        Assert.Equal(status, (int)response.StatusCode);
        var answer = await TestServer.Json(response);
        Assert.NotEqual(0, answer.GetProperty("errors").GetArrayLength());
        Assert.Equal(query.Contains("missing", StringComparison.Ordinal), answer.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"{ __typename }\"")]
    [InlineData("{}")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":""}""")]
    [InlineData("""{"query":7}""")]
    [InlineData("""{"query":{"a":1}}""")]
    [InlineData("""{"query":"{ __typename }","variables":7}""")]
    [InlineData("""{"query":"{ __typename }","variables":"{}"}""")]
    [InlineData("""{"query":"{ __typename }","variables":[]}""")]
    [InlineData("""{"query":"{ __typename }","operationName":7}""")]
    [InlineData("""{"query":"{ __typename }","extensions":7}""")]
    [InlineData("""[{"query":"{ __typename }"}]""")]
    [InlineData("[]")]
    public async Task What_is_no_request_gets_400_in_either_type(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(body, Older)).StatusCode);
        var response = await Post(body, Newer);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BAD_REQUEST", TestServer.Code(await TestServer.Json(response)));
    }

    [Theory]
    [InlineData("""{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}""")]
    [InlineData("""{"query":"{ __typename }","variables":{},"extensions":{},"somethingElse":[1]}""")]
    [InlineData("""{"query":"query A { __typename } query B { __typename }","operationName":"B"}""")]
    [InlineData("\uFEFF{\"query\":\"{ __typename }\"}")]
    public async Task What_is_a_request_is_answered(string body)
    {
        var response = await Post(body, Newer);
        Assert.Equal("Query", (await TestServer.Json(response)).GetProperty("data").GetProperty("__typename").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task A_body_that_is_no_JSON_in_UTF8_gets_415(string? type)
    {
        ByteArrayContent body = new(Encoding.UTF8.GetBytes("""{"query":"{ __typename }"}"""));
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _client.PostAsync("/graphql", body)).StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compressed_body_gets_415_and_is_told_how_to_send_it(string encoding)
    {
        MemoryStream compressed = new();
        await using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            await gzip.WriteAsync("""{"query":"{ __typename }"}"""u8.ToArray());
        }
        ByteArrayContent body = new(compressed.ToArray());
        body.Headers.ContentType = new(Older);
        body.Headers.ContentEncoding.Add(encoding);
        var response = await _client.PostAsync("/graphql", body);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("identity", response.Headers.GetValues("Accept-Encoding").Single());
    }

    // RFC 8259, 8.1: JSON is UTF-8, whatever the header forgets to say.
    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public async Task A_body_in_another_encoding_that_says_it_is_JSON_gets_400(string encoding) =>
        await IsNoRequest(Encoding.GetEncoding(encoding).GetBytes("""{"query":"{ __typename }"}"""));

    [Fact]
    public async Task Text_that_is_no_UTF8_gets_400()
    {
        await IsNoRequest([.. """{"query":"{ __typename """u8, 0xC3, 0x28, .. "\"}"u8]);
        await IsNoRequest([.. """{"query":"query($d: Date!) { day(on: $d) }","variables":{"d":" """u8, 0xFF, .. "\"}}"u8]);
        await IsNoRequest("""{"query":"{ __typename \uD800 }"}"""u8.ToArray()); // half of a character
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_1_MB_gets_413_whether_its_length_is_announced_or_not(bool announced)
    {
        async Task<HttpStatusCode> Status(int length)
        {
            byte[] bytes = Encoding.UTF8.GetBytes("""{"query":"{ __typename }"}""".PadRight(length));
            using HttpRequestMessage request = new(HttpMethod.Post, "/graphql") { Content = new StreamContent(new MemoryStream(bytes)) };
            request.Content.Headers.ContentType = new(Older);
            request.Content.Headers.ContentLength = announced ? length : null;
            request.Headers.TransferEncodingChunked = !announced;
            return (await _client.SendAsync(request)).StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, await Status(1 << 20));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Status((1 << 20) + 1));
    }

    [Fact]
    public async Task By_GET_one_asks_in_the_query_string()
    {
        string query = Uri.EscapeDataString("query A($d: Date!) { day(on: $d) } query B { __typename }");
        var answer = await TestServer.Json(await _client.GetAsync(
            $"/graphql?query={query}&operationName=A&variables={Uri.EscapeDataString("""{"d":"2026-06-30"}""")}"));
        Assert.Equal("2026-07-01", answer.GetProperty("data").GetProperty("day").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?query=")]
    [InlineData("?query={__typename}&variables=7")]
    [InlineData("?query={__typename}&variables=nonsense")]
    [InlineData("?query={__typename}&query={__typename}")]
    public async Task A_query_string_that_is_no_request_gets_400(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync("/graphql" + query)).StatusCode);

    [Fact]
    public async Task By_GET_nothing_is_changed_known_document_or_not()
    {
        int before = Probe.Mutation.Written;
        for (int i = 0; i < 2; i++)
        {
            var response = await _client.GetAsync("/graphql?query=mutation{write}");
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal(["POST"], response.Content.Headers.Allow);
            Assert.Equal(before + i, Probe.Mutation.Written);
            Assert.Equal(HttpStatusCode.OK, (await Post("""{"query":"mutation{write}"}""", null)).StatusCode);
            Assert.Equal(before + i + 1, Probe.Mutation.Written);
        }
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_get_405_and_are_told_which_there_are(string method)
    {
        var response = await _client.SendAsync(new(new HttpMethod(method), "/graphql"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task When_the_client_leaves_the_work_stops()
    {
        using CancellationTokenSource leaving = new();
        var asked = _client.PostAsync("/graphql", new StringContent("""{"query":"{ slow }"}""", Encoding.UTF8, Older), leaving.Token);
        await Probe.Query.SlowBegan.WaitAsync(TimeSpan.FromSeconds(20));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.True(await Probe.Query.SlowEnded.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("query A { __typename } query B { __typename }", null, "NO_OPERATION_NAME")]
    [InlineData("query A { __typename } query B { __typename }", "C", "INVALID_OPERATION_NAME")]
    [InlineData("query A { __typename }", "C", "INVALID_OPERATION_NAME")]
    public async Task Several_operations_need_one_of_their_names(string query, string? operationName, string code)
    {
        var response = await Post(JsonSerializer.Serialize(new { query, operationName }), Newer);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var answer = await TestServer.Json(response);
        Assert.Equal(code, TestServer.Code(answer));
        Assert.False(answer.TryGetProperty("data", out _));
    }

    // RFC 9110, 15.6: the fault is not the client's.
    [Theory]
    [InlineData(Newer, 503)]
    [InlineData(Older, 200)]
    public async Task What_took_too_long_is_told_as_no_fault_of_the_client(string accept, int status)
    {
        using TestServer impatient = new(Probe.Serve, "Development", ("GraphQL:TimeoutSeconds", "1"));
        using var client = impatient.Client(impatient.Token());
        var response = await Post("""{"query":"{ slow }"}""", accept, client);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("TIMEOUT", TestServer.Code(await TestServer.Json(response)));
    }

    private async Task IsNoRequest(byte[] bytes)
    {
        ByteArrayContent body = new(bytes);
        body.Headers.ContentType = new(Older);
        var response = await _client.PostAsync("/graphql", body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BAD_REQUEST", TestServer.Code(await TestServer.Json(response)));
    }

    private async Task<HttpResponseMessage> Post(string body, string? accept, HttpClient? client = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/graphql") { Content = new StringContent(body, new UTF8Encoding(false), Older) };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }
        return await (client ?? _client).SendAsync(request);
    }
}
