namespace LifelongLinks.Server;

/// <summary>
/// So many requests are worked on at once; the others wait for their turn, in order. Working on more would answer none of them sooner, as
/// the embedded store reads on the processors at hand, and what half-done answers hold of memory would grow with whoever asks.
/// </summary>
public sealed class Turns(Settings settings) : IDisposable
{
    private readonly SemaphoreSlim _free = new(settings.Limits.MaxConcurrentRequests);
    private int _waiting;

    /// <summary>How many are worked on.</summary>
    public int Used => settings.Limits.MaxConcurrentRequests - _free.CurrentCount;

    /// <summary>How many wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Does some work when it is its turn; says so when that does not come in the time a request may take.</summary>
    public async Task<T> Take<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        if (!_free.Wait(0, CancellationToken.None) && !await Wait(cancel))
        {
            throw new BadRequestException(StatusCodes.Status503ServiceUnavailable, "TIMEOUT", "Too many ask at the moment. Try again in a minute.");
        }
        try
        {
            return await work();
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task<bool> Wait(CancellationToken cancel)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return await _free.WaitAsync(TimeSpan.FromSeconds(settings.Limits.TimeoutSeconds), cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
