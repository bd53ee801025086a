using System.Collections.Concurrent;
using System.Diagnostics;

namespace LifelongLinks.Server;

/// <summary>
/// Something that happened: a change that was applied, or the turn of the day. All who are told of it have the same one, and with it what
/// was found on its account, so that what many ask alike is read and answered once.
/// </summary>
public sealed class Happening
{
    // Nobody waits longer for an answer.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    private readonly long _told = Stopwatch.GetTimestamp();
    private volatile ConcurrentDictionary<object, Lazy<Task>>? _found = [];

    private Happening() { }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>In whose case; null when the day turned.</summary>
    public string? ChildId { get; private init; }

    /// <summary>Ids of what was changed.</summary>
    public IReadOnlyList<string> ChangedIds { get; private init; } = [];

    /// <summary>When the day turned: the day that was the last one told of.</summary>
    public DateOnly? LastDay { get; private init; }

    /// <summary>For how long it has been known here.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_told);

    /// <summary>A change that was applied.</summary>
    public static Happening Changed(string childId, IReadOnlyList<string> changedIds, DateTimeOffset at) =>
        new() { At = at, ChildId = childId, ChangedIds = changedIds };

    /// <summary>The day turned.</summary>
    public static Happening DayTurned(DateOnly lastDay, DateTimeOffset at) => new() { At = at, LastDay = lastDay };

    /// <summary>
    /// What is found on its account, once for each key: whoever asks first finds it for all. One who leaves does not spoil it for the others.
    /// </summary>
    public Task<T> Once<T>(object key, Func<CancellationToken, Task<T>> find, CancellationToken cancel)
    {
        return _found is { } kept ? ((Task<T>)kept.GetOrAdd(key, _ => new Lazy<Task>(Find)).Value).WaitAsync(cancel) : find(cancel);

        async Task<T> Find()
        {
            using CancellationTokenSource enough = new(_longest);
            return await find(enough.Token);
        }
    }

    /// <summary>Lets go of what was found; who is told later asks anew.</summary>
    public void Forget() => _found = null;
}

/// <summary>One thing to tell one subscriber of: what the field that was subscribed to answers from.</summary>
/// <param name="Happening">What happened.</param>
/// <param name="ChildId">In whose case.</param>
/// <param name="FactId">The contact or the review; null for a case that was changed.</param>
public sealed record Telling(Happening Happening, string ChildId, string? FactId = null)
{
    /// <summary>Whether the viewer may not see it, or there is nothing to be told after all.</summary>
    public bool IsPassedOver { get; private set; }

    /// <summary>What the engine runs for.</summary>
    public static Telling Of(GraphQL.IResolveFieldContext context) => ((Asked)context.UserContext).Telling!;

    /// <summary>Passes it over; to be thrown, as there is nothing to answer. Nobody reads it.</summary>
    public Exception PassOver()
    {
        IsPassedOver = true;
        return new RequestError("NOT_FOUND", "There is nothing to be told.");
    }
}
