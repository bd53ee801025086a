namespace LifelongLinks.Bolt;

/// <summary>Whether a transaction writes. In a cluster, reads go to readers.</summary>
public enum AccessMode
{
    /// <summary>It only reads.</summary>
    Read,

    /// <summary>It may write.</summary>
    Write,
}

/// <summary>How a session works.</summary>
public sealed class SessionConfig
{
    /// <summary>The database; null for the user's home database.</summary>
    public string? Database { get; internal set; }

    /// <summary>Whether queries of the session itself may write.</summary>
    public AccessMode DefaultAccessMode { get; internal set; } = AccessMode.Write;

    /// <summary>What has to have happened before.</summary>
    public IEnumerable<Bookmarks> Bookmarks { get; internal set; } = [];

    /// <summary>Whose bookmarks to begin with and to add to.</summary>
    public IBookmarkManager? BookmarkManager { get; internal set; }

    /// <summary>How many rows are asked for at once; null as the driver says.</summary>
    public long? FetchSize { get; internal set; }
}

/// <summary>Says how a session works.</summary>
public sealed class SessionConfigBuilder
{
    internal SessionConfig Config { get; } = new();

    /// <summary>The database.</summary>
    public SessionConfigBuilder WithDatabase(string database)
    {
        ArgumentException.ThrowIfNullOrEmpty(database);
        Config.Database = database;
        return this;
    }

    /// <summary>Whether queries of the session itself may write.</summary>
    public SessionConfigBuilder WithDefaultAccessMode(AccessMode defaultAccessMode)
    {
        Config.DefaultAccessMode = defaultAccessMode;
        return this;
    }

    /// <summary>What has to have happened before.</summary>
    public SessionConfigBuilder WithBookmarks(params Bookmarks[] bookmarks)
    {
        Config.Bookmarks = bookmarks;
        return this;
    }

    /// <summary>Whose bookmarks to begin with and to add to.</summary>
    public SessionConfigBuilder WithBookmarkManager(IBookmarkManager bookmarkManager)
    {
        Config.BookmarkManager = bookmarkManager;
        return this;
    }

    /// <summary>How many rows are asked for at once; <see cref="Bolt.Config.Infinite"/> for all.</summary>
    public SessionConfigBuilder WithFetchSize(long size)
    {
        Bolt.Config.CheckFetchSize(size);
        Config.FetchSize = size;
        return this;
    }
}
