namespace LifelongLinks.Server;

/// <summary>
/// Notes who reads a calendar in the audit trail, before it is told: each address once a day, and whenever it is told something else than before. Programs
/// ask every quarter of an hour for what they have already; an event for each would bury every other reading.
/// </summary>
public sealed class CalendarReadings(Auditing auditing)
{
    private const int MostKept = 100_000;

    // Forgotten, or not known to another server, it is noted once more than need be.
    private readonly Kept<string, (DateOnly Day, string Tag)> _noted = new(MostKept);

    /// <summary>Notes a reading, where it has not been today; returns when it cannot be lost any more.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written: what was read may not be told.</exception>
    public async Task Note(CalendarRead read, string tag, DateOnly today, string? requestId, CancellationToken cancel)
    {
        if (_noted.TryGet(read.AddressId, out var last) && last == (today, tag))
        {
            return;
        }
        await auditing.Note(new(new(read.AddressId, [], [], today), read.Action, read.ChildIds, requestId), cancel);
        _noted.Keep(read.AddressId, (today, tag));
    }
}
