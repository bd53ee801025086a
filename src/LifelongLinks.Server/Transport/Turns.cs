namespace LifelongLinks.Server;

/// <summary>
/// So many requests are worked on at once; the others wait for their turn, in order. When too many wait the next ones are sent away, and
/// so is who has waited too long: so that the queue is short again as soon as fewer ask.
/// Working on more would answer none of them sooner, as the embedded store reads on the processors at hand, and what half-done answers
/// hold of memory would grow with whoever asks.
/// </summary>
public sealed class Turns(Settings settings) : IDisposable
{
    private readonly SemaphoreSlim _free = new(settings.Limits.MaxConcurrentRequests);
    private int _waiting;

    /// <summary>How many are worked on.</summary>
    public int Used => settings.Limits.MaxConcurrentRequests - _free.CurrentCount;

    /// <summary>How many wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Whether the next one would be sent away.</summary>
    public bool IsFull => Volatile.Read(ref _waiting) >= settings.Limits.MaxWaitingRequests;

    /// <summary>What those are told who are sent away.</summary>
    public static BadRequestException Full => new(StatusCodes.Status503ServiceUnavailable, "OVERLOADED", "Too many ask at the moment. Try again in a few seconds.", retryAfter: 2);

    /// <summary>Does some work when it is its turn; says so when too many wait, or it does not come in time.</summary>
    public async Task<T> Take<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _waiting) > settings.Limits.MaxWaitingRequests && _free.CurrentCount == 0)
        {
            Interlocked.Decrement(ref _waiting);
            throw Full;
        }
        try
        {
            if (!await _free.WaitAsync(TimeSpan.FromSeconds(settings.Limits.MaxWaitSeconds), cancel))
            {
                throw Full;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        return await Work(work);
    }

    /// <summary>Does some work for whoever listens: there is one for each who was let in, and what they are told of is not told again.</summary>
    public async Task<T> TakeForEvent<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        if (!await _free.WaitAsync(TimeSpan.FromSeconds(settings.Limits.TimeoutSeconds), cancel))
        {
            throw new BadRequestException(StatusCodes.Status503ServiceUnavailable, "TIMEOUT", "Too much happens at the moment. Read again what you are told of, in a minute.");
        }
        return await Work(work);
    }

    private async Task<T> Work<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
