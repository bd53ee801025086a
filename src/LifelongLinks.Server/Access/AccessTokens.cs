using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Server;

/// <summary>A bearer token is refused; the message says why, in words that hold nothing of the token.</summary>
public sealed class TokenRefusedException(string message) : SecurityTokenException(message);

/// <summary>The judgement on a bearer token, from its length to what it grants.</summary>
/// <param name="authentication">What its claims mean.</param>
/// <param name="rules">By what to validate a token that names this key, which may have to be asked for.</param>
public sealed class AccessTokens(Authentication authentication, Func<string?, ValueTask<TokenValidationParameters>> rules) : TokenHandler
{
    /// <summary>How long a token may be: those with two hundred groups in them are shorter.</summary>
    public const int Longest = 16 * 1024;

    /// <summary>Algorithms with a key of which the provider alone has the secret part (RFC 7518, 3.1).</summary>
    private static readonly string[] _algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    // RFC 9068, 2.1; most providers say JWT, and some nothing. Anything else is a token of another kind (RFC 8725, 3.11).
    private static readonly string[] _types = ["at+jwt", "application/at+jwt", "JWT"];

    // Claims of ID tokens (OpenID Connect Core, 3.1.3.6 and 3.3.2.11), of events and log-outs (RFC 8417), and of tokens that are good only
    // together with a key that a bearer does not show (RFC 7800).
    private static readonly string[] _ofOtherTokens = ["at_hash", "c_hash", "s_hash", "events", "cnf"];

    // RFC 7519, 4: whoever reads a claim twice given must refuse it, or others may read the other one.
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private static readonly SignaturesThatHold _signatures = new();
    private static readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    /// <summary>By what tokens of an issuer are validated.</summary>
    public static TokenValidationParameters Rules(string issuer, string audience, IEnumerable<SecurityKey> keys) => new()
    {
        ClockSkew = TimeSpan.FromMinutes(1),
        CryptoProviderFactory = _signatures,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        IssuerSigningKeys = keys,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ValidAlgorithms = _algorithms,
        ValidAudience = audience,
        ValidIssuer = issuer,
    };

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var jwt = Read(token);
        var result = await _tokens.ValidateTokenAsync(jwt, await rules(jwt.Kid is { Length: > 0 } kid ? kid : null));
        if (!result.IsValid)
        {
            throw result.Exception;
        }
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload), _strict);
        RequireAccessToken(payload.RootElement);
        return new() { IsValid = true, SecurityToken = jwt, ClaimsIdentity = Granted.By(payload.RootElement, new(jwt.ValidTo, TimeSpan.Zero), authentication) };
    }

    /// <summary>Why a token was refused, for whoever sent it.</summary>
    internal static string Reason(Exception refused) => refused switch
    {
        TokenRefusedException { Message: var reason } => reason,
        SecurityTokenExpiredException => "The bearer token has expired.",
        SecurityTokenNotYetValidException => "The bearer token is not valid yet.",
        SecurityTokenNoExpirationException => "The bearer token does not say when it expires (exp).",
        SecurityTokenInvalidAudienceException => "The bearer token is meant for another service (aud).",
        SecurityTokenInvalidIssuerException => "The bearer token was issued by somebody else (iss).",
        _ => "The bearer token is not valid here.",
    };

    /// <summary>What can be told without a key, so that whatever is no token at all costs next to nothing.</summary>
    private static JsonWebToken Read(string token)
    {
        if (token.Length > Longest)
        {
            throw new TokenRefusedException($"The bearer token is longer than {Longest} characters. Have fewer groups written into it.");
        }
        if (token.AsSpan().Count('.') != 2)
        {
            throw new TokenRefusedException("The bearer token is not a signed JWT.");
        }
        JsonWebToken jwt = new(token);
        if (!_algorithms.Contains(jwt.Alg))
        {
            throw new TokenRefusedException($"The bearer token must be signed by {string.Join(", ", _algorithms)}.");
        }
        if (jwt.Typ is { Length: > 0 } type && !_types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw NoAccessToken();
        }
        // RFC 7515, 4.1.11: who does not understand an extension that is critical must refuse. None is understood here.
        return jwt.TryGetHeaderValue<object>("crit", out _)
            ? throw new TokenRefusedException("The bearer token has extensions that are not understood here (crit).") : jwt;
    }

    /// <summary>
    /// That a token is signed, and even for this service, does not make it an access token: its audience decides, and where front end and service share
    /// a registration at the provider, and so an audience, the marks of the other kinds do.
    /// </summary>
    private static void RequireAccessToken(JsonElement payload)
    {
        bool isOther = _ofOtherTokens.Any(claim => payload.TryGetProperty(claim, out _))
            // Keycloak: Bearer, ID, Refresh, DPoP and others. Cognito: access, id.
            || (Granted.Text(payload, "typ") is { } kind
                && !kind.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && !_types.Contains(kind, StringComparer.OrdinalIgnoreCase))
            || Granted.Text(payload, "token_use") is not (null or "access")
            // A nonce is for the front end that signed somebody in; some providers copy it into access tokens, which have a scope.
            || (payload.TryGetProperty("nonce", out _) && !payload.TryGetProperty("scope", out _) && !payload.TryGetProperty("scp", out _));
        if (isOther)
        {
            throw NoAccessToken();
        }
    }

    private static TokenRefusedException NoAccessToken() =>
        new("The bearer token is not an access token: send the one that was issued for this service, not an ID token.");
}
