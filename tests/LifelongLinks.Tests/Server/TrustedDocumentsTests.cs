using System.Net;
using System.Text;
using System.Text.Json;
using GraphQL.Types;
using GraphQL.Validation;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>GraphQL over HTTP, appendix A: documents that the server was given at the start, asked for by id.</summary>
public sealed class TrustedDocumentsTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>, IDisposable
{
    private const string Today = "query Day($on: Date!) { day(on: $on) }";
    private const string Schema = "{ __schema { queryType { name } } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_document_is_asked_for_by_the_id_of_its_manifest_or_by_its_hash()
    {
        Write("codegen.json", new { f00 = Today });
        Write("apollo.json", new { format = "apollo-persisted-query-manifest", version = 1, operations = new[] { new { id = "a1", name = "Day", type = "query", body = Today + "#" } } });
        File.WriteAllText(Path.Combine(_folder, "of-a-file.graphql"), Today + "##");
        File.WriteAllText(Path.Combine(_folder, "README.md"), "no manifest");
        using var server = Serve(only: true);
        foreach (string id in (string[])["f00", "a1", "of-a-file", $"sha256:{TrustedDocuments.Hash(Today)}"])
        {
            Assert.Equal("2026-07-01", Day(await server.Send(new { documentId = id, variables = new { on = "2026-06-30" } })));
        }
        foreach (string hash in (string[])["f00", "a1", TrustedDocuments.Hash(Today)])
        {
            var extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } };
            Assert.Equal("2026-07-01", Day(await server.Send(new { extensions, variables = new { on = "2026-06-30" } })));
        }
    }

    [Fact]
    public async Task By_GET_too()
    {
        Write("codegen.json", new { f00 = Today });
        using var server = Serve(only: true);
        using var client = server.Client(server.Token());
        string variables = Uri.EscapeDataString("""{"on":"2026-06-30"}""");
        Assert.Equal("2026-07-01", Day(await TestServer.Json(await client.GetAsync($"/graphql?documentId=f00&variables={variables}"))));
        string extensions = Uri.EscapeDataString("""{"persistedQuery":{"version":1,"sha256Hash":"f00"}}""");
        Assert.Equal("2026-07-01", Day(await TestServer.Json(await client.GetAsync($"/graphql?extensions={extensions}&variables={variables}"))));
    }

    [Fact]
    public async Task By_GET_a_trusted_document_changes_nothing_either()
    {
        Write("codegen.json", new { f00 = "mutation { write }" });
        using var server = Serve(only: true);
        using var client = server.Client(server.Token());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.GetAsync("/graphql?documentId=f00")).StatusCode);
    }

    [Fact]
    public async Task Where_trusted_documents_alone_are_run_everything_else_is_refused_but_their_own_text()
    {
        Write("codegen.json", new { f00 = Today });
        using var server = Serve(only: true);
        foreach (string query in (string[])["{ __typename }", Schema, Today + " ", "{ unclosed"])
        {
            Assert.Equal(TrustedDocumentRequests.NotTrusted, TestServer.Code(await server.Ask(query)));
        }
        Assert.Equal("2026-07-01", Day(await server.Ask(Today, new { on = "2026-06-30" })));
    }

    [Fact]
    public async Task Introspection_is_a_document_as_any_other()
    {
        Write("codegen.json", new { f00 = Schema });
        using var server = Serve(only: true);
        Assert.True((await server.Send(new { documentId = "f00" })).TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Elsewhere_they_stand_beside_free_documents()
    {
        Write("codegen.json", new { f00 = Today });
        using var server = Serve(only: false);
        Assert.Equal("2026-07-01", Day(await server.Send(new { documentId = "f00", variables = new { on = "2026-06-30" } })));
        Assert.True((await server.Ask("{ __typename }")).TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("""{"documentId":"f01"}""")]
    [InlineData("""{"documentId":"sha256:f00"}""")]
    [InlineData("""{"documentId":""}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"f01"}}}""")]
    public async Task An_unknown_id_is_told_as_Apollos_clients_know_it(string body)
    {
        Write("codegen.json", new { f00 = Today });
        using var server = Serve(only: false);
        foreach (var (accept, status) in ((string, HttpStatusCode)[])[(Answers.Json, HttpStatusCode.OK), (Answers.GraphQL, HttpStatusCode.BadRequest)])
        {
            var response = await Post(server, body, accept);
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("PERSISTED_QUERY_NOT_FOUND", TestServer.Code(await TestServer.Json(response)));
        }
    }

    [Theory]
    [InlineData("""{"documentId":"f00","query":"{ __typename }"}""")]
    [InlineData("""{"documentId":7}""")]
    [InlineData("""{"extensions":{"persistedQuery":7}}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1}}}""")]
    [InlineData("""{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"f00"}}}""")]
    public async Task A_request_that_names_its_document_wrongly_is_no_request(string body)
    {
        Write("codegen.json", new { f00 = Today });
        using var server = Serve(only: false);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(server, body, Answers.Json)).StatusCode);
    }

    [Fact]
    public async Task Limits_hold_for_them_too()
    {
        Write("codegen.json", new { f00 = "query ($n: Int) { items(first: $n) { nodes { items(first: $n) { nodes { id self { id } } } } } }" });
        using var server = Serve(only: true);
        Assert.True((await server.Send(new { documentId = "f00", variables = new { n = 2 } })).TryGetProperty("data", out _));
        Assert.Equal("TOO_COMPLEX", TestServer.Code(await server.Send(new { documentId = "f00", variables = new { n = 100 } })));
    }

    [Theory]
    [InlineData("query Day { day(on: ", "codegen.json", "f00")]
    [InlineData("query Day { gone }", "codegen.json", "f00", "gone")]
    [InlineData("query Day($on: Int!) { day(on: $on) }", "codegen.json", "f00", "Int!")]
    [InlineData("query Day { day }", "codegen.json", "f00")]
    [InlineData("query Day { day(on: \"30/06/2026\") }", "codegen.json", "f00")]
    [InlineData("query A { __typename } query B { gone }", "codegen.json", "f00", "gone")]
    [InlineData("fragment F on Item { id }", "codegen.json", "f00")]
    [InlineData("", "codegen.json", "f00")]
    public void A_document_that_does_not_fit_the_schema_keeps_the_server_from_starting(string document, params string[] told)
    {
        Write("codegen.json", new { f00 = document });
        Refused(told);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("""{"f00":7}""")]
    [InlineData("""{"f00":null}""")]
    [InlineData("""{"format":"apollo-persisted-query-manifest","version":1}""")]
    [InlineData("""{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"f00"}]}""")]
    public void A_manifest_that_cannot_be_read_keeps_the_server_from_starting(string manifest)
    {
        File.WriteAllText(Path.Combine(_folder, "broken.json"), manifest);
        Refused("broken.json");
    }

    [Fact]
    public void Two_documents_of_one_id_keep_it_from_starting()
    {
        Write("one.json", new { f00 = Today });
        Write("two.json", new { f00 = Today + " " });
        Refused("two.json", "f00");
    }

    [Fact]
    public void One_document_in_two_manifests_does_not()
    {
        Write("one.json", new { f00 = Today });
        Write("two.json", new { f00 = Today, f01 = Today });
        Assert.Equal(1, Load().Count);
    }

    [Fact]
    public void Neither_does_a_folder_without_documents_or_none_let_it_start()
    {
        Refused(_folder);
        Directory.Delete(_folder);
        Refused(_folder);
        Directory.CreateDirectory(_folder);
    }

    private void Refused(params string[] told)
    {
        var refused = Assert.Throws<CannotStartException>(Load);
        Assert.All(told, t => Assert.Contains(t, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refused.Message);
    }

    private TrustedDocuments Load()
    {
        var services = served.Server.Services;
        return TrustedDocuments.Load(services.GetRequiredService<Settings>() with { TrustedDocumentsPath = _folder, OnlyTrustedDocuments = true },
            services.GetRequiredService<ISchema>(), services.GetRequiredService<IDocumentValidator>());
    }

    private void Write(string file, object manifest) => File.WriteAllText(Path.Combine(_folder, file), JsonSerializer.Serialize(manifest));

    private TestServer Serve(bool only) => new(Probe.Serve, "Development",
        ("GraphQL:TrustedDocuments:Path", _folder), ("GraphQL:TrustedDocuments:Only", only ? "true" : "false"));

    private static string? Day(JsonElement answer) => answer.GetProperty("data").GetProperty("day").GetString();

    private static async Task<HttpResponseMessage> Post(TestServer server, string body, string accept)
    {
        using var client = server.Client(server.Token());
        using HttpRequestMessage request = new(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, Answers.Json) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request);
    }
}
