using System.Diagnostics;

namespace LifelongLinks.Bolt;

/// <summary>How long something may still be done again, with waits that double, each a fifth longer or shorter by chance.</summary>
internal struct Retry(Config config)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private TimeSpan _delay = config.RetryDelay;
    private List<Exception>? _failures;

    // That a transaction was ended says nothing; what ended it does.
    internal static bool MayPass(Neo4jException e) =>
        e.IsRetriable || e is TransactionTerminatedException { InnerException: Neo4jException { IsRetriable: true } };

    /// <summary>
    /// Waits until it is time to do it again. When the time for that is over, all that went wrong is inside a
    /// <see cref="ServiceUnavailableException"/>.
    /// </summary>
    internal Task After(Neo4jException failure, CancellationToken cancellationToken)
    {
        (_failures ??= []).Add(failure);
        var spent = Stopwatch.GetElapsedTime(_began);
        if (spent + _delay > config.MaxTransactionRetryTime)
        {
            throw new ServiceUnavailableException(
                $"Tried {_failures.Count} times in {spent.TotalSeconds:F1} s, the last time: {failure.Message}", new AggregateException(_failures));
        }
        var delay = _delay * (0.8 + 0.4 * Random.Shared.NextDouble());
        _delay *= 2;
        return Task.Delay(delay, cancellationToken);
    }
}
