using LifelongLinks.Storage;

namespace LifelongLinks.Seed;

/// <summary>Writing the volume into an embedded store's file: beside its name first, under it only when it is whole.</summary>
public static class VolumeFile
{
    /// <summary>
    /// Writes so many children. Each is a change of its own, as a server would make it, but none waits for the disk: the whole does, at the end.
    /// Where it is stopped or fails, nothing is left.
    /// </summary>
    /// <exception cref="CannotSeedException">The file cannot be written; the message says what to do.</exception>
    public static async Task Write(string path, int children, int seed, DateOnly today, Action<int> written, CancellationToken cancel)
    {
        path = Path.GetFullPath(path);
        string unfinished = path + ".unfinished";
        Check(path, unfinished);
        try
        {
            await using (var store = SqliteStore.Open(unfinished, new() { Sync = false }))
            {
                await VolumeStore.Load(store, children, seed, today, written, cancel);
            }
            using (var file = File.OpenHandle(unfinished, FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(file);
            }
            cancel.ThrowIfCancellationRequested();
            // Over an empty file, which is nobody's.
            File.Move(unfinished, path, overwrite: new FileInfo(path) is { Exists: true, Length: 0 });
        }
        catch
        {
            foreach (string half in new[] { unfinished, unfinished + "-wal", unfinished + "-shm" }.Where(File.Exists))
            {
                File.Delete(half);
            }
            throw;
        }
    }

    private static void Check(string path, string unfinished)
    {
        if (Directory.Exists(path) || new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            throw new CannotSeedException($"{path} is there already: name another file.");
        }
        foreach (string left in new[] { path + "-wal", path + "-shm", unfinished }.Where(File.Exists))
        {
            throw new CannotSeedException($"{left} is there: another program is writing it, or was killed. Delete it, or name another file.");
        }
    }
}
