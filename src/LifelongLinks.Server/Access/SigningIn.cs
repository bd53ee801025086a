using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;

namespace LifelongLinks.Server;

/// <summary>Who may ask: bearers of a token, of one's own key in Development and of the configured provider everywhere else.</summary>
public static class SigningIn
{
    private const string Bearer = JwtBearerDefaults.AuthenticationScheme;

    /// <summary>Adds signing in, and the <see cref="Viewer"/> of each request.</summary>
    public static void AddSigningIn(this IServiceCollection services, Settings settings)
    {
        var authentication = settings.Authentication;
        services.AddAuthorization();
        services.AddDataProtection().UseEphemeralDataProtectionProvider(); // bearer tokens need no cookie keys on disk
        services.AddAuthentication(Bearer).AddJwtBearer(bearer => bearer.Events = new() { OnChallenge = context => Challenge(context, settings) });
        services.AddOptions<JwtBearerOptions>(Bearer).Configure<AccessTokens>((bearer, tokens) =>
        {
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(tokens);
        });
        if (settings.Development)
        {
            services.AddSingleton(_ =>
            {
                var rules = AccessTokens.Rules(authentication.Issuer!, authentication.Audience!, [DevelopmentKey.Of(settings)]);
                return new AccessTokens(authentication, _ => ValueTask.FromResult(rules));
            });
            return;
        }
        services.AddSingleton(s => new Provider(authentication, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Provider>>()));
        services.AddHostedService(s => s.GetRequiredService<Provider>());
        services.AddSingleton(s => new AccessTokens(authentication, s.GetRequiredService<Provider>().RulesFor));
    }

    /// <summary>The judgement on who sends an Authorization header, where it is not sent as one: the same as on every other.</summary>
    public static async Task<AuthenticateResult> Judge(IServiceScopeFactory scopes, string authorization)
    {
        await using var scope = scopes.CreateAsyncScope();
        DefaultHttpContext http = new() { RequestServices = scope.ServiceProvider };
        http.Request.Headers.Authorization = authorization;
        return await http.AuthenticateAsync();
    }

    /// <summary>What a GraphQL client can read: a body with an error, and the header that says which kind of token is wanted.</summary>
    private static async Task Challenge(JwtBearerChallengeContext context, Settings settings)
    {
        context.HandleResponse();
        var response = context.Response;
        if (context.AuthenticateFailure is ProviderUnavailableException unavailable)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.Headers.RetryAfter = $"{unavailable.RetryAfterSeconds}";
            await Answers.Error(context.HttpContext, ErrorAnswers.Unavailable,
                $"Whether the bearer token is valid cannot be told at the moment. Try again in {unavailable.RetryAfterSeconds} seconds.");
            return;
        }
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = context.AuthenticateFailure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        string message = (context.AuthenticateFailure is { } refused ? AccessTokens.Reason(refused) : "Send a bearer token in the Authorization header.")
            + (settings.Development ? $" To get one: {settings.TokenCommand}" : "");
        await Answers.Error(context.HttpContext, "UNAUTHENTICATED", message);
    }
}
