using System.Threading.Channels;

namespace LifelongLinks.Server;

/// <summary>
/// A subscriber's place at the <see cref="Hub"/>: what has happened and was not yet told of, in order. So many may wait; whoever lets more
/// wait loses the place, and is told so after what waited.
/// </summary>
public sealed class Place(Topic topic, int mostWaiting, Action<Place> leave) : IDisposable
{
    /// <summary>The error of whoever was too slow.</summary>
    public const string TooSlow = "TOO_SLOW";

    private readonly Channel<Happening> _waiting = Channel.CreateBounded<Happening>(new BoundedChannelOptions(mostWaiting) { SingleReader = true });

    /// <summary>What happens, as it comes; a <see cref="RequestError"/> at the end when it was too much.</summary>
    public IAsyncEnumerable<Happening> Read(CancellationToken cancel) => _waiting.Reader.ReadAllAsync(cancel);

    /// <summary>Gives up the place.</summary>
    public void Dispose() => leave(this);

    /// <summary>Adds what happened, where it may concern the subscriber; false when the place is lost.</summary>
    internal bool Add(Happening happening)
    {
        if (!topic.MayConcern(happening) || _waiting.Writer.TryWrite(happening))
        {
            return true;
        }
        Telemetry.Rejected(TooSlow);
        _waiting.Writer.TryComplete(new RequestError(TooSlow,
            $"More than {mostWaiting} events waited to be read, so later ones were not kept. Read the case anew, and subscribe again."));
        return false;
    }
}
