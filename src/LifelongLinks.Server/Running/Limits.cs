namespace LifelongLinks.Server;

/// <summary>What one request may cost, and how large its document and its variables may be.</summary>
public sealed record Limits
{
    // Requests that wait for another server's answer use no processor meanwhile.
    private const int WaitingRequests = 32;

    /// <summary>How deep fields may be nested.</summary>
    public required int MaxDepth { get; init; }

    /// <summary>How much a request may cost: about one for each field of each thing asked for.</summary>
    public required int MaxComplexity { get; init; }

    /// <summary>How many tokens a document may have: names, numbers, texts and punctuation.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>How many fields of a document may be given another name.</summary>
    public required int MaxAliases { get; init; }

    /// <summary>How many directives a document may have.</summary>
    public required int MaxDirectives { get; init; }

    /// <summary>How many fields an operation may ask for at its root.</summary>
    public required int MaxRootFields { get; init; }

    /// <summary>How often one field may be asked for in the same place, fragments counted in.</summary>
    public required int MaxRepeats { get; init; }

    /// <summary>How many fragments a document may define, and how many it may spread.</summary>
    public required int MaxFragments { get; init; }

    /// <summary>How many arguments a document may give, those of directives counted in.</summary>
    public required int MaxArguments { get; init; }

    /// <summary>How many variables an operation may declare, and a request may give.</summary>
    public required int MaxVariables { get; init; }

    /// <summary>How many characters the variables may have, or the extensions: names and values counted in.</summary>
    public required int MaxVariablesSize { get; init; }

    /// <summary>How long one text may be, in variables or in the document.</summary>
    public required int MaxTextLength { get; init; }

    /// <summary>How many values a list in the variables may have.</summary>
    public required int MaxListLength { get; init; }

    /// <summary>How deep lists and objects in the variables may be nested.</summary>
    public required int MaxVariablesDepth { get; init; }

    /// <summary>How long a name may be: of an operation, a document's id.</summary>
    public required int MaxNameLength { get; init; }

    /// <summary>How many parsed and validated documents are kept.</summary>
    public required int CachedDocuments { get; init; }

    /// <summary>How long a request may take, in seconds.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>How many requests are worked on at once; the others wait for their turn.</summary>
    public required int MaxConcurrentRequests { get; init; }

    /// <summary>How many requests may wait for their turn; more are sent away at once.</summary>
    public required int MaxWaitingRequests { get; init; }

    /// <summary>How long one may wait for its turn, in seconds; who would wait longer is better told so.</summary>
    public required int MaxWaitSeconds { get; init; }

    internal static Limits Read(IConfiguration configuration, StoreKind kind)
    {
        int atOnce = configuration.Number("GraphQL:MaxConcurrentRequests", kind == StoreKind.Neo4j ? WaitingRequests : Environment.ProcessorCount + 1);
        return new()
        {
            MaxDepth = configuration.Number("GraphQL:MaxDepth", 15),
            MaxComplexity = configuration.Number("GraphQL:MaxComplexity", 20_000),
            MaxTokens = configuration.Number("GraphQL:MaxTokens", 1_000),
            MaxAliases = configuration.Number("GraphQL:MaxAliases", 15),
            MaxDirectives = configuration.Number("GraphQL:MaxDirectives", 50),
            MaxRootFields = configuration.Number("GraphQL:MaxRootFields", 20),
            MaxRepeats = configuration.Number("GraphQL:MaxRepeats", 20),
            MaxFragments = configuration.Number("GraphQL:MaxFragments", 50),
            MaxArguments = configuration.Number("GraphQL:MaxArguments", 100),
            MaxVariables = configuration.Number("GraphQL:MaxVariables", 50),
            MaxVariablesSize = configuration.Number("GraphQL:MaxVariablesSize", 200_000),
            MaxTextLength = configuration.Number("GraphQL:MaxTextLength", 20_000),
            MaxListLength = configuration.Number("GraphQL:MaxListLength", 500),
            MaxVariablesDepth = configuration.Number("GraphQL:MaxVariablesDepth", 12),
            MaxNameLength = configuration.Number("GraphQL:MaxNameLength", 200),
            CachedDocuments = configuration.Number("GraphQL:CachedDocuments", 500),
            TimeoutSeconds = configuration.Number("GraphQL:TimeoutSeconds", 30),
            MaxConcurrentRequests = atOnce,
            MaxWaitingRequests = configuration.Number("GraphQL:MaxWaitingRequests", 100 * atOnce),
            MaxWaitSeconds = configuration.Number("GraphQL:MaxWaitSeconds", 3),
        };
    }
}
