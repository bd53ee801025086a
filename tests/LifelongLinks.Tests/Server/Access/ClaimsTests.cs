using System.Text.Json;
using System.Text.Json.Nodes;
using LifelongLinks.Server;
using Microsoft.AspNetCore.Builder;

namespace LifelongLinks.Tests.Server.Access;

/// <summary>From the claims of different providers to roles and teams.</summary>
public sealed class ClaimsTests
{
    private const string Coordinators = "0f3c5a1e-7b1d-4a55-9a5e-0d9d8f1c2b3a", Managers = "6a1b8f90-2f6e-4a2e-8d47-5f6f0c1d2e3f", North = "c4a7e0d2-91b3-4f0e-a6d8-1b2c3d4e5f60";

    [Fact]
    public async Task Entra_ID_s_app_roles_are_roles_as_they_are()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider);
        string token = provider.Access(Entra(c => c["roles"] = new JsonArray("SOCIAL_WORKER", "Something.Else")), h => h["typ"] = "JWT");
        var viewer = await server.Viewer(token);
        Assert.Equal(("pairwise-of-amina", "Amina Yusuf"), (viewer.Subject, viewer.Name));
        Assert.Equal(["SOCIAL_WORKER"], viewer.Roles);
        Assert.Empty(viewer.Teams);
    }

    [Fact]
    public async Task Entra_ID_s_groups_are_roles_and_teams_by_the_maps_and_nothing_else_is()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider,
            ("Authentication:RolesClaim", "groups"), ("Authentication:TeamsClaim", "groups"),
            ($"Authentication:RoleMap:{Coordinators}", "COORDINATOR"), ($"Authentication:RoleMap:{Managers}", "TEAM_MANAGER"),
            ($"Authentication:TeamMap:{North}", "North"));
        var viewer = await server.Viewer(provider.Access(Entra(c => c["groups"] = new JsonArray(Managers, North, "ADMINISTRATOR", "South"))));
        Assert.Equal(["TEAM_MANAGER"], viewer.Roles);
        Assert.Equal(["North"], viewer.Teams);
        // A group is known by its id exactly.
        Assert.Empty((await server.Viewer(provider.Access(Entra(c => c["groups"] = new JsonArray(Coordinators.ToUpperInvariant()))))).Roles);
        Assert.Empty((await server.Viewer(provider.Access(Entra(c => c["roles"] = new JsonArray("ADMINISTRATOR"))))).Roles);
    }

    [Fact]
    public async Task Keycloak_s_realm_roles_and_groups_are_found_where_they_are()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider,
            ("Authentication:RolesClaim", "realm_access.roles"), ("Authentication:TeamsClaim", "groups"),
            ("Authentication:RoleMap:lifelong-links-coordinator", "COORDINATOR"), ("Authentication:TeamMap:/teams/north", "North"));
        var viewer = await server.Viewer(provider.Access(Keycloak(), h => h["typ"] = "JWT"));
        Assert.Equal(("f:8d1c:amina", "Amina Yusuf"), (viewer.Subject, viewer.Name));
        Assert.Equal(["COORDINATOR"], viewer.Roles);
        Assert.Equal(["North"], viewer.Teams);
    }

    [Fact]
    public async Task Keycloak_s_roles_of_a_client_are_roles_as_they_are()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider, ("Authentication:RolesClaim", "resource_access.lifelong-links.api.roles"));
        Assert.Equal(["INDEPENDENT_REVIEWING_OFFICER"], (await server.Viewer(provider.Access(Keycloak()))).Roles);
    }

    [Fact]
    public async Task Roles_that_this_service_does_not_know_are_ignored_and_none_is_none()
    {
        await using var provider = await OpenIdProvider.Start();
        using SignedServer server = new(provider);
        Assert.Empty((await server.Viewer(provider.Access(c => c["roles"] = new JsonArray("WIZARD", "coordinator", "Coordinator", "0", 0, null)))).Roles);
        Assert.Empty((await server.Viewer(provider.Access(c => c.Remove("roles")))).Roles);
        Assert.Empty((await server.Viewer(provider.Access(c => c["roles"] = new JsonObject { ["COORDINATOR"] = true }))).Roles);
        Assert.Equal(["AUDITOR"], (await server.Viewer(provider.Access(c => c["roles"] = "AUDITOR"))).Roles);
    }

    [Fact]
    public void A_map_may_have_colons_in_its_values_and_a_claim_dots_in_its_name()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Production",
            Args = ["--Authentication:RolesClaim=https://example.org/roles", "--Authentication:RoleMap:urn:council:links:fgc=FGC_MANAGER"],
        });
        var authentication = Settings.Read(builder.Configuration, builder.Environment).Authentication;
        using var claims = JsonDocument.Parse("""{"sub":"amina","https://example.org/roles":["urn:council:links:fgc","FGC_MANAGER","urn"]}""");
        Assert.Equal(["FGC_MANAGER"], Granted.By(claims.RootElement, DateTimeOffset.UtcNow, authentication).FindAll("roles").Select(c => c.Value));
    }

    [Theory]
    [InlineData("""{"roles":["A","B"]}""", "roles", "A B")]
    [InlineData("""{"roles":"A B"}""", "roles", "A B")]
    [InlineData("""{"a":{"b":{"c":["A"]}}}""", "a.b.c", "A")]
    [InlineData("""{"a.b":{"c":["A"]}}""", "a.b.c", "A")]
    [InlineData("""{"a":{"b.c":["A"]}}""", "a.b.c", "A")]
    [InlineData("""{"a.b.c":"A","a":{"b":{"c":"B"}}}""", "a.b.c", "A")]
    [InlineData("""{"a":"x","a.b":{"c":"A"}}""", "a.b.c", "A")]
    [InlineData("""{"a":{"b":["A"]}}""", "a", "")]
    [InlineData("""{"a":["b"]}""", "a.b", "")]
    [InlineData("""{"roles":[["A"],{"A":1},1,true,null]}""", "roles", "")]
    [InlineData("""["A"]""", "roles", "")]
    [InlineData("""{"":"A"}""", "x.", "")]
    public void A_path_leads_to_the_texts_of_a_claim(string claims, string path, string expected)
    {
        using var json = JsonDocument.Parse(claims);
        Assert.Equal(expected, string.Join(' ', Granted.Values(json.RootElement, path)));
    }

    internal static Action<JsonObject> Entra(Action<JsonObject> more) => claims =>
    {
        claims.Remove("roles");
        claims["sub"] = "pairwise-of-amina";
        claims["oid"] = "3d1f6f0e-1111-4c3e-9a55-0123456789ab";
        claims["azp"] = "9b2d6c1f-2222-4b7d-8f00-0123456789ab";
        claims["name"] = "Amina Yusuf";
        claims["scp"] = "access_as_user";
        claims["ver"] = "2.0";
        claims["tid"] = "5e8a7b6c-3333-4d2e-a111-0123456789ab";
        more(claims);
    };

    internal static Action<JsonObject> Keycloak(Action<JsonObject>? more = null) => claims =>
    {
        claims.Remove("roles");
        claims["sub"] = "f:8d1c:amina";
        claims["typ"] = "Bearer";
        claims["azp"] = "lifelong-links-web";
        claims["aud"] = new JsonArray(OpenIdProvider.Audience, "account");
        claims["sid"] = "0c1d";
        claims["scope"] = "openid profile";
        claims["name"] = "Amina Yusuf";
        claims["preferred_username"] = "amina";
        claims["groups"] = new JsonArray("/teams/north", "/everybody");
        claims["realm_access"] = new JsonObject { ["roles"] = new JsonArray("offline_access", "uma_authorization", "lifelong-links-coordinator") };
        claims["resource_access"] = new JsonObject
        {
            ["account"] = new JsonObject { ["roles"] = new JsonArray("manage-account") },
            ["lifelong-links.api"] = new JsonObject { ["roles"] = new JsonArray("INDEPENDENT_REVIEWING_OFFICER") },
        };
        more?.Invoke(claims);
    };
}
