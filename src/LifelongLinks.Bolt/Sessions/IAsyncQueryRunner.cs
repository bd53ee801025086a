namespace LifelongLinks.Bolt;

/// <summary>What runs queries: a session, each in a transaction of its own, or a transaction.</summary>
public interface IAsyncQueryRunner : IAsyncDisposable, IDisposable
{
    /// <summary>
    /// Runs a query. It is sent at once; what the server says of it, an error too, comes with the first use of the result.
    /// </summary>
    Task<IResultCursor> RunAsync(string query);

    /// <summary>Runs a query with the properties of an object as its parameters.</summary>
    /// <inheritdoc cref="RunAsync(string)"/>
    Task<IResultCursor> RunAsync(string query, object parameters);

    /// <summary>Runs a query with parameters.</summary>
    /// <inheritdoc cref="RunAsync(string)"/>
    Task<IResultCursor> RunAsync(string query, IDictionary<string, object?> parameters);

    /// <summary>Runs a query with its parameters.</summary>
    /// <inheritdoc cref="RunAsync(string)"/>
    Task<IResultCursor> RunAsync(Query query);
}

/// <summary>
/// A transaction. BEGIN goes to the server together with the first query, which saves a round trip, so what is wrong with it shows there.
/// One that is disposed before it was committed is rolled back.
/// </summary>
public interface IAsyncTransaction : IAsyncQueryRunner
{
    /// <summary>How it runs.</summary>
    TransactionConfig TransactionConfig { get; }

    /// <summary>Whether it can still be used.</summary>
    bool IsOpen { get; }

    /// <summary>Commits. Rows that were not read are passed over.</summary>
    Task CommitAsync();

    /// <summary>Rolls back.</summary>
    Task RollbackAsync();
}

/// <summary>
/// Transactions one after the other, each of which sees what those before it wrote. Not for several threads at once.
/// <para>
/// The last parameter of each method, a token, is this client's own: it is heeded by every wait until the transaction has ended, with the
/// reading of its results in it. The connection on which a wait was cancelled is closed, which ends the transaction on the server. The
/// official driver has no such parameters; extension methods of the same names can stand in for them.
/// </para>
/// </summary>
public interface IAsyncSession : IAsyncQueryRunner
{
    /// <summary>The end of the last transaction, for other sessions to begin after.</summary>
    Bookmarks LastBookmarks { get; }

    /// <summary>How the session works.</summary>
    SessionConfig SessionConfig { get; }

    /// <summary>Begins a transaction. Nobody runs it again.</summary>
    Task<IAsyncTransaction> BeginTransactionAsync();

    /// <summary>Begins a transaction. Nobody runs it again.</summary>
    Task<IAsyncTransaction> BeginTransactionAsync(Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs a function in a transaction that only reads, commits it, and runs all of it again after an error that may pass, with longer and
    /// longer waits between, for as long as the driver was configured to.
    /// </summary>
    Task<TResult> ExecuteReadAsync<TResult>(
        Func<IAsyncQueryRunner, Task<TResult>> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExecuteReadAsync{TResult}"/>
    Task ExecuteReadAsync(
        Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs a function in a transaction that may write, commits it, and runs all of it again after an error that may pass, with longer and
    /// longer waits between, for as long as the driver was configured to. A connection lost while COMMIT was under way is such an error: what
    /// the function writes may have been committed already, and has to bear being written twice.
    /// </summary>
    Task<TResult> ExecuteWriteAsync<TResult>(
        Func<IAsyncQueryRunner, Task<TResult>> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExecuteWriteAsync{TResult}"/>
    Task ExecuteWriteAsync(
        Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <summary>Runs a query in a transaction of its own. Nobody runs it again.</summary>
    Task<IResultCursor> RunAsync(string query, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="RunAsync(string, Action{TransactionConfigBuilder}, CancellationToken)"/>
    Task<IResultCursor> RunAsync(
        string query, IDictionary<string, object?> parameters, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="RunAsync(string, Action{TransactionConfigBuilder}, CancellationToken)"/>
    Task<IResultCursor> RunAsync(Query query, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <summary>Ends the session: an open transaction is rolled back, a result that was not read is passed over.</summary>
    Task CloseAsync();
}
