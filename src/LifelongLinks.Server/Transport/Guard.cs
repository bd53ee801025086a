namespace LifelongLinks.Server;

/// <summary>
/// Stands before everything that costs something, signing in too: sends away pages of elsewhere, whoever would have to wait too long, and
/// addresses that keep on asking without a token.
/// </summary>
public static class Guard
{
    /// <summary>Guards a path and what lies under it; whoever is sent away is told so as GraphQL tells errors, unless the path has its own way.</summary>
    public static void UseGuard(this WebApplication app, string path, Func<HttpContext, BadRequestException, Task>? refuse = null) => app.Use((http, next) =>
        http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsOptions(http.Request.Method) ? Answer(http, next, refuse ?? Answers.Error) : next(http));

    private static async Task Answer(HttpContext http, RequestDelegate next, Func<HttpContext, BadRequestException, Task> refuse)
    {
        var services = http.RequestServices;
        var unsigned = services.GetRequiredService<Rates>().Of(http.Connection.RemoteIpAddress);
        if (!Origins.Allows(http.Request, services.GetRequiredService<Settings>()))
        {
            await refuse(http, new BadRequestException(StatusCodes.Status403Forbidden, "FORBIDDEN", "Pages of this origin may not ask here: see the setting Cors:Origins."));
        }
        else if (services.GetRequiredService<Turns>().IsFull)
        {
            await refuse(http, Turns.Full);
        }
        // Colleagues share an address: whoever sends a token is let on to be judged by it, whatever the others did.
        else if (http.Request.Headers.Authorization.Count == 0 && !http.WebSockets.IsWebSocketRequest && unsigned.Take(1) is { } refused)
        {
            await refuse(http, BadRequestException.Of(refused));
        }
        else
        {
            await next(http);
            if (http.Response.StatusCode == StatusCodes.Status401Unauthorized && http.Request.Headers.Authorization.Count > 0)
            {
                unsigned.Charge(1);
            }
        }
    }
}
