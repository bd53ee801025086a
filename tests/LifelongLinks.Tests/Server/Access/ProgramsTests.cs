using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LifelongLinks.Tests.Server.Access;

/// <summary>Programs that sign in by themselves (client credentials): numbers, and nothing of a case.</summary>
public sealed class ProgramsTests
{
    [Fact]
    public async Task A_reporting_tool_gets_a_token_with_its_own_secret_and_is_let_in_for_reports()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.Register("power-bi", "s3cret", new() { ["roles"] = new JsonArray("REPORTING") });
        using SignedServer server = new(provider);
        var viewer = await server.Viewer(await Token(provider, "power-bi", "s3cret"));
        Assert.Equal("power-bi", viewer.Subject);
        Assert.Equal(["REPORTING"], viewer.Roles);
    }

    [Fact]
    public async Task A_client_of_the_list_is_a_reporting_tool_though_its_token_grants_nothing()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.Register("power-bi", "s3cret", new() { ["team"] = "North" });
        provider.Register("another", "s3cret", new());
        using SignedServer server = new(provider, ("Authentication:ReportingClients", "tableau, power-bi"));
        var listed = await server.Viewer(await Token(provider, "power-bi", "s3cret"));
        Assert.Equal(["REPORTING"], listed.Roles);
        Assert.Empty(listed.Teams);
        Assert.Empty((await server.Viewer(await Token(provider, "another", "s3cret"))).Roles);
    }

    public static TheoryData<string> Shapes => [.. _shapes.Keys];

    // As each provider writes what a client got for itself.
    private static readonly Dictionary<string, Action<JsonObject>> _shapes = new()
    {
        ["RFC 9068"] = c => (c["sub"], c["client_id"]) = ("tool", "tool"),
        ["azp alone"] = c => (c["sub"], c["azp"]) = ("tool", "tool"),
        ["Entra ID, asked to say so"] = c => (c["sub"], c["oid"], c["azp"], c["idtyp"]) = ("0b1c", "0b1c", "9b2d", "app"),
        ["Entra ID"] = c => (c["sub"], c["oid"], c["azp"]) = ("0b1c", "0b1c", "9b2d"),
        ["Entra ID, version 1"] = c => (c["sub"], c["oid"], c["appid"]) = ("0b1c", "0b1c", "9b2d"),
        ["Keycloak"] = c => (c["sub"], c["azp"], c["client_id"], c["preferred_username"], c["typ"], c["scope"]) = ("5f1e", "tool", "tool", "service-account-tool", "Bearer", "profile"),
        ["Auth0"] = c => (c["sub"], c["azp"], c["gty"]) = ("tool@clients", "tool", "client-credentials"),
        ["Okta"] = c => (c["sub"], c["cid"]) = ("tool", "tool"),
        ["a client of the list, whatever it says"] = c => (c["sub"], c["azp"]) = ("somebody", "listed"),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_program_s_token_with_a_role_for_people_is_refused_and_with_REPORTING_it_is_not(string shape)
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider, ("Authentication:ReportingClients", "listed"));
        foreach (string role in Enum.GetValues<Role>().Where(r => r != Role.Reporting).Select(r => Words.Of(r)))
        {
            var (status, code, message) = await server.Refusal(provider.Access(c => { _shapes[shape](c); c["roles"] = new JsonArray("REPORTING", role); }));
            Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), (status, code));
            Assert.Contains("REPORTING and no other", message, StringComparison.Ordinal);
        }
        var viewer = await server.Viewer(provider.Access(c => { _shapes[shape](c); (c["roles"], c["team"]) = ("REPORTING", "North"); }));
        Assert.Equal(["REPORTING"], viewer.Roles);
        Assert.Empty(viewer.Teams);
    }

    [Fact]
    public async Task People_who_signed_in_through_a_client_are_people()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider, ("Authentication:ReportingClients", "power-bi"));
        Assert.Equal(["COORDINATOR"], (await server.Viewer(provider.Access(ClaimsTests.Entra(c => c["roles"] = "COORDINATOR")))).Roles);
        Assert.Equal(["COORDINATOR"], (await server.Viewer(provider.Access(ClaimsTests.Keycloak(c => c["roles"] = "COORDINATOR")))).Roles);
    }

    // RFC 6749, 4.4.2.
    private static async Task<string> Token(OpenIdProvider provider, string client, string secret)
    {
        using HttpClient http = new() { BaseAddress = new(provider.Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret}")));
        using FormUrlEncodedContent form = new([new("grant_type", "client_credentials")]);
        using var response = await http.PostAsync(new Uri("/token", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await TestServer.Json(response)).GetProperty("access_token").GetString()!;
    }
}
