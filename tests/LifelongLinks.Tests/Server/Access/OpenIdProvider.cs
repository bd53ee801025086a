using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LifelongLinks.Tests.Server.Access;

/// <summary>An OpenID Connect provider on a loopback port: discovery, keys, tokens for clients; its keys can be rotated, and it can be down.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    internal const string Audience = "lifelong-links";

    private readonly ConcurrentDictionary<string, (string Secret, JsonObject Claims)> _clients = new();
    private WebApplication? _app;
    private readonly string[] _algorithms = ["RS256"];
    private int _port;
    private int _discoveries, _keysAsked;

    internal static async Task<OpenIdProvider> Start()
    {
        OpenIdProvider provider = new();
        await provider.Up();
        return provider;
    }

    internal string Address => $"http://127.0.0.1:{_port}";

    /// <summary>Who it says it is; its address, unless told otherwise.</summary>
    internal string? Issuer { get; set; }

    /// <summary>Where it says that its keys are.</summary>
    internal string? KeysAddress { get; set; }

    /// <summary>What it answers discovery with instead.</summary>
    internal Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>The keys it publishes.</summary>
    internal List<ProviderKey> Keys { get; } = [ProviderKey.Rsa("first")];

    internal int Discoveries => _discoveries;

    internal int KeysAsked => _keysAsked;

    /// <summary>A client that may get tokens for itself, and what is in them.</summary>
    internal void Register(string client, string secret, JsonObject claims) => _clients[client] = (secret, claims);

    internal async Task Up()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", Discovery);
        app.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref _keysAsked);
            return Results.Text(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(k => k.Public())]) }.ToJsonString(), "application/json");
        });
        app.MapPost("/token", Token);
        await app.StartAsync();
        _app = app;
        _port = new Uri(app.Urls.First()).Port;
    }

    internal async Task Down()
    {
        if (_app is { } app)
        {
            _app = null;
            using CancellationTokenSource atOnce = new();
            await atOnce.CancelAsync();
            await app.StopAsync(atOnce.Token);
            await app.DisposeAsync();
        }
    }

    /// <summary>An access token of the coordinator for an hour, with other claims, another header, or signed in another way than that says.</summary>
    internal string Access(
        Action<JsonObject>? claims = null, Action<JsonObject>? header = null, ProviderKey? key = null, string? algorithm = null, string? signedAs = null)
    {
        key ??= Keys[0];
        JsonObject payload = new()
        {
            ["iss"] = Issuer ?? Address,
            ["aud"] = Audience,
            ["sub"] = "amina",
            ["exp"] = In(TimeSpan.FromHours(1)),
            ["roles"] = new JsonArray("COORDINATOR"),
        };
        claims?.Invoke(payload);
        algorithm ??= key.Algorithm;
        JsonObject head = new() { ["alg"] = algorithm, ["typ"] = "at+jwt", ["kid"] = key.Kid };
        header?.Invoke(head);
        return Sign(head.ToJsonString(), payload.ToJsonString(), key, signedAs ?? algorithm);
    }

    internal static string Sign(string header, string payload, ProviderKey key, string algorithm)
    {
        string text = $"{Encode(header)}.{Encode(payload)}";
        return $"{text}.{Encode(key.Sign(algorithm, Encoding.ASCII.GetBytes(text)))}";
    }

    internal static long In(TimeSpan time) => (DateTimeOffset.UtcNow + time).ToUnixTimeSeconds();

    internal static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    internal static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    public async ValueTask DisposeAsync() => await Down();

    private async Task Discovery(HttpContext http)
    {
        Interlocked.Increment(ref _discoveries);
        await (Instead is { } instead ? instead(http) : http.Response.WriteAsJsonAsync(new
        {
            issuer = Issuer ?? Address,
            jwks_uri = KeysAddress ?? $"{Address}/keys",
            token_endpoint = $"{Address}/token",
            id_token_signing_alg_values_supported = _algorithms,
        }));
    }

    // RFC 6749, 4.4, with the client's secret as it is sent by HTTP Basic (2.3.1).
    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        string[] basic = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers.Authorization.ToString()["Basic ".Length..])).Split(':');
        if (form["grant_type"] != "client_credentials" || !_clients.TryGetValue(basic[0], out var client) || client.Secret != basic[1])
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
        }
        string token = Access(payload =>
        {
            payload.Remove("roles");
            payload["sub"] = basic[0];
            payload["client_id"] = basic[0];
            foreach (var (name, value) in client.Claims)
            {
                payload[name] = value?.DeepClone();
            }
        });
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = 3600 });
    }
}

/// <summary>A key pair of a provider, or of somebody who would like to be one.</summary>
internal sealed record ProviderKey(string Kid, string Algorithm, AsymmetricAlgorithm Pair)
{
    internal static ProviderKey Rsa(string kid, string algorithm = "RS256", int bits = 2048) => new(kid, algorithm, RSA.Create(bits));

    internal static ProviderKey Ec(string kid) => new(kid, "ES256", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The public part, as a JSON Web Key (RFC 7517).</summary>
    internal JsonObject Public()
    {
        JsonObject key = new() { ["kid"] = Kid, ["use"] = "sig" };
        if (Pair is RSA rsa)
        {
            var numbers = rsa.ExportParameters(includePrivateParameters: false);
            (key["kty"], key["n"], key["e"]) = ("RSA", OpenIdProvider.Encode(numbers.Modulus!), OpenIdProvider.Encode(numbers.Exponent!));
        }
        else
        {
            var point = ((ECDsa)Pair).ExportParameters(includePrivateParameters: false).Q;
            (key["kty"], key["crv"], key["x"], key["y"]) = ("EC", "P-256", OpenIdProvider.Encode(point.X!), OpenIdProvider.Encode(point.Y!));
        }
        return key;
    }

    internal byte[] Sign(string algorithm, byte[] text) => algorithm switch
    {
        "RS256" => ((RSA)Pair).SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => ((RSA)Pair).SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "PS256" => ((RSA)Pair).SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "ES256" => ((ECDsa)Pair).SignData(text, HashAlgorithmName.SHA256),
        // The oldest trick: what everybody may know, taken for a secret.
        "HS256" => HMACSHA256.HashData(Pair.ExportSubjectPublicKeyInfo(), text),
        "HS256 of the PEM" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Pair.ExportSubjectPublicKeyInfoPem()), text),
        _ => [],
    };
}
