namespace LifelongLinks.Bolt;

/// <summary>What every error of the server or of the connection to it derives from.</summary>
public class Neo4jException : Exception
{
    /// <summary>An error without a code of the server's.</summary>
    public Neo4jException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>An error of the server's.</summary>
    public Neo4jException(string? code, string message, Exception? innerException = null) : base(message, innerException) => Code = code;

    /// <summary>Whether doing the same again may work, so that a transaction function is run once more.</summary>
    public virtual bool IsRetriable => false;

    /// <summary>The server's code, such as <c>Neo.ClientError.Statement.SyntaxError</c>; null for errors of the connection.</summary>
    public string? Code { get; set; }

    /// <summary>The GQLSTATUS code, which servers send from Bolt 5.7 on.</summary>
    public string? GqlStatus { get; internal set; }

    /// <summary>What the GQLSTATUS code means, as the server describes it.</summary>
    public string? GqlStatusDescription { get; internal set; }
}

/// <summary>The client did something wrong: the same request will fail again.</summary>
public class ClientException : Neo4jException
{
    /// <inheritdoc cref="Neo4jException(string, Exception)"/>
    public ClientException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <inheritdoc cref="Neo4jException(string, string, Exception)"/>
    public ClientException(string? code, string message, Exception? innerException = null) : base(code, message, innerException)
    {
    }
}

/// <summary>The server could not do it for now, such as in a deadlock.</summary>
public class TransientException(string? code, string message, Exception? innerException = null) : Neo4jException(code, message, innerException)
{
    /// <inheritdoc/>
    public override bool IsRetriable => true;
}

/// <summary>Something went wrong inside the database.</summary>
public class DatabaseException(string? code, string message, Exception? innerException = null) : Neo4jException(code, message, innerException);

/// <summary>
/// No server can be reached, or the connection was lost. When it was lost while waiting for the reply of COMMIT, whether the transaction was
/// committed is not known; a transaction function is run again all the same, so what it writes has to bear that.
/// </summary>
public class ServiceUnavailableException(string message, Exception? innerException = null) : Neo4jException(message, innerException)
{
    /// <inheritdoc/>
    public override bool IsRetriable => true;
}

/// <summary>The member of the cluster can no longer do what it was chosen for: another may.</summary>
public class SessionExpiredException(string message, Exception? innerException = null) : Neo4jException(message, innerException)
{
    /// <inheritdoc/>
    public override bool IsRetriable => true;
}

/// <summary>The server was silent for longer than it said it would be (Bolt 4.3, hint connection.recv_timeout_seconds).</summary>
public class ConnectionReadTimeoutException(string message, Exception? innerException = null) : Neo4jException(message, innerException)
{
    /// <inheritdoc/>
    public override bool IsRetriable => true;
}

/// <summary>What arrived is not Bolt as specified. The connection is closed.</summary>
public class ProtocolException(string message, Exception? innerException = null) : Neo4jException(message, innerException);

/// <summary>No server tells where a database is to be found.</summary>
public class FatalDiscoveryException(string? code, string message) : Neo4jException(code, message);

/// <summary>Refused for reasons of security.</summary>
public class SecurityException : Neo4jException
{
    /// <inheritdoc cref="Neo4jException(string, Exception)"/>
    public SecurityException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <inheritdoc cref="Neo4jException(string, string, Exception)"/>
    public SecurityException(string? code, string message) : base(code, message)
    {
    }
}

/// <summary>The name or password is wrong.</summary>
public class AuthenticationException(string message) : SecurityException("Neo.ClientError.Security.Unauthorized", message);

/// <summary>What the server knew of the user's rights is stale. The connection is closed, and a new one may do.</summary>
public class AuthorizationException(string message) : SecurityException("Neo.ClientError.Security.AuthorizationExpired", message)
{
    /// <inheritdoc/>
    public override bool IsRetriable => true;
}

/// <summary>The bearer token is no longer valid.</summary>
public class TokenExpiredException(string message) : SecurityException("Neo.ClientError.Security.TokenExpired", message);

/// <summary>The user may not do this.</summary>
public class ForbiddenException(string message) : SecurityException("Neo.ClientError.Security.Forbidden", message);

/// <summary>A result was read after it was consumed or its session or transaction had ended.</summary>
public class ResultConsumedException(string message) : ClientException(message);

/// <summary>A transaction was used after it was committed or rolled back.</summary>
public class TransactionClosedException(string message) : ClientException(message);

/// <summary>A second transaction was begun, or a query run, in a session whose transaction is still open.</summary>
public class TransactionNestingException(string message) : ClientException(message);

/// <summary>The transaction was ended by the failure of an earlier query in it.</summary>
public class TransactionTerminatedException(Exception failure)
    : ClientException((failure as Neo4jException)?.Code, "An earlier query in this transaction failed, which ended the transaction.", failure);

/// <summary>A value does not fit the type asked for.</summary>
public class ValueOverflowException(string message) : ClientException(message);
