using System.Net.Http.Headers;
using System.Text.Json;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>Where trusted documents alone are run, nothing else is, by whichever way it comes.</summary>
public sealed class OnlyTrustedTests : IDisposable
{
    private const string Trusted = "{ viewer { name } }";
    private const string Free = "{ viewer { subject } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
    private readonly LiveServer _server;

    public OnlyTrustedTests()
    {
        File.WriteAllText(Path.Combine(_folder, "codegen.json"), JsonSerializer.Serialize(new { f00 = Trusted }));
        _server = new(null, ("GraphQL:TrustedDocuments:Path", _folder), ("GraphQL:TrustedDocuments:Only", "true"));
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task By_POST_and_by_GET_as_JSON_and_as_events(string accept)
    {
        using var client = _server.Http(_server.Token());
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        string hash = TrustedDocuments.Hash(Free);
        foreach (var (request, code) in new (object, string?)[]
        {
            (new { documentId = "f00" }, null),
            (new { query = Trusted }, null),
            (new { query = Free }, TrustedDocumentRequests.NotTrusted),
            (new { query = "subscription { reviewBecameDue { id } }" }, TrustedDocumentRequests.NotTrusted),
            (new { query = Free, extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } }, TrustedDocumentRequests.NotTrusted),
            (new { extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } }, TrustedDocumentRequests.NotFound), // nor was it learnt
        })
        {
            var posted = await client.PostAsync(new Uri("/graphql", UriKind.Relative), new StringContent(JsonSerializer.Serialize(request), null, "application/json"));
            Says(code, await posted.Content.ReadAsStringAsync());
            var fields = JsonSerializer.SerializeToElement(request).EnumerateObject().Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value.ToString())}");
            Says(code, await client.GetStringAsync(new Uri($"/graphql?{string.Join('&', fields)}", UriKind.Relative)));
        }
    }

    [Fact]
    public async Task Over_a_WebSocket()
    {
        using var socket = await _server.Connect();
        await socket.Subscribe("a", Free);
        Says(TrustedDocumentRequests.NotTrusted, (await socket.Receive("error", "a")).GetRawText());
        await socket.Subscribe("b", "subscription { reviewBecameDue { id } }");
        Says(TrustedDocumentRequests.NotTrusted, (await socket.Receive("error", "b")).GetRawText());
        await socket.Send(new { id = "c", type = "subscribe", payload = new { extensions = new { persistedQuery = new { version = 1, sha256Hash = TrustedDocuments.Hash(Free) } } } });
        Says(TrustedDocumentRequests.NotFound, (await socket.Receive("error", "c")).GetRawText());
        await socket.Send(new { id = "d", type = "subscribe", payload = new { documentId = "f00" } });
        Assert.True((await socket.Receive("next", "d")).TryGetProperty("data", out _));
    }

    private static void Says(string? code, string answer)
    {
        if (code is null)
        {
            Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
            Assert.Contains("\"viewer\"", answer, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains($"\"code\":\"{code}\"", answer, StringComparison.Ordinal);
        }
    }
}
