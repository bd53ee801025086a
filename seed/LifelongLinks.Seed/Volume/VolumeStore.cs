using System.Threading.Channels;
using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>Putting the volume into a store.</summary>
public static class VolumeStore
{
    // How many children are told ahead of those being saved: what is held in memory.
    private const int Ahead = 8;

    /// <summary>
    /// Saves so many children, each as a change of its own. One thread tells them while another saves; a few are held at a time.
    /// </summary>
    public static async Task Load(IStore store, int children, int seed, DateOnly today, Action<int> written, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var told = Channel.CreateBounded<Story>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        var telling = Task.Run(() => Tell(new(seed, today), children, told.Writer, stop.Token), stop.Token);
        try
        {
            DateTimeOffset at = new(today, new(6, 0), TimeSpan.Zero);
            int number = 0;
            await foreach (var story in told.Reader.ReadAllAsync(cancel))
            {
                AuditEvent audit = new()
                {
                    Id = SeedIds.OfVolumeAudit(number, at),
                    At = at.AddMilliseconds(number),
                    Subject = "lifelong-links",
                    Action = "loadVolume",
                    RequestId = story.ChildId,
                };
                var result = await store.Change(new(story.ChildId, story.ChildId, _ => story.Changes, audit), cancel);
                if (result.Status != ChangeStatus.Applied)
                {
                    throw new InvalidOperationException($"Child {number} could not be saved: {result.Status}.");
                }
                written(++number);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task Tell(Volume volume, int children, ChannelWriter<Story> to, CancellationToken stop)
    {
        try
        {
            for (int number = 0; number < children; number++)
            {
                await to.WriteAsync(volume.Child(number), stop);
            }
            to.Complete();
        }
        catch (Exception e)
        {
            to.Complete(e);
        }
    }
}
