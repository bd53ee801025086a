using System.Collections.Concurrent;

namespace LifelongLinks.Server;

/// <summary>
/// The streams that this server's changes are audited in. A stream is strictly serial, so there are as many as there are changes at once: each
/// rents one, and changes of different cases do not wait for each other. They begin with the process.
/// </summary>
public sealed class AuditStreams(IStore store)
{
    private readonly ConcurrentBag<AuditHead> _idle = [];

    /// <summary>A stream that nobody has begun.</summary>
    public static AuditHead Begin() => AuditHead.New(Ids.From(Guid.CreateVersion7()));

    /// <summary>Makes a change, its audit event at the end of one of the streams.</summary>
    public async Task<ChangeResult> Change(CaseChange change, CancellationToken cancel)
    {
        var head = _idle.TryTake(out var idle) ? idle : Begin();
        // Where it throws, nobody knows whether the stream has gone on: then it is abandoned, as it stands, and another is begun.
        var result = await store.Change(change with { Head = head }, cancel);
        if (result.Audited is { } audited)
        {
            _idle.Add(AuditHead.At(audited));
        }
        else if (result.Status != ChangeStatus.Applied)
        {
            _idle.Add(head);
        }
        return result;
    }
}
