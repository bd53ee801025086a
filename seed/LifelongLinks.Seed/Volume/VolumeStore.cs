using System.Threading.Channels;
using LifelongLinks.Core;
using LifelongLinks.Storage;

namespace LifelongLinks.Seed;

/// <summary>Putting the volume into a store.</summary>
public static class VolumeStore
{
    // How many children are told ahead of those being saved, and saved in one transaction: what is held in memory.
    private const int Ahead = 8, Together = 40;

    /// <summary>
    /// Saves so many children, each as a change of its own. One thread tells them while another saves; a few are held at a time.
    /// </summary>
    public static async Task Load(SqliteStore store, int children, int seed, DateOnly today, Action<int> written, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var told = Channel.CreateBounded<Story>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        var telling = Task.Run(() => Tell(new(seed, today), children, told.Writer, stop.Token), stop.Token);
        try
        {
            DateTimeOffset at = new(today, new(6, 0), TimeSpan.Zero);
            int number = 0;
            List<CaseChange> changes = [];
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
                changes.Add(new(story.ChildId, story.ChildId, _ => story.Changes, audit));
                if (changes.Count == Together || number + 1 == children)
                {
                    await store.Fill(changes, cancel);
                    changes.Clear();
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
