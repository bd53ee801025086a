using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LifelongLinks.Tests.Server.Access;

/// <summary>Which tokens of a provider are good, and which are not, by one that really answers.</summary>
public sealed class TokenTests(TokenTests.Shared shared) : IClassFixture<TokenTests.Shared>
{
    private static readonly ProviderKey _rsa = ProviderKey.Rsa("rsa"), _ec = ProviderKey.Ec("ec"), _weak = ProviderKey.Rsa("weak", bits: 1024);

    private readonly OpenIdProvider _provider = shared.Provider;
    private readonly SignedServer _server = shared.Server;

    [Fact]
    public async Task Tokens_of_the_provider_are_accepted_whichever_of_the_three_ways_they_are_signed()
    {
        Assert.Equal(HttpStatusCode.OK, await _server.Status(_provider.Access(algorithm: "RS256", key: _rsa)));
        Assert.Equal(HttpStatusCode.OK, await _server.Status(_provider.Access(algorithm: "PS256", key: _rsa)));
        Assert.Equal(HttpStatusCode.OK, await _server.Status(_provider.Access(key: _ec)));
    }

    public static TheoryData<string> Good => [.. _good.Keys];

    private static readonly Dictionary<string, Func<OpenIdProvider, string>> _good = new()
    {
        ["no typ, as Okta has it"] = p => p.Access(header: h => h.Remove("typ")),
        ["typ JWT, as Entra ID and Keycloak have it"] = p => p.Access(header: h => h["typ"] = "JWT"),
        ["typ with its media type"] = p => p.Access(header: h => h["typ"] = "application/at+jwt"),
        ["no kid"] = p => p.Access(header: h => h.Remove("kid")),
        ["one of several audiences"] = p => p.Access(c => c["aud"] = new JsonArray("account", OpenIdProvider.Audience)),
        ["a clock that is half a minute fast"] = p => p.Access(c => c["nbf"] = OpenIdProvider.In(TimeSpan.FromSeconds(30))),
        ["a clock that is half a minute slow"] = p => p.Access(c => c["exp"] = OpenIdProvider.In(TimeSpan.FromSeconds(-30))),
        ["an expiry with a fraction"] = p => p.Access(c => c["exp"] = OpenIdProvider.In(TimeSpan.FromHours(1)) + .5),
        ["Keycloak's kind, and a nonce beside a scope"] = p => p.Access(c => (c["typ"], c["nonce"], c["scope"]) = ("Bearer", "n", "openid profile")),
        ["two hundred groups"] = p => p.Access(c => c["groups"] = new JsonArray([.. Enumerable.Range(0, 200).Select(_ => JsonValue.Create(Guid.NewGuid().ToString()))])),
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_token_that_differs_in_what_providers_do_differently_is_accepted(string what) =>
        Assert.Equal(HttpStatusCode.OK, await _server.Status(_good[what](_provider)));

    public static TheoryData<string> Bad => [.. _bad.Keys];

    private static readonly Dictionary<string, (Func<OpenIdProvider, string> Token, string Why)> _bad = new()
    {
        ["expired"] = (p => p.Access(c => c["exp"] = OpenIdProvider.In(TimeSpan.FromSeconds(-90))), "expired"),
        ["before its time"] = (p => p.Access(c => c["nbf"] = OpenIdProvider.In(TimeSpan.FromSeconds(90))), "not valid yet"),
        ["no expiry"] = (p => p.Access(c => c.Remove("exp")), "exp"),
        ["no sub"] = (p => p.Access(c => c.Remove("sub")), "sub"),
        ["an empty sub"] = (p => p.Access(c => c["sub"] = ""), "sub"),
        ["a sub that is a number"] = (p => p.Access(c => c["sub"] = 4711), "sub"),
        ["a sub of 256 characters"] = (p => p.Access(c => c["sub"] = new string('a', 256)), "sub"),
        ["another issuer"] = (p => p.Access(c => c["iss"] = "https://login.example.org"), "iss"),
        ["an issuer with one slash more"] = (p => p.Access(c => c["iss"] = p.Address + "/"), "iss"),
        ["a template for an issuer"] = (p => p.Access(c => c["iss"] = "https://login.microsoftonline.com/{tenantid}/v2.0"), "iss"),
        ["no issuer"] = (p => p.Access(c => c.Remove("iss")), "iss"),
        ["another audience"] = (p => p.Access(c => c["aud"] = "payroll"), "aud"),
        ["an audience with one slash more"] = (p => p.Access(c => c["aud"] = OpenIdProvider.Audience + "/"), "aud"),
        ["an audience in upper case"] = (p => p.Access(c => c["aud"] = "LIFELONG-LINKS"), "aud"),
        ["no audience"] = (p => p.Access(c => c.Remove("aud")), "aud"),
        ["alg none"] = (p => p.Access(algorithm: "none"), "signed"),
        ["alg none in another spelling"] = (p => p.Access(algorithm: "nOnE"), "signed"),
        ["no alg"] = (p => p.Access(header: h => h.Remove("alg")), "RS256"),
        ["HS256 with the public key"] = (p => p.Access(algorithm: "HS256", key: _rsa), "RS256"),
        ["HS256 with the public key as PEM"] = (p => p.Access(algorithm: "HS256", signedAs: "HS256 of the PEM", key: _rsa), "RS256"),
        ["RS384"] = (p => p.Access(algorithm: "RS384", key: _rsa), "RS256"),
        ["RS256 that says it is PS256"] = (p => p.Access(algorithm: "PS256", signedAs: "RS256", key: _rsa), "not valid here"),
        ["another's key under a known kid"] = (p => p.Access(key: _rsa with { Pair = RSA.Create(2048) }), "not valid here"),
        ["another's key without a kid"] = (p => p.Access(key: _rsa with { Pair = RSA.Create(2048) }, header: h => h.Remove("kid")), "not valid here"),
        ["another's key, its own in the header (jwk)"] = (p => Introduced(p, "jwk", k => k.Public()), "not valid here"),
        ["another's key, and where to find it (jku)"] = (p => Introduced(p, "jku", k => "https://attacker.example/keys"), "not valid here"),
        ["another's key, its certificate in the header (x5c)"] = (p => Introduced(p, "x5c", k => new JsonArray(Certificate(k))), "not valid here"),
        ["another's key, and where its certificate is (x5u)"] = (p => Introduced(p, "x5u", k => "https://attacker.example/certificate"), "not valid here"),
        ["a key of 1024 bits"] = (p => p.Access(key: _weak), "does not have"),
        ["tampered claims"] = (p => Tampered(p.Access(), c => c["roles"] = new JsonArray("ADMINISTRATOR")), "not valid here"),
        ["no signature"] = (p => p.Access()[..(p.Access().LastIndexOf('.') + 1)], "not valid here"),
        ["two parts"] = (p => p.Access()[..p.Access().LastIndexOf('.')], "signed JWT"),
        ["an encrypted token"] = (p => $"{p.Access()}.a.b", "signed JWT"),
        ["nonsense"] = (p => "nonsense", "signed JWT"),
        ["nonsense in three parts"] = (p => "a.b.c", "not valid here"),
        ["crit"] = (p => p.Access(header: h => (h["crit"], h["exp"]) = (new JsonArray("exp"), 1)), "crit"),
        ["unencoded payload (b64)"] = (p => p.Access(header: h => (h["crit"], h["b64"]) = (new JsonArray("b64"), false)), "crit"),
        ["typ of a log-out token"] = (p => p.Access(header: h => h["typ"] = "logout+jwt"), "ID token"),
        ["typ of a proof"] = (p => p.Access(header: h => h["typ"] = "dpop+jwt"), "ID token"),
        ["an ID token with at_hash, for the same audience"] = (p => p.Access(c => c["at_hash"] = "x", h => h["typ"] = "JWT"), "ID token"),
        ["an ID token of Entra ID, for the same audience"] = (p => p.Access(c => (c["nonce"], c["ver"]) = ("n", "2.0"), h => h["typ"] = "JWT"), "ID token"),
        ["an ID token of Keycloak, for the same audience"] = (p => p.Access(c => c["typ"] = "ID", h => h["typ"] = "JWT"), "ID token"),
        ["a refresh token of Keycloak"] = (p => p.Access(c => c["typ"] = "Refresh", h => h["typ"] = "JWT"), "ID token"),
        ["an ID token of Cognito"] = (p => p.Access(c => c["token_use"] = "id", h => h["typ"] = "JWT"), "ID token"),
        ["a token bound to a key"] = (p => p.Access(c => c["cnf"] = new JsonObject { ["jkt"] = "x" }), "ID token"),
        ["a claim twice"] = (p => OpenIdProvider.Sign("""{"alg":"RS256","kid":"rsa"}""",
            $$"""{"iss":"{{p.Address}}","aud":"lifelong-links","exp":9999999999,"sub":"amina","roles":"REPORTING","roles":"ADMINISTRATOR"}""", _rsa, "RS256"), "not valid here"),
        ["too long"] = (p => p.Access(c => c["roles"] = new string('a', 16_000)), "longer than"),
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_token_that_does_not_hold_is_refused_and_told_why(string what)
    {
        var (token, why) = _bad[what];
        var (status, code, message) = await _server.Refusal(token(_provider));
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), (status, code));
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_says_so_in_the_header_and_tells_nothing_of_the_token()
    {
        using var response = await _server.Send(_provider.Access(c => (c["aud"], c["sub"]) = ("payroll", "somebody in particular")));
        Assert.Equal("Bearer error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
        string body = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("payroll", body, StringComparison.Ordinal);
        Assert.DoesNotContain("particular", body, StringComparison.Ordinal);
    }

    // Another's signature, with what the header says of whose it is.
    private static string Introduced(OpenIdProvider provider, string name, Func<ProviderKey, JsonNode> introduction)
    {
        var own = _rsa with { Pair = RSA.Create(2048) };
        return provider.Access(key: own, header: h => h[name] = introduction(own));
    }

    private static string Certificate(ProviderKey key)
    {
        System.Security.Cryptography.X509Certificates.CertificateRequest request = new("CN=attacker", (RSA)key.Pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Convert.ToBase64String(request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)).RawData);
    }

    private static string Tampered(string token, Action<JsonObject> claims)
    {
        string[] parts = token.Split('.');
        var payload = Decoded(parts[1]);
        claims(payload);
        return $"{parts[0]}.{OpenIdProvider.Encode(payload.ToJsonString())}.{parts[2]}";
    }

    private static JsonObject Decoded(string part) => (JsonObject)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(part))!;

    public sealed class Shared : IAsyncLifetime, IDisposable
    {
        internal OpenIdProvider Provider { get; private set; } = null!;

        internal SignedServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Provider = await OpenIdProvider.Start();
            Provider.Keys.Clear();
            Provider.Keys.AddRange([_rsa, _ec, _weak]);
            Server = new(Provider);
        }

        public async Task DisposeAsync() => await Provider.DisposeAsync();

        public void Dispose() => Server.Dispose();
    }
}
