using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>The real server in this process, on 30 June 2026, with a store of its own that is gone afterwards.</summary>
public sealed class TestServer : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
    private readonly Action<IServiceCollection> _services;
    private readonly (string Key, string Value)[] _settings;
    private readonly string _environment;

    public TestServer() : this(null) { }

    internal TestServer(Action<IServiceCollection>? services, string environment = "Development", params (string Key, string Value)[] settings)
    {
        _services = services ?? (_ => { });
        _environment = environment;
        _settings = settings;
    }

    public string KeyPath => Path.Combine(_folder, "development-key.pem");

    public string Token(string account = "coordinator", DateTimeOffset? issued = null) => DevelopmentTokens.Make(
        DemoAccounts.All.Single(a => a.Name == account), DevelopmentKey.Open(KeyPath), issued ?? DateTimeOffset.UtcNow);

    public HttpClient Client(string? token)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Asks by POST, as the coordinator.</summary>
    public Task<JsonElement> Ask(string query, object? variables = null) => Send(new { query, variables });

    /// <summary>Sends a request by POST, as the coordinator.</summary>
    internal async Task<JsonElement> Send(object request)
    {
        using var client = Client(Token());
        using var response = await client.PostAsJsonAsync("/graphql", request);
        return await Json(response);
    }

    public static async Task<JsonElement> Json(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    public static string? Code(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("Store:Path", Path.Combine(_folder, "test.db"));
        if (_environment == "Development")
        {
            builder.UseSetting("Clock:Today", "2026-06-30");
        }
        else
        {
            builder.UseSetting("Store:Keys:Key", Convert.ToBase64String(new byte[32]));
        }
        // Tests ask more in a second than any client does; those of rates say otherwise.
        builder.UseSetting("Rates:PerSecond", "1000000000");
        builder.UseSetting("Rates:Burst", "2000000000");
        builder.UseSetting("Rates:UnsignedBurst", "1000000");
        builder.UseSetting("GraphQL:MaxWaitSeconds", "60"); // many run at once, on few processors
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
        builder.ConfigureTestServices(_services);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
