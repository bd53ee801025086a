namespace LifelongLinks.Server;

/// <summary>
/// Where this server's subscribers are told what happens: its own changes at once, those of other servers on the same store as
/// <see cref="Tail"/> finds them, and each once. Nobody waits for a subscriber: each has a <see cref="Place"/> of a bounded size.
/// </summary>
public sealed class Hub(IStore store, Clock clock, Settings settings, ILogger<Hub> log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<Place> _places = [];
    private readonly Queue<Happening> _recent = [];
    private Tail? _tail;

    // What was found for an event serves those who are told of it at once; whoever is told later asks anew.
    private const int MostRecent = 16;
    private static readonly TimeSpan _recentFor = TimeSpan.FromSeconds(5);

    /// <summary>How many subscribers there are.</summary>
    public int Subscribers
    {
        get
        {
            lock (_lock)
            {
                return _places.Count;
            }
        }
    }

    /// <summary>Tells of a change that this server made, unless it was not applied (now, by this call).</summary>
    public void Publish(ChangeResult result)
    {
        if (result is { Status: ChangeStatus.Applied, Applied: { } applied })
        {
            Publish(applied);
        }
    }

    /// <summary>A place for a subscriber, from the moment it is there: what is applied later is told.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot tell what was applied before.</exception>
    public async Task<Place> Join(Topic topic, CancellationToken cancel)
    {
        Place place = new(topic, settings.Live.MaxWaitingEvents, Leave);
        Tail tail;
        lock (_lock)
        {
            _places.Add(place);
            tail = _tail ??= new(store, clock, settings.Live.PollMilliseconds, Publish, Tell, log);
        }
        try
        {
            await tail.Following.WaitAsync(cancel);
            return place;
        }
        catch
        {
            Leave(place);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _tail?.Dispose();
            _tail = null;
        }
    }

    private void Publish(AppliedChange change)
    {
        lock (_lock)
        {
            if (_tail?.IsNew(change) == true && change.ChildId is { } child)
            {
                Tell(Happening.Changed(child, change.ChangedIds, change.At ?? clock.Now));
            }
        }
    }

    private void Tell(Happening? happening)
    {
        lock (_lock)
        {
            while (_recent.TryPeek(out var oldest) && (_recent.Count >= MostRecent || oldest.Age > _recentFor))
            {
                _recent.Dequeue().Forget();
            }
            if (happening is not null)
            {
                _recent.Enqueue(happening);
                _places.RemoveWhere(place => !place.Add(happening));
            }
        }
    }

    // With the last subscriber the tail goes: nobody is there to be told.
    private void Leave(Place place)
    {
        lock (_lock)
        {
            _places.Remove(place);
            if (_places.Count == 0)
            {
                _tail?.Dispose();
                _tail = null;
            }
        }
    }
}
