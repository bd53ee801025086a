namespace LifelongLinks.Server;

/// <summary>
/// What browsers are told with every answer (OWASP's REST and HTTP headers cheat sheets): to keep none of it, to show it in no frame and run
/// nothing in it. A page that needs more says so itself.
/// </summary>
public static class SecurityHeaders
{
    private static readonly TimeSpan _https = TimeSpan.FromDays(365);

    /// <summary>Adds what they need.</summary>
    public static void AddSecurityHeaders(this IServiceCollection services) => services.AddHsts(hsts => hsts.MaxAge = _https);

    /// <summary>Sets them on every answer; outside Development browsers that came by https are told to come by nothing else (RFC 6797).</summary>
    public static void UseSecurityHeaders(this WebApplication app, Settings settings)
    {
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers.CacheControl = "no-store"; // what is told here is about people
            return next(http);
        });
        if (!settings.Development)
        {
            app.UseHsts();
        }
    }
}
