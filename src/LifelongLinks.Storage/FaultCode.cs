using Microsoft.Data.Sqlite;

namespace LifelongLinks.Storage;

/// <summary>The code by which a database says what went wrong: what can be told of it without its words, which quote what it was given.</summary>
public static class FaultCode
{
    /// <summary>The code; null for an exception of something else.</summary>
    public static string? Of(Exception exception) => exception switch
    {
        SqliteException sqlite => $"SQLite {sqlite.SqliteErrorCode}/{sqlite.SqliteExtendedErrorCode}",
        Neo4jException neo4j => neo4j.Code,
        _ => null,
    };
}
