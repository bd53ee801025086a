namespace LifelongLinks.Bolt;

/// <summary>FAILURE: code and message (Bolt 5.0), or neo4j_code, message, gql_status, description and cause (Bolt 5.7).</summary>
internal static class Failure
{
    internal const string NotALeader = "Neo.ClientError.Cluster.NotALeader";
    internal const string ReadOnlyDatabase = "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase";
    internal const string DatabaseUnavailable = "Neo.TransientError.General.DatabaseUnavailable";

    /// <summary>The exception that a failure is.</summary>
    internal static Neo4jException Read(ref PackStreamReader reader) => Of(reader.Map());

    private static Neo4jException Of(PropertyMap map)
    {
        string? Text(string key) => map.TryGetValue(key, out object? text) ? text as string : null;
        string message = Text("message") ?? "The server gives no message.";
        // These were transient by name before 5.0, but the user or the server meant them to end the transaction.
        string code = (Text("neo4j_code") ?? Text("code") ?? "Neo.DatabaseError.General.UnknownError") switch
        {
            "Neo.TransientError.Transaction.Terminated" => "Neo.ClientError.Transaction.Terminated",
            "Neo.TransientError.Transaction.LockClientStopped" => "Neo.ClientError.Transaction.LockClientStopped",
            var other => other,
        };
        var cause = map.TryGetValue("cause", out object? value) && value is PropertyMap inner ? Of(inner) : null;
        var exception = Of(code, message, cause);
        exception.Code = code;
        exception.GqlStatus = Text("gql_status");
        exception.GqlStatusDescription = Text("description");
        return exception;
    }

    private static Neo4jException Of(string code, string message, Neo4jException? cause) => code switch
    {
        "Neo.ClientError.Security.Unauthorized" => new AuthenticationException(message),
        "Neo.ClientError.Security.AuthorizationExpired" => new AuthorizationException(message),
        "Neo.ClientError.Security.TokenExpired" => new TokenExpiredException(message),
        "Neo.ClientError.Security.Forbidden" => new ForbiddenException(message),
        "Neo.ClientError.Database.DatabaseNotFound" => new FatalDiscoveryException(code, message),
        _ when code.StartsWith("Neo.ClientError.Security.", StringComparison.Ordinal) => new SecurityException(code, message),
        _ when code.StartsWith("Neo.ClientError.", StringComparison.Ordinal) => new ClientException(code, message, cause),
        _ when code.StartsWith("Neo.TransientError.", StringComparison.Ordinal) => new TransientException(code, message, cause),
        _ => new DatabaseException(code, message, cause),
    };
}
