using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server.Access;

/// <summary>The real server in Production, signed in to by a provider of a test's own.</summary>
internal sealed class SignedServer : IDisposable
{
    private const string Me = "/graphql?query={viewer{subject name roles teams}}";

    internal SignedServer(OpenIdProvider provider, params (string Key, string Value)[] settings) : this(provider.Address, null, settings) { }

    internal SignedServer(string authority, Action<IServiceCollection>? services, params (string Key, string Value)[] settings)
    {
        Server = new(services, "Production", [
            ("Authentication:Authority", authority), ("Authentication:Audience", OpenIdProvider.Audience),
            .. settings]);
        Server.UseKestrel(0);
        Server.StartServer();
    }

    internal TestServer Server { get; }

    internal Uri Address => Server.ClientOptions.BaseAddress;

    internal async Task<HttpStatusCode> Status(string? token)
    {
        using var response = await Send(token);
        return response.StatusCode;
    }

    /// <summary>Who it takes somebody for.</summary>
    internal async Task<(string? Subject, string? Name, string[] Roles, string[] Teams)> Viewer(string token)
    {
        using var response = await Send(token);
        var viewer = (await TestServer.Json(response)).GetProperty("data").GetProperty("viewer");
        return (viewer.GetProperty("subject").GetString(), viewer.GetProperty("name").GetString(), Texts("roles"), Texts("teams"));

        string[] Texts(string name) => [.. viewer.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
    }

    /// <summary>Why it turns somebody away: status, code and message.</summary>
    internal async Task<(HttpStatusCode Status, string? Code, string? Message)> Refusal(string? token)
    {
        using var response = await Send(token);
        var answer = await TestServer.Json(response);
        return (response.StatusCode, TestServer.Code(answer), answer.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    internal async Task<HttpResponseMessage> Send(string? token, string path = Me, params (string Name, string Value)[] headers)
    {
        using HttpClient client = new() { BaseAddress = Address };
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        foreach (var (name, value) in token is null ? headers : [("Authorization", $"Bearer {token}"), .. headers])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await client.SendAsync(request);
    }

    // Stopping waits, and must not keep a thread of the tests from what it waits for.
    public void Dispose() => Task.Run(Server.Dispose).Wait();
}
