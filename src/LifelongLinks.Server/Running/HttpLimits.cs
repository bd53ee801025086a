using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LifelongLinks.Server;

/// <summary>How long a client may take to ask and to read, and how many may be connected: a slow one must not keep what others need.</summary>
public sealed record HttpLimits
{
    private const int LineBytes = 16 * 1024; // a query by GET is in it
    private const int HeadBytes = 2 * AccessTokens.Longest;
    private const int HeaderFields = 64;
    private const int StreamsOfConnection = 50;

    /// <summary>How long a request's head may take, in seconds.</summary>
    public required int HeadSeconds { get; init; }

    /// <summary>How long a connection may stay without a request, in seconds.</summary>
    public required int KeepAliveSeconds { get; init; }

    /// <summary>How many bytes a second a body has to bring at least.</summary>
    public required int MinBytesPerSecond { get; init; }

    /// <summary>How many bytes a second of an answer have to be read at least.</summary>
    public required int MinAnswerBytesPerSecond { get; init; }

    /// <summary>For how many seconds it may be slower.</summary>
    public required int GraceSeconds { get; init; }

    /// <summary>How many connections there may be, WebSockets and event streams counted in.</summary>
    public required int MaxConnections { get; init; }

    internal static HttpLimits Read(IConfiguration configuration) => new()
    {
        HeadSeconds = configuration.Number("Http:HeadSeconds", 10),
        KeepAliveSeconds = configuration.Number("Http:KeepAliveSeconds", 75), // a little more than proxies keep theirs
        MinBytesPerSecond = configuration.Number("Http:MinBytesPerSecond", 1_000),
        MinAnswerBytesPerSecond = configuration.Number("Http:MinAnswerBytesPerSecond", 4_000),
        GraceSeconds = Math.Max(2, configuration.Number("Http:GraceSeconds", 5)), // Kestrel looks once a second
        MaxConnections = configuration.Number("Http:MaxConnections", 10_000),
    };

    /// <summary>Tells Kestrel.</summary>
    internal void Set(KestrelServerOptions kestrel, LiveLimits live)
    {
        var grace = TimeSpan.FromSeconds(GraceSeconds);
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(HeadSeconds);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(KeepAliveSeconds);
        kestrel.Limits.MinRequestBodyDataRate = new(MinBytesPerSecond, grace);
        kestrel.Limits.MinResponseDataRate = new(MinAnswerBytesPerSecond, grace);
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = live.MaxConnections;
        kestrel.Limits.MaxRequestBodySize = Requests.Largest + 1; // so that it is the endpoint that says what is wrong
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadBytes;
        kestrel.Limits.MaxRequestHeaderCount = HeaderFields;
        kestrel.Limits.MaxRequestLineSize = LineBytes;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsOfConnection;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = HeadBytes;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(KeepAliveSeconds);
    }
}
