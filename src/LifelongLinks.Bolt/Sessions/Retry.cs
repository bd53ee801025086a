using System.Diagnostics;

namespace LifelongLinks.Bolt;

/// <summary>Does something again while that may help, with waits that double, each a fifth longer or shorter by chance.</summary>
internal static class Retry
{
    /// <summary>
    /// Runs a function until it succeeds, fails for good, or the time for running again is over. Then it is a
    /// <see cref="ServiceUnavailableException"/> that has all that went wrong inside.
    /// </summary>
    internal static async Task<T> Run<T>(Config config, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        var delay = config.RetryDelay;
        List<Exception>? failures = null;
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Neo4jException e) when (MayPass(e))
            {
                (failures ??= []).Add(e);
                var spent = Stopwatch.GetElapsedTime(began);
                if (spent + delay > config.MaxTransactionRetryTime)
                {
                    throw new ServiceUnavailableException(
                        $"Tried {failures.Count} times in {spent.TotalSeconds:F1} s, the last time: {e.Message}", new AggregateException(failures));
                }
            }
            await Task.Delay(delay * (0.8 + 0.4 * Random.Shared.NextDouble()), cancellationToken);
            delay *= 2;
        }
    }

    // That a transaction was ended says nothing; what ended it does.
    private static bool MayPass(Neo4jException e) => e.IsRetriable || e is TransactionTerminatedException { InnerException: Neo4jException { IsRetriable: true } };
}
