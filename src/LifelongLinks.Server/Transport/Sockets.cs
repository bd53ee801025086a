using GraphQL;

namespace LifelongLinks.Server;

/// <summary>Where WebSockets come in: from this server's own pages and from programs, so many at most.</summary>
public static class Sockets
{
    /// <summary>Answers WebSockets at a path by graphql-transport-ws.</summary>
    public static void UseGraphQLSockets(this WebApplication app, string path)
    {
        app.UseWebSockets();
        app.Use((http, next) => http.WebSockets.IsWebSocketRequest && http.Request.Path == path ? Answer(http) : next(http));
    }

    private static async Task Answer(HttpContext http)
    {
        var services = http.RequestServices;
        var settings = services.GetRequiredService<Settings>();
        if (!IsAllowed(http.Request, settings.Live.Origins))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await Answers.Error(http, "FORBIDDEN", "Pages of this origin may not connect: see the setting Live:Origins.");
            return;
        }
        using var connection = services.GetRequiredService<Connections>().TryOpen();
        if (connection is null)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await Answers.Error(http, "TOO_MANY_CONNECTIONS", "Too many connections are open. Try again in a minute.");
            return;
        }
        bool speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(SocketMessages.Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(speaks ? SocketMessages.Protocol : null);
        using LiveSocket live = new(socket, http, services.GetRequiredService<Listening>(), services.GetRequiredService<IGraphQLTextSerializer>(),
            services.GetRequiredService<Clock>(), settings.Live, services.GetRequiredService<ILogger<ErrorAnswers>>(), services.GetRequiredService<Connections>().Stopping);
        await live.Run(speaks);
    }

    /// <summary>Browsers say whose page connects (RFC 6455, 10.2), programs say nothing.</summary>
    private static bool IsAllowed(HttpRequest request, IReadOnlyList<string> others) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || others.Contains(origin, StringComparer.OrdinalIgnoreCase)
        // Which of http and https the page came by, a proxy in between may have hidden from this server.
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
