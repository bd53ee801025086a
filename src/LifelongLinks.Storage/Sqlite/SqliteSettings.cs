namespace LifelongLinks.Storage;

/// <summary>How the embedded store is run.</summary>
public sealed record SqliteSettings
{
    /// <summary>How long to wait for another process that writes.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most pages of 4,096 bytes the file may have; none: as many as the disk holds.</summary>
    public int? MostPages { get; init; }

    /// <summary>
    /// Whether each change waits for the disk, so that it survives the machine. Not needed only for a file that nobody relies on before it is
    /// finished and flushed.
    /// </summary>
    public bool Sync { get; init; } = true;
}
