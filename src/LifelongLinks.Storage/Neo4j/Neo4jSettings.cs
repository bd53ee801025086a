namespace LifelongLinks.Storage;

/// <summary>How to reach the database.</summary>
/// <param name="Uri"><c>bolt://</c> for one server, <c>neo4j://</c> for a cluster or Aura; <c>+s</c> with TLS, <c>+ssc</c> trusting any certificate.</param>
public sealed record Neo4jSettings(string Uri)
{
    /// <summary>The database's user; none: it asks for no signing in.</summary>
    public string? User { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>Name of the database.</summary>
    public string Database { get; init; } = "neo4j";

    /// <summary>How many connections at most.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>How long to wait for a connection, and for a free one.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the database may work on one statement or change before it gives up.</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
