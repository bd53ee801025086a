namespace LifelongLinks.Storage;

/// <summary>How the embedded store is run.</summary>
public sealed record SqliteSettings
{
    /// <summary>How long to wait for another process that writes.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most pages of 4,096 bytes the file may have; none: as many as the disk holds.</summary>
    public int? MostPages { get; init; }
}
