namespace LifelongLinks.Storage;

/// <summary>A new embedded store, written beside its name first and under it only when it is whole. Where it is stopped or fails, nothing is left.</summary>
public static class UnfinishedFile
{
    /// <summary>Writes a store that waits for the disk at the end only. A file that holds anything is never touched.</summary>
    /// <exception cref="IOException">The file cannot be written; the message says what to do.</exception>
    public static async Task Write(string path, KeyEncryptionKeys keys, Func<SqliteStore, Task> write, CancellationToken cancel)
    {
        path = Path.GetFullPath(path);
        string unfinished = path + ".unfinished";
        Check(path, unfinished);
        try
        {
            await using (var store = SqliteStore.Open(unfinished, keys, new() { Unfinished = true }))
            {
                await write(store);
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
            throw new IOException($"{path} is there already: name another file.");
        }
        foreach (string left in new[] { path + "-wal", path + "-shm", unfinished }.Where(File.Exists))
        {
            throw new IOException($"{left} is there: another program is writing it, or was killed. Delete it, or name another file.");
        }
    }
}
