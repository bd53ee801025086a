namespace LifelongLinks.Bolt;

/// <summary>What a query did, told when its result has been read.</summary>
public interface IResultSummary
{
    /// <summary>The query.</summary>
    Query Query { get; }

    /// <summary>What was changed.</summary>
    ICounters Counters { get; }

    /// <summary>Whether it read, wrote or changed the schema.</summary>
    QueryType QueryType { get; }

    /// <summary>The server that ran it.</summary>
    IServerInfo Server { get; }

    /// <summary>The database it ran in.</summary>
    IDatabaseInfo Database { get; }

    /// <summary>How long until the first row was available; negative when the server does not say.</summary>
    TimeSpan ResultAvailableAfter { get; }

    /// <summary>How long until the last row was consumed; negative when the server does not say.</summary>
    TimeSpan ResultConsumedAfter { get; }
}

/// <summary>What a query may do.</summary>
public enum QueryType
{
    /// <summary>The server does not say.</summary>
    Unknown,

    /// <summary>It reads.</summary>
    ReadOnly,

    /// <summary>It reads and writes.</summary>
    ReadWrite,

    /// <summary>It writes.</summary>
    WriteOnly,

    /// <summary>It changes constraints or indexes.</summary>
    SchemaWrite,
}

/// <summary>A server.</summary>
public interface IServerInfo
{
    /// <summary>Where it is.</summary>
    string Address { get; }

    /// <summary>The Bolt version spoken with it, such as <c>5.8</c>.</summary>
    string ProtocolVersion { get; }

    /// <summary>Its name and version, such as <c>Neo4j/5.26.0</c>.</summary>
    string Agent { get; }
}

/// <summary>A database.</summary>
public interface IDatabaseInfo
{
    /// <summary>Its name; null when the server does not say.</summary>
    string? Name { get; }
}

/// <summary>What a query changed.</summary>
public interface ICounters
{
    /// <summary>Whether it changed anything in the graph or the schema.</summary>
    bool ContainsUpdates { get; }

    /// <summary>Nodes made.</summary>
    int NodesCreated { get; }

    /// <summary>Nodes deleted.</summary>
    int NodesDeleted { get; }

    /// <summary>Relationships made.</summary>
    int RelationshipsCreated { get; }

    /// <summary>Relationships deleted.</summary>
    int RelationshipsDeleted { get; }

    /// <summary>Properties set.</summary>
    int PropertiesSet { get; }

    /// <summary>Labels added.</summary>
    int LabelsAdded { get; }

    /// <summary>Labels removed.</summary>
    int LabelsRemoved { get; }

    /// <summary>Indexes added.</summary>
    int IndexesAdded { get; }

    /// <summary>Indexes removed.</summary>
    int IndexesRemoved { get; }

    /// <summary>Constraints added.</summary>
    int ConstraintsAdded { get; }

    /// <summary>Constraints removed.</summary>
    int ConstraintsRemoved { get; }
}

internal sealed record Counters : ICounters
{
    internal static Counters None { get; } = new();

    public bool ContainsUpdates => this != None;

    public int NodesCreated { get; private init; }

    public int NodesDeleted { get; private init; }

    public int RelationshipsCreated { get; private init; }

    public int RelationshipsDeleted { get; private init; }

    public int PropertiesSet { get; private init; }

    public int LabelsAdded { get; private init; }

    public int LabelsRemoved { get; private init; }

    public int IndexesAdded { get; private init; }

    public int IndexesRemoved { get; private init; }

    public int ConstraintsAdded { get; private init; }

    public int ConstraintsRemoved { get; private init; }

    /// <summary>Bolt, SUCCESS of PULL and DISCARD: stats.</summary>
    internal static Counters Read(PropertyMap stats)
    {
        int Count(string name) => stats.TryGetValue(name, out object? value) ? value.As<int>() : 0;
        return new()
        {
            NodesCreated = Count("nodes-created"),
            NodesDeleted = Count("nodes-deleted"),
            RelationshipsCreated = Count("relationships-created"),
            RelationshipsDeleted = Count("relationships-deleted"),
            PropertiesSet = Count("properties-set"),
            LabelsAdded = Count("labels-added"),
            LabelsRemoved = Count("labels-removed"),
            IndexesAdded = Count("indexes-added"),
            IndexesRemoved = Count("indexes-removed"),
            ConstraintsAdded = Count("constraints-added"),
            ConstraintsRemoved = Count("constraints-removed"),
        };
    }
}

internal sealed record ServerInfo(string Address, string ProtocolVersion, string Agent) : IServerInfo;

internal sealed class ResultSummary(Query query, IServerInfo server, in Outcome outcome, long availableAfter) : IResultSummary, IDatabaseInfo
{
    private readonly Outcome _outcome = outcome;

    public Query Query => query;

    public ICounters Counters => _outcome.Counters ?? Bolt.Counters.None;

    public QueryType QueryType => _outcome.Type switch
    {
        "r" => QueryType.ReadOnly,
        "rw" => QueryType.ReadWrite,
        "w" => QueryType.WriteOnly,
        "s" => QueryType.SchemaWrite,
        _ => QueryType.Unknown,
    };

    public IServerInfo Server => server;

    public IDatabaseInfo Database => this;

    public string? Name => _outcome.Database;

    public TimeSpan ResultAvailableAfter => TimeSpan.FromMilliseconds(availableAfter);

    public TimeSpan ResultConsumedAfter => TimeSpan.FromMilliseconds(_outcome.ConsumedAfter);
}
