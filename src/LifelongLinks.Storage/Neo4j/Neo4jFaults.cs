using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>What goes wrong with the database, as the port has it: a line that says what to do.</summary>
internal static class Neo4jFaults
{
    /// <summary>Why the database cannot be used; null for what is a bug of ours.</summary>
    internal static StoreUnavailableException? Of(Exception exception, string uri) => exception switch
    {
        AuthenticationException => Say(StoreFault.Gone, $"Neo4j at {uri} does not accept the user or password: see Store:User and Store:Password.", exception),
        Neo4jException e when Code(e, "Security.Forbidden", "AccessMode", "ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDb") =>
            Say(StoreFault.ReadOnly, $"Neo4j at {uri} may not be written: its database is read-only, or the user has no right to write.", exception),
        Neo4jException e when Code(e, "DatabaseNotFound") =>
            Say(StoreFault.Gone, $"Neo4j at {uri} has no such database: see Store:Database.", exception),
        Neo4jException e when Code(e, "OutOfDisk", "NoSpace", "MemoryPoolOutOfMemory", "OutOfMemory") =>
            Say(StoreFault.Full, $"Neo4j at {uri} has no room left: see its log.", exception),
        SecurityException => Say(StoreFault.Gone, $"Neo4j at {uri} cannot be trusted, or does not let this user in: {exception.Message}", exception),
        ServiceUnavailableException or SessionExpiredException =>
            Say(StoreFault.Gone, $"Neo4j cannot be reached at {uri}: start it, or see Store:Uri.", exception),
        TransientException or DatabaseException => Say(StoreFault.Gone, $"Neo4j at {uri} cannot answer now: see its log.", exception),
        _ => null,
    };

    /// <summary>The fault with a message of one line that says what to do.</summary>
    internal static StoreUnavailableException Say(StoreFault fault, string message, Exception? inner = null) => new(message, inner) { Fault = fault };

    /// <summary>Whether what was written is there already, or there twice.</summary>
    internal static bool IsTaken(Exception exception) => exception is Neo4jException e && Code(e, "ConstraintValidationFailed");

    private static bool Code(Neo4jException exception, params string[] ends) => ends.Any(end => exception.Code?.EndsWith(end, StringComparison.Ordinal) == true);
}
