// Which client speaks to Neo4j: the official one where it is to be had, else our own, which has its names.
#if NEO4J_DRIVER_OFFICIAL
global using Neo4j.Driver;
global using LifelongLinks.Storage.Cancelling;
#else
global using LifelongLinks.Bolt;
#endif

// Either has a Query of its own, which is not needed by name.
global using Query = LifelongLinks.Core.Query;

#if NEO4J_DRIVER_OFFICIAL
namespace LifelongLinks.Storage.Cancelling
{
    /// <summary>Where our own client can be told to stop, the official one can only be left alone: what it does ends by its time limit.</summary>
    internal static class Cancellation
    {
        internal static Task<IResultCursor> RunAsync(this IAsyncSession session, string query, IDictionary<string, object> parameters,
            Action<TransactionConfigBuilder> action, CancellationToken cancel) => session.RunAsync(query, parameters, action).WaitAsync(cancel);

        internal static Task<IAsyncTransaction> BeginTransactionAsync(this IAsyncSession session, Action<TransactionConfigBuilder> action,
            CancellationToken cancel) => session.BeginTransactionAsync(action).WaitAsync(cancel);

        internal static Task<List<IRecord>> ToListAsync(this IResultCursor cursor, CancellationToken cancel) =>
            ResultCursorExtensions.ToListAsync(cursor).WaitAsync(cancel);
    }
}
#endif
