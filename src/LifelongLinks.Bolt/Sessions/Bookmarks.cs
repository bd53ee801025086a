namespace LifelongLinks.Bolt;

/// <summary>What has to have happened in the database before a transaction begins: the ends of earlier transactions.</summary>
public abstract class Bookmarks
{
    private static readonly Bookmarks _none = new Some([]);

    private Bookmarks()
    {
    }

    /// <summary>The bookmarks as the server named them.</summary>
    public abstract string[] Values { get; }

    /// <summary>Bookmarks by the server's names for them.</summary>
    public static Bookmarks From(params string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length == 0 ? _none : new Some(values);
    }

    /// <summary>All the bookmarks of several.</summary>
    public static Bookmarks From(IEnumerable<Bookmarks> bookmarks) => From([.. bookmarks.SelectMany(b => b.Values).Distinct()]);

    private sealed class Some(string[] values) : Bookmarks
    {
        public override string[] Values => values;
    }
}
