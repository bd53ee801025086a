using LifelongLinks.Storage;

namespace LifelongLinks.Seed;

/// <summary>Writing the volume into an embedded store's file.</summary>
public static class VolumeFile
{
    /// <summary>
    /// Writes so many children. Each is a change of its own, as a server would make it, but none waits for the disk: the whole does, at the end.
    /// Where it is stopped or fails, nothing is left. It is encrypted with the key beside the file, which is made there on first use.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written; the message says what to do.</exception>
    public static Task Write(string path, int children, int seed, DateOnly today, Action<int> written, CancellationToken cancel) =>
        UnfinishedFile.Write(path, KeyEncryptionKeys.Beside(path), store => VolumeStore.Load(store, children, seed, today, written, cancel), cancel);
}
