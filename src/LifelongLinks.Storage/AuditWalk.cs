using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>Walks every stream of audit events in a store, and says where one is broken.</summary>
public static class AuditWalk
{
    private const int Together = 1000;

    // A commit under way may be seen in part: what looks broken is looked at again before it is called so.
    private const int Looks = 3;
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Walks them all, while others go on writing or not, and holds them to heads that were kept from a walk before. What it keeps in memory
    /// grows with the number of streams, not of events.
    /// </summary>
    public static async Task<AuditWalked> Walk(IWholeStore store, IReadOnlyDictionary<string, AuditHead> kept, CancellationToken cancel)
    {
        Dictionary<string, AuditHead> heads = [];
        Dictionary<string, AuditBreak> broken = [];
        long events = 0;
        AuditHead? last = null;
        for (int looks = 0; await store.Chained(last, Together, cancel) is { Count: > 0 } page;)
        {
            bool again = false;
            foreach (var audit in page)
            {
                var before = last?.Stream == audit.Stream ? last! : AuditHead.New(audit.Stream!);
                if (AuditChain.Fault(before, audit) is { } fault && !broken.ContainsKey(audit.Stream!))
                {
                    if (++looks < Looks)
                    {
                        again = true;
                        break;
                    }
                    broken[audit.Stream!] = new(audit.Stream!, audit.Sequence!.Value, fault);
                }
                looks = 0;
                last = AuditHead.At(audit);
                events++;
                heads[last.Stream] = last;
                if (kept.GetValueOrDefault(last.Stream) is { } then && then.Sequence == last.Sequence && then.Hash != last.Hash)
                {
                    broken.TryAdd(last.Stream, new(last.Stream, last.Sequence, "it is another event than the one that stood there before"));
                }
            }
            if (again)
            {
                await Task.Delay(_betweenLooks, cancel);
            }
        }
        foreach (var then in kept.Values)
        {
            int now = heads.GetValueOrDefault(then.Stream)?.Sequence ?? 0;
            if (now < then.Sequence)
            {
                broken.TryAdd(then.Stream, new(then.Stream, now + 1, $"it had {then.Sequence} events before, and has {now}"));
            }
        }
        return new(events, await store.Unchained(cancel), [.. heads.Values], [.. broken.Values.OrderBy(b => b.Stream, StringComparer.Ordinal)]);
    }
}

/// <summary>What a walk along the streams of audit events has found.</summary>
/// <param name="Events">How many events stand in streams.</param>
/// <param name="Unchained">How many stand in none.</param>
/// <param name="Heads">Where each stream stands.</param>
/// <param name="Broken">Streams that are broken, each with its first break.</param>
public sealed record AuditWalked(long Events, long Unchained, IReadOnlyList<AuditHead> Heads, IReadOnlyList<AuditBreak> Broken);

/// <summary>Where a stream of audit events is broken.</summary>
/// <param name="Stream">Id of the stream.</param>
/// <param name="Sequence">Place in it.</param>
/// <param name="Fault">What is wrong there.</param>
public sealed record AuditBreak(string Stream, int Sequence, string Fault);
