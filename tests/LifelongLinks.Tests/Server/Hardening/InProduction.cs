using System.Security.Cryptography;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>The server as it is outside Development, with the probe's schema and a key with which a test makes its tokens.</summary>
internal sealed class InProduction : IDisposable
{
    private const string Issuer = "https://login.example.org";
    private const string Audience = "lifelong-links";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RsaSecurityKey _key;

    internal InProduction(params (string Key, string Value)[] settings)
    {
        _key = new(_rsa) { KeyId = "theirs" };
        var rules = AccessTokens.Rules(Issuer, Audience, [_key]);
        Server = new(services =>
        {
            Probe.Serve(services);
            services.Replace(ServiceDescriptor.Singleton(_ => new AccessTokens(new(), _ => ValueTask.FromResult(rules))));
        }, "Production", [("Authentication:Authority", Issuer), ("Authentication:Audience", Audience), .. settings]);
    }

    internal TestServer Server { get; }

    internal HttpClient Client(Role role) => Server.Client(new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        Expires = DateTime.UtcNow.AddHours(1),
        SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
        Claims = new Dictionary<string, object> { ["sub"] = $"somebody-{role}", ["roles"] = new[] { Words.Of(role) } },
    }));

    public void Dispose()
    {
        Server.Dispose();
        _rsa.Dispose();
    }
}
