namespace LifelongLinks.Bolt;

/// <summary>Keeps the bookmarks of sessions that have to see each other's writes.</summary>
public interface IBookmarkManager
{
    /// <summary>Puts new bookmarks in the place of those a transaction began with.</summary>
    Task UpdateBookmarksAsync(string[] previousBookmarks, string[] newBookmarks, CancellationToken cancellationToken = default);

    /// <summary>The bookmarks to begin with.</summary>
    Task<string[]> GetBookmarksAsync(CancellationToken cancellationToken = default);
}

internal sealed class BookmarkManager : IBookmarkManager
{
    private volatile string[] _bookmarks = [];

    public Task UpdateBookmarksAsync(string[] previousBookmarks, string[] newBookmarks, CancellationToken cancellationToken = default)
    {
        string[] seen, next;
        do
        {
            seen = _bookmarks;
            // A read ends where the last write did.
            if (seen.AsSpan().SequenceEqual(newBookmarks))
            {
                break;
            }
            next = [.. seen.Except(previousBookmarks).Union(newBookmarks)];
        }
        while (Interlocked.CompareExchange(ref _bookmarks, next, seen) != seen);
        return Task.CompletedTask;
    }

    public Task<string[]> GetBookmarksAsync(CancellationToken cancellationToken = default) => Task.FromResult(_bookmarks);
}
