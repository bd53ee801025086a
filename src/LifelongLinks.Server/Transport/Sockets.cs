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
        var connections = services.GetRequiredService<Connections>();
        using var unsigned = connections.TryOpenOf(http.Connection.RemoteIpAddress);
        if (unsigned is null)
        {
            await Answers.Error(http, new BadRequestException(StatusCodes.Status429TooManyRequests, "TOO_MANY_CONNECTIONS",
                "Too many connections of this address have not said who they are. Send connection_init on them, or close them.", retryAfter: 10));
            return;
        }
        using var connection = connections.TryOpen();
        if (connection is null)
        {
            await Answers.Error(http, new BadRequestException(StatusCodes.Status503ServiceUnavailable, "TOO_MANY_CONNECTIONS",
                "Too many connections are open. Try again in a minute.", retryAfter: 60));
            return;
        }
        bool speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(SocketMessages.Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(speaks ? SocketMessages.Protocol : null);
        using LiveSocket live = new(socket, http, services.GetRequiredService<Listening>(), services.GetRequiredService<IGraphQLTextSerializer>(),
            services.GetRequiredService<Clock>(), settings.Live, services.GetRequiredService<ILogger<ErrorAnswers>>(), connections, unsigned);
        await live.Run(speaks);
    }
}
