using System.Collections.Concurrent;

namespace LifelongLinks.Storage;

/// <summary>
/// Neo4j plans a statement that it does not know on each connection that asks it, which for a long one takes seconds of processor time.
/// After it was started all who are waiting would ask at once, and all would wait until each has its plan. So one asks first, and the others
/// once that is answered.
/// </summary>
internal sealed class PlannedOnce
{
    // As many as Neo4j keeps plans of (server.memory.query_cache.per_db_cache_num_entries).
    private const int MostStatements = 1000;

    private readonly ConcurrentDictionary<string, Task> _asked = [];

    /// <summary>Asks, where the statement is new to the database after whoever came first.</summary>
    internal async Task<T> Ask<T>(string statement, Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        if (!_asked.TryGetValue(statement, out var asked))
        {
            if (_asked.Count >= MostStatements)
            {
                Forget();
            }
            TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            asked = _asked.GetOrAdd(statement, answered.Task);
            if (asked == answered.Task)
            {
                return await AskFirst(statement, answered, ask).WaitAsync(cancel);
            }
        }
        await asked.WaitAsync(cancel);
        return await ask(cancel);
    }

    /// <summary>Whether a connection was lost, perhaps with the database and all its plans.</summary>
    internal static bool IsLoss(Exception exception) => exception is ServiceUnavailableException or SessionExpiredException;

    /// <summary>Takes every statement for new.</summary>
    internal void Forget() => _asked.Clear();

    // Goes on when whoever asked has left: the others wait for it.
    private async Task<T> AskFirst<T>(string statement, TaskCompletionSource answered, Func<CancellationToken, Task<T>> ask)
    {
        try
        {
            return await ask(CancellationToken.None);
        }
        catch (Exception e) when (IsLoss(e))
        {
            // The database is gone for all who wait, who need not find that out one after another. It is asked again by the next who comes.
            _asked.TryRemove(new(statement, answered.Task));
            answered.SetException(e);
            throw;
        }
        finally
        {
            answered.TrySetResult();
        }
    }
}
