using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>Our server as a process of its own, with the stories, on a Neo4j.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
    private readonly Process _process;
    private readonly HttpClient _client = new();

    private ServerProcess(Neo4jServer neo4j)
    {
        string store = Path.Combine(_folder, "none.db");
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "LifelongLinks.Server.dll"), "--urls", "http://127.0.0.1:0",
            "--Store:Kind=Neo4j", $"--Store:Uri={neo4j.Uri}", $"--Store:User={neo4j.User}", $"--Store:Path={store}", "--Logging:LogLevel:Default=None"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Store__Password"] = neo4j.Password;
        // One account asks here for as many as use a server, and all of them are to be answered.
        start.Environment["Rates__PerSecond"] = "1000000000";
        start.Environment["Rates__Burst"] = "2000000000";
        start.Environment["GraphQL__MaxWaitSeconds"] = "60";
        _process = Process.Start(start)!;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DevelopmentTokens.Make(
            DemoAccounts.All.Single(a => a.Name == "coordinator"), DevelopmentKey.Open(Path.Combine(_folder, "development-key.pem")), DateTimeOffset.UtcNow));
    }

    /// <summary>One that answers.</summary>
    internal static async Task<ServerProcess> Start(Neo4jServer neo4j)
    {
        ServerProcess server = new(neo4j);
        // It says where it listens once it does.
        string? line = await server._process.StandardOutput.ReadLineAsync();
        if (line is null)
        {
            server.Dispose();
            throw new InvalidOperationException("The server did not start.");
        }
        server._client.BaseAddress = new(line.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal)).Replace("/graphql,", "", StringComparison.Ordinal));
        return server;
    }

    /// <summary>Asks a question of the API: the code of its error, or null when it was answered.</summary>
    internal async Task<string?> Ask(string query)
    {
        using var response = await _client.PostAsJsonAsync("/graphql", new { query });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
    }

    /// <summary>The status of one of the health endpoints.</summary>
    internal async Task<HttpStatusCode> Health(string which)
    {
        using var response = await _client.GetAsync($"/health/{which}");
        return response.StatusCode;
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
