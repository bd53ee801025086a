using System.Security.Cryptography;
using LifelongLinks.Server;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Tests.Server;

public sealed class SignaturesTests
{
    private static readonly DateTime _yesterday = DateTime.UtcNow.AddDays(-1);

    private readonly SignaturesThatHold _known = new();
    private readonly ECDsaSecurityKey _key = Key();

    [Fact]
    public async Task A_signature_that_held_holds_again()
    {
        string token = Token(_key);
        Assert.True(await IsValid(token));
        Assert.True(await IsValid(token));
    }

    [Fact]
    public async Task That_one_holds_says_nothing_of_another_text_or_another_signature()
    {
        string[] mine = Token(_key, "me").Split('.'), theirs = Token(_key, "them").Split('.'), forged = Token(Key(), "me").Split('.');
        Assert.True(await IsValid(string.Join('.', mine)));
        Assert.True(await IsValid(string.Join('.', theirs)));
        Assert.False(await IsValid($"{mine[0]}.{theirs[1]}.{mine[2]}"));
        Assert.False(await IsValid($"{forged[0]}.{forged[1]}.{forged[2]}"));
        Assert.False(await IsValid($"{mine[0]}.{mine[1]}.{forged[2]}"));
        Assert.False(await IsValid($"{mine[0]}.{mine[1]}."));
    }

    [Fact]
    public async Task What_does_not_hold_is_not_remembered_as_if_it_did()
    {
        string forged = Token(Key());
        Assert.False(await IsValid(forged));
        Assert.False(await IsValid(forged));
    }

    [Fact]
    public async Task A_key_that_has_been_replaced_vouches_for_nothing_more()
    {
        string token = Token(_key);
        Assert.True(await IsValid(token));
        Assert.False(await IsValid(token, p => p.IssuerSigningKey = Key()));
    }

    [Fact]
    public async Task A_token_whose_signature_is_known_still_expires_and_still_needs_its_audience()
    {
        string token = Token(_key);
        Assert.True(await IsValid(token));
        Assert.False(await IsValid(token, p => p.ClockSkew = TimeSpan.Zero));
        Assert.False(await IsValid(token, p => p.ValidAudience = "others"));
    }

    private async Task<bool> IsValid(string token, Action<TokenValidationParameters>? change = null)
    {
        // What expired yesterday is taken with so much patience.
        TokenValidationParameters parameters = new()
        {
            CryptoProviderFactory = _known,
            IssuerSigningKey = _key,
            ValidIssuer = "issuer",
            ValidAudience = "audience",
            ClockSkew = TimeSpan.FromDays(2),
        };
        change?.Invoke(parameters);
        return (await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters)).IsValid;
    }

    private static ECDsaSecurityKey Key() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "the same name" };

    private static string Token(SecurityKey key, string subject = "me") => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "issuer",
        Audience = "audience",
        IssuedAt = _yesterday.AddHours(-1),
        NotBefore = _yesterday.AddHours(-1),
        Expires = _yesterday,
        Subject = new([new("sub", subject)]),
        SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
    });
}
