namespace LifelongLinks.Server;

/// <summary>Where the server tells of itself.</summary>
public sealed record TelemetrySettings
{
    /// <summary>Where traces, metrics and logs are sent by OTLP; nothing is sent when there is none.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Whether they are sent by gRPC rather than HTTP.</summary>
    public bool Grpc { get; init; }

    /// <summary>From how many milliseconds on an operation is slow, and said so in the log.</summary>
    public required int SlowMilliseconds { get; init; }

    internal static TelemetrySettings Read(IConfiguration configuration) => new()
    {
        OtlpEndpoint = Endpoint(configuration, "Telemetry:OtlpEndpoint") ?? Endpoint(configuration, "OTEL_EXPORTER_OTLP_ENDPOINT"),
        Grpc = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] switch
        {
            null or "" or "http/protobuf" => false,
            "grpc" => true,
            var other => throw new CannotStartException($"OTEL_EXPORTER_OTLP_PROTOCOL is \"{other}\", but must be http/protobuf or grpc."),
        },
        SlowMilliseconds = configuration.Number("Telemetry:SlowMilliseconds", 1_000),
    };

    private static Uri? Endpoint(IConfiguration configuration, string key) => configuration[key] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") ? uri
        : throw new CannotStartException($"{key} is \"{text}\", but must be an address such as http://localhost:4318.");
}
