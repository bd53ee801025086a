using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using LifelongLinks.Server;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Tests.Server;

public sealed class AccessTests : IClassFixture<TestServer>
{
    private const string Me = "/graphql?query={viewer{subject roles teams today}}";

    private readonly TestServer _server;

    public AccessTests(TestServer server) => _server = server;

    [Fact]
    public async Task A_demo_account_is_who_its_token_says_on_the_day_of_the_clock()
    {
        using var client = _server.Client(_server.Token("team-manager"));
        var viewer = (await TestServer.Json(await client.GetAsync(Me))).GetProperty("data").GetProperty("viewer");
        Assert.Equal("demo-team-manager", viewer.GetProperty("subject").GetString());
        Assert.Equal("TEAM_MANAGER", Assert.Single(viewer.GetProperty("roles").EnumerateArray()).GetString());
        Assert.NotEmpty(viewer.GetProperty("teams").EnumerateArray());
        Assert.Equal("2026-06-30", viewer.GetProperty("today").GetString());
    }

    [Fact]
    public void Roles_that_this_service_does_not_know_are_ignored()
    {
        ClaimsPrincipal user = new(new ClaimsIdentity([new("sub", "s"), new("roles", "WIZARD"), new("roles", "SOCIAL_WORKER"), new("roles", "SocialWorker")]));
        Assert.Equal([Role.SocialWorker], Viewers.From(user, new(2026, 6, 30)).Roles);
    }

    [Fact]
    public async Task Without_a_token_the_answer_is_401_and_says_what_is_wanted()
    {
        using var client = _server.Client(null);
        var response = await client.GetAsync(Me);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("UNAUTHENTICATED", TestServer.Code(await TestServer.Json(response)));
    }

    public static TheoryData<string> BadTokens => ["no token at all", "expired", "signed by another key", "another audience", "another issuer", "alg none", "HS256 with the public key", "no expiry"];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_token_that_does_not_hold_is_refused(string what)
    {
        var key = (ECDsaSecurityKey)DevelopmentKey.Open(_server.KeyPath);
        SigningCredentials signed = new(key, SecurityAlgorithms.EcdsaSha256);
        string token = what switch
        {
            "expired" => _server.Token(issued: DateTimeOffset.UtcNow.AddHours(-8).AddMinutes(-2)),
            "signed by another key" => Token(new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), SecurityAlgorithms.EcdsaSha256)),
            "another audience" => Token(signed, audience: "somebody-else"),
            "another issuer" => Token(signed, issuer: "somebody-else"),
            "alg none" => Token(null),
            "HS256 with the public key" => Token(new(new SymmetricSecurityKey(key.ECDsa.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256)),
            "no expiry" => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
                $$"""{"sub":"demo-coordinator","roles":"COORDINATOR","iss":"{{DevelopmentTokens.Issuer}}","aud":"{{DevelopmentTokens.Issuer}}"}""", signed),
            _ => "nonsense",
        };
        using var client = _server.Client(token);
        var response = await client.GetAsync(Me);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_just_made_by_the_same_hand_is_accepted()
    {
        // The counterpart of the refusals above: what they change is what is refused.
        using var client = _server.Client(Token(new(DevelopmentKey.Open(_server.KeyPath), SecurityAlgorithms.EcdsaSha256)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Me)).StatusCode);
    }

    [Fact]
    public void The_development_key_is_its_owner_s_alone_and_stays_the_same()
    {
        string folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
        string path = Path.Combine(folder, "new", "development-key.pem");
        var first = (ECDsaSecurityKey)DevelopmentKey.Open(path);
        var second = (ECDsaSecurityKey)DevelopmentKey.Open(path);
        Assert.Equal(first.ECDsa.ExportSubjectPublicKeyInfo(), second.ECDsa.ExportSubjectPublicKeyInfo());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        Directory.Delete(folder, recursive: true);
    }

    private static string Token(SigningCredentials? signed, string issuer = DevelopmentTokens.Issuer, string audience = DevelopmentTokens.Issuer) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Expires = DateTime.UtcNow.AddHours(1),
            Subject = new([new("sub", "demo-coordinator"), new("roles", "COORDINATOR")]),
            SigningCredentials = signed,
        });
}
