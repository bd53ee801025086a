using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.FileProviders;

namespace LifelongLinks.Server;

/// <summary>
/// The query editor that a developer's browser gets at the endpoint, signed in as the stories' people. In Development only, where the
/// server listens on this machine alone and everybody in the store is invented.
/// </summary>
public static class IdePage
{
    /// <summary>Answers browsers at a path by the page, and the files that it needs; the root leads there. Everybody else is answered as ever.</summary>
    public static void UseIde(this WebApplication app, string path, Settings settings)
    {
        app.Use((http, next) => http.Request.Path.Equals(path, StringComparison.OrdinalIgnoreCase) && Wanted(http.Request)
            ? Answer(http.Response, settings, http.RequestAborted)
            : next(http));
        app.MapGet("/", () => Results.Redirect(path)); // where a browser goes first
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
        });
    }

    /// <summary>
    /// Whether this is a browser that navigates here, on this machine by its own name: another name that leads to this machine would
    /// let its owner's pages read the tokens (DNS rebinding).
    /// </summary>
    private static bool Wanted(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && Answers.WantsHtml(request) && IsThisMachine(request.Host.Host);

    private static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static Task Answer(HttpResponse response, Settings settings, CancellationToken cancel)
    {
        string nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; "
            + $"style-src 'self' 'nonce-{nonce}'; font-src data:; img-src data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(Page(Given(settings, nonce)), cancel);
    }

    /// <summary>What the script is told. The serializer writes no character that could end the element it stands in.</summary>
    private static string Given(Settings settings, string nonce)
    {
        var key = DevelopmentKey.Of(settings);
        var now = TimeProvider.System.GetUtcNow();
        return JsonSerializer.Serialize(new
        {
            nonce,
            accounts = DemoAccounts.All.Select(a => new { name = a.Name, displayName = a.DisplayName, token = DevelopmentTokens.Make(a, key, now) }),
            examples = ExampleQueries.All.Select(e => new { title = e.Title, query = e.Query }),
        });
    }

    private static string Page(string given) => $"""
        <!doctype html>
        <html lang="en-GB">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width">
          <title>Lifelong Links</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/lib/graphiql/graphiql.min.css">
          <link rel="stylesheet" href="/ide/ide.css">
        </head>
        <body>
          <div id="ide"></div>
          <script type="application/json" id="given">{given}</script>
          <script src="/lib/react/react.production.min.js"></script>
          <script src="/lib/react-dom/react-dom.production.min.js"></script>
          <script src="/lib/graphiql/graphiql.min.js"></script>
          <script src="/ide/ide.js"></script>
        </body>
        </html>
        """;
}
