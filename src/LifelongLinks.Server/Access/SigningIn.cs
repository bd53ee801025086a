using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Server;

/// <summary>Who may ask: bearers of a token, of one's own key in Development and of the configured authority everywhere else.</summary>
public static class SigningIn
{
    /// <summary>Adds signing in, and the <see cref="Viewer"/> of each request.</summary>
    public static void AddSigningIn(this IServiceCollection services, Settings settings)
    {
        services.AddAuthorization();
        services.AddDataProtection().UseEphemeralDataProtectionProvider(); // bearer tokens need no cookie keys on disk
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = new()
            {
                ClockSkew = TimeSpan.FromMinutes(1),
                CryptoProviderFactory = new SignaturesThatHold(),
                NameClaimType = "sub",
                RoleClaimType = "roles",
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ValidAlgorithms = settings.Development
                    ? [SecurityAlgorithms.EcdsaSha256]
                    : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            };
            if (settings.Development)
            {
                bearer.TokenValidationParameters.ValidIssuer = DevelopmentTokens.Issuer;
                bearer.TokenValidationParameters.ValidAudience = DevelopmentTokens.Issuer;
                bearer.TokenValidationParameters.IssuerSigningKey = DevelopmentKey.Open(settings.DevelopmentKeyPath);
            }
            else
            {
                bearer.Authority = settings.Authority;
                bearer.Audience = settings.Audience;
            }
            bearer.Events = new() { OnChallenge = context => Challenge(context, settings) };
        });
    }

    /// <summary>Who sends an Authorization header, where it is not sent as one: judged as every other. Null when it is not valid here.</summary>
    public static async Task<ClaimsPrincipal?> User(IServiceScopeFactory scopes, string authorization)
    {
        await using var scope = scopes.CreateAsyncScope();
        DefaultHttpContext http = new() { RequestServices = scope.ServiceProvider };
        http.Request.Headers.Authorization = authorization;
        return (await http.AuthenticateAsync()).Principal;
    }

    /// <summary>What a GraphQL client can read: a body with an error, and the header that says which kind of token is wanted.</summary>
    private static async Task Challenge(JwtBearerChallengeContext context, Settings settings)
    {
        context.HandleResponse();
        bool given = context.AuthenticateFailure is not null;
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = given ? "Bearer error=\"invalid_token\"" : "Bearer";
        string message = (given ? "The bearer token is not valid here, or has expired." : "Send a bearer token in the Authorization header.")
            + (settings.Development ? $" To get one: {settings.TokenCommand}" : "");
        await Answers.Error(context.HttpContext, "UNAUTHENTICATED", message);
    }
}
