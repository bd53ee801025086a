namespace LifelongLinks.Server;

/// <summary>How many may listen to what happens, and how.</summary>
public sealed record LiveLimits
{
    /// <summary>How many connections the server keeps open at once: WebSockets and event streams.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>How many of them one signed-in subject may have open.</summary>
    public required int MaxConnectionsOfSubject { get; init; }

    /// <summary>How many WebSockets of one address may be open that have not said who they are.</summary>
    public required int MaxUnsignedOfAddress { get; init; }

    /// <summary>How many operations one WebSocket may have open at once.</summary>
    public required int MaxOperations { get; init; }

    /// <summary>How many events may wait for one subscriber; whoever lets more wait is no longer told.</summary>
    public required int MaxWaitingEvents { get; init; }

    /// <summary>How long a message of a client may be.</summary>
    public required int MaxMessageBytes { get; init; }

    /// <summary>How long a WebSocket may wait before it says who it is, in seconds.</summary>
    public required int InitSeconds { get; init; }

    /// <summary>How long a WebSocket may stay without an operation, in seconds.</summary>
    public required int IdleSeconds { get; init; }

    /// <summary>How long one message may take to be sent, in seconds; whoever does not take it by then is gone.</summary>
    public required int SendSeconds { get; init; }

    /// <summary>How often a sign of life is sent where nothing else is, in seconds.</summary>
    public required int KeepAliveSeconds { get; init; }

    /// <summary>How often the store is asked what other servers changed, in milliseconds: only while somebody listens.</summary>
    public required int PollMilliseconds { get; init; }

    internal static LiveLimits Read(IConfiguration configuration) => new()
    {
        MaxConnections = configuration.Number("Live:MaxConnections", 2_000),
        MaxConnectionsOfSubject = configuration.Number("Live:MaxConnectionsOfSubject", 20),
        MaxUnsignedOfAddress = configuration.Number("Live:MaxUnsignedOfAddress", 100),
        MaxOperations = configuration.Number("Live:MaxOperations", 100),
        MaxWaitingEvents = configuration.Number("Live:MaxWaitingEvents", 100),
        MaxMessageBytes = configuration.Number("Live:MaxMessageBytes", 1 << 20),
        InitSeconds = configuration.Number("Live:InitSeconds", 10),
        IdleSeconds = configuration.Number("Live:IdleSeconds", 600),
        SendSeconds = configuration.Number("Live:SendSeconds", 10),
        KeepAliveSeconds = configuration.Number("Live:KeepAliveSeconds", 15),
        PollMilliseconds = configuration.Number("Live:PollMilliseconds", 250),
    };
}
