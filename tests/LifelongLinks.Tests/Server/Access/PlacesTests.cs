using System.Net;
using System.Net.Http.Json;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Access;

/// <summary>Where a token may stand, that the judgement is the same there, and that nothing of Development is left in Production.</summary>
public sealed class PlacesTests
{
    [Fact]
    public async Task A_token_in_a_query_a_cookie_or_a_body_is_none()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider);
        string token = provider.Access();
        foreach (string name in new[] { "access_token", "token", "authorization", "id_token" })
        {
            await Nobody(server.Send(null, $"/graphql?query={{__typename}}&{name}={token}"));
            await Nobody(server.Send(null, $"/graphql?query={{__typename}}&{name}=Bearer%20{token}"));
            await Nobody(server.Send(null, "/graphql?query={__typename}", ("Cookie", $"{name}={token}")));
        }
        await Nobody(server.Send(null, "/graphql?query={__typename}", ("X-Authorization", $"Bearer {token}"), ("Proxy-Authorization", $"Bearer {token}")));
        await Nobody(server.Send(null, "/graphql?query={__typename}", ("Authorization", token)));
        await Nobody(server.Send(null, "/graphql?query={__typename}", ("Authorization", $"Basic {token}")));
        using HttpClient client = new() { BaseAddress = server.Address };
        await Nobody(client.PostAsJsonAsync("/graphql", new { query = "{ __typename }", access_token = token }));
        using FormUrlEncodedContent form = new([new("access_token", token), new("query", "{ __typename }")]);
        await Nobody(client.PostAsync(new Uri("/graphql", UriKind.Relative), form));

        static async Task Nobody(Task<HttpResponseMessage> sent)
        {
            using var response = await sent;
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task Over_a_WebSocket_the_judgement_is_the_same()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider);
        using (var client = await LiveClient.Open(server.Address))
        {
            await client.Initialise(provider.Access(c => c["roles"] = "SOCIAL_WORKER"));
            await client.Subscribe("a", "{ viewer { roles } }");
            Assert.Equal("SOCIAL_WORKER", (await client.Next("a")).GetProperty("viewer").GetProperty("roles")[0].GetString());
        }
        string[] bad =
        [
            provider.Access(c => c["aud"] = "payroll"), provider.Access(c => c["exp"] = OpenIdProvider.In(TimeSpan.FromMinutes(-2))),
            provider.Access(key: ProviderKey.Rsa("another")), provider.Access(c => (c["sub"], c["azp"]) = ("tool", "tool")), provider.Access(c => c["at_hash"] = "x"),
            provider.Access(c => c["x"] = new string('x', 20_000)), "nonsense", "",
        ];
        foreach (string token in bad)
        {
            using var client = await LiveClient.Open(server.Address);
            await client.Send(new { type = "connection_init", payload = new { authorization = $"Bearer {token}" } });
            Assert.Equal(4403, await client.UntilClosed());
        }
        using var byAddress = await LiveClient.Open(new($"{server.Address}?access_token={provider.Access()}"));
        await byAddress.Send(new { type = "connection_init", payload = new { access_token = provider.Access() } });
        Assert.Equal(4403, await byAddress.UntilClosed());
    }

    [Fact]
    public async Task A_WebSocket_ends_with_its_token()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider);
        using var client = await LiveClient.Open(server.Address);
        await client.Initialise(provider.Access(c => c["exp"] = OpenIdProvider.In(TimeSpan.FromSeconds(2))));
        Assert.Equal(4403, await client.UntilClosed());
        Assert.Contains("expired", client.Closed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_provider_is_down_a_WebSocket_is_told_to_come_again(bool byHeader)
    {
        await using var provider = await OpenIdProvider.Start();
        await provider.Down();
        using SignedServer server = new(provider);
        using var client = await LiveClient.Open(server.Address, token: byHeader ? provider.Access() : null);
        await client.Send(byHeader ? new { type = "connection_init" } : new { type = "connection_init", payload = new { authorization = $"Bearer {provider.Access()}" } });
        Assert.Equal(1013, await client.UntilClosed());
        Assert.Contains("10 seconds", client.Closed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_Development_a_token_of_the_development_key_is_refused_and_no_such_key_is_made()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider);
        Assert.Equal(HttpStatusCode.OK, await server.Status(provider.Access()));
        Assert.False(File.Exists(server.Server.KeyPath));

        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(server.Server.Token())); // the test makes the key now
        var pair = ((Microsoft.IdentityModel.Tokens.ECDsaSecurityKey)DevelopmentKey.Open(server.Server.KeyPath)).ECDsa;
        foreach (string kid in new[] { "development", "first" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(provider.Access(key: new(kid, "ES256", pair))));
        }
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Status(provider.Access(key: new("", "ES256", pair), header: h => h.Remove("kid"))));
    }
}
