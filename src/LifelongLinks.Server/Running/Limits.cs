namespace LifelongLinks.Server;

/// <summary>What one request may cost.</summary>
public sealed record Limits
{
    // Requests that wait for another server's answer use no processor meanwhile.
    private const int WaitingRequests = 32;

    /// <summary>How deep fields may be nested.</summary>
    public required int MaxDepth { get; init; }

    /// <summary>How much a request may cost: about one for each field of each thing asked for.</summary>
    public required int MaxComplexity { get; init; }

    /// <summary>How many parsed and validated documents are kept.</summary>
    public required int CachedDocuments { get; init; }

    /// <summary>How long a request may take, in seconds.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>How many requests are worked on at once; the others wait for their turn.</summary>
    public required int MaxConcurrentRequests { get; init; }

    internal static Limits Read(IConfiguration configuration, StoreKind kind) => new()
    {
        MaxDepth = configuration.Number("GraphQL:MaxDepth", 15),
        MaxComplexity = configuration.Number("GraphQL:MaxComplexity", 20_000),
        CachedDocuments = configuration.Number("GraphQL:CachedDocuments", 500),
        TimeoutSeconds = configuration.Number("GraphQL:TimeoutSeconds", 30),
        MaxConcurrentRequests = configuration.Number("GraphQL:MaxConcurrentRequests", kind == StoreKind.Neo4j ? WaitingRequests : Environment.ProcessorCount + 1),
    };
}
