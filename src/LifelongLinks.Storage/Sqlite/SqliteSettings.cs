namespace LifelongLinks.Storage;

/// <summary>How the embedded store is run.</summary>
public sealed record SqliteSettings
{
    /// <summary>How long to wait for another process that writes.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most pages of 4,096 bytes the file may have; none: as many as the disk holds.</summary>
    public int? MostPages { get; init; }

    /// <summary>
    /// Whether the file is being made: nobody relies on it before it is finished and flushed. Then no change waits for the disk, and most of what is
    /// written stays in memory until it fills a page.
    /// </summary>
    public bool Unfinished { get; init; }
}
