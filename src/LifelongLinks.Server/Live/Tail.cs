namespace LifelongLinks.Server;

/// <summary>
/// Follows what is applied to the store, by whichever server, and the days: asks a few times a second, each time from some seconds before
/// the last answer, because a change appears when its transaction ends, and clocks differ. After a fault it goes on where it was.
/// </summary>
public sealed class Tail : IDisposable
{
    private const int Most = 1000;

    // How much later than its instant a change may appear: as long as a request may take.
    private static readonly TimeSpan _overlap = TimeSpan.FromSeconds(30);

    private readonly IStore _store;
    private readonly Clock _clock;
    private readonly TimeSpan _pause;
    private readonly Action<AppliedChange> _publish;
    private readonly Action<Happening?> _tell;
    private readonly ILogger _log;
    private readonly Dictionary<string, DateTimeOffset> _known = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _following = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to follow.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="pollMilliseconds">How long to wait before asking again.</param>
    /// <param name="publish">Takes each change found; <see cref="IsNew"/> tells whether it was known.</param>
    /// <param name="tell">Takes the turn of a day; nothing: time has passed.</param>
    /// <param name="log">Where a fault of the store is noted.</param>
    public Tail(IStore store, Clock clock, int pollMilliseconds, Action<AppliedChange> publish, Action<Happening?> tell, ILogger log)
    {
        (_store, _clock, _pause, _publish, _tell, _log) = (store, clock, TimeSpan.FromMilliseconds(pollMilliseconds), publish, tell, log);
        using (ExecutionContext.SuppressFlow()) // it is no part of the request that began it
        {
            _ = Task.Run(Follow);
        }
    }

    /// <summary>Done when everything applied from now on is found; failed when the store could not answer.</summary>
    public Task Following => _following.Task;

    /// <summary>Whether a change was not known yet; it is from now on.</summary>
    public bool IsNew(AppliedChange change)
    {
        lock (_known)
        {
            return _known.TryAdd(change.Id, change.At ?? _clock.Now);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel();

    private async Task Follow()
    {
        bool silent = false;
        var day = _clock.Today;
        var asked = _clock.Now;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var now = _clock.Now;
                await Ask(asked - _overlap, _following.Task.IsCompleted ? _publish : change => IsNew(change));
                (asked, silent) = (now, false);
                _following.TrySetResult();
            }
            catch (Exception e) when (!_stop.IsCancellationRequested)
            {
                if (_following.TrySetException(e))
                {
                    return; // those who wait for it are told, and leave
                }
                if (!silent)
                {
                    _log.TailBroken(e);
                }
                silent = true;
            }
            catch (Exception)
            {
                break; // nobody is there to be told any more
            }
            if (_clock.Today is var today && today > day)
            {
                _tell(Happening.DayTurned(day, _clock.Now));
                day = today;
            }
            _tell(null);
            await Task.Delay(_pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        _following.TrySetCanceled();
    }

    private async Task Ask(DateTimeOffset since, Action<AppliedChange> found)
    {
        lock (_known)
        {
            foreach (var (id, _) in _known.Where(k => k.Value < since).ToList())
            {
                _known.Remove(id);
            }
        }
        while (true)
        {
            var changes = await _store.Changes(since, Most, _stop.Token);
            foreach (var change in changes)
            {
                found(change);
            }
            if (changes.Count < Most)
            {
                return;
            }
            // More than so many in one instant are no news but a load of records.
            since = changes[^1].At is { } last && last > since ? last : since.AddTicks(1);
        }
    }
}
