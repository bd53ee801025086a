using System.Globalization;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The changes that were applied: written with what they change, never changed.</summary>
internal static class ChangeSql
{
    private const int MostTaken = 1_000;

    // Of one length, so that instants compare as text.
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private const string Fingerprint = "Change.fingerprint";

    private const string Columns = "id, changed, child, at, action, fingerprint, result";

    /// <summary>Adds one.</summary>
    internal static void Add(Connection connection, AppliedChange applied)
    {
        string? written = applied.At is { } at ? Written(at) : null;
        connection.Run($"INSERT INTO change ({Columns}) VALUES (@id, @changed, @child, @at, @action, @fingerprint, @result)",
            ("@id", applied.Id), ("@changed", Records.Ids(applied.ChangedIds)), ("@child", applied.ChildId), ("@at", written), ("@action", applied.Action),
            ("@fingerprint", applied.Fingerprint is { } given ? connection.Keys.Encrypt(given, Fingerprint, applied.Id) : null), ("@result", applied.ResultId));
        SheetSql.Count(connection, written);
    }

    /// <summary>The one with an id; null when it was not applied.</summary>
    internal static AppliedChange? Applied(Connection connection, string id) =>
        Read(connection.Query($"SELECT {Columns} FROM change WHERE id = @id", ("@id", id))).FirstOrDefault();

    /// <summary>So many after an id, by id.</summary>
    internal static IReadOnlyList<AppliedChange> After(Connection connection, string? after, int take) =>
        Read(connection.Query($"SELECT {Columns} FROM change WHERE id > @after ORDER BY id LIMIT @take", ("@after", after ?? ""), ("@take", take)));

    /// <summary>So many at or after an instant, oldest first.</summary>
    internal static IReadOnlyList<AppliedChange> Since(Connection connection, DateTimeOffset since, int take)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, MostTaken);
        return Read(connection.Query($"SELECT {Columns} FROM change WHERE at >= @since ORDER BY at, id LIMIT @take", ("@since", Written(since)), ("@take", take)));
    }

    /// <summary>An instant out of what is written.</summary>
    internal static DateTimeOffset At(string written) => DateTimeOffset.ParseExact(written, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    private static List<AppliedChange> Read(Rows rows)
    {
        using var all = rows;
        List<AppliedChange> applied = [];
        while (all.Next())
        {
            applied.Add(new(all.Text(0), Records.Ids(all.Text(1)))
            {
                ChildId = all.TextOrNull(2),
                At = all.TextOrNull(3) is { } at ? At(at) : null,
                Action = all.TextOrNull(4),
                Fingerprint = all.TextOrNull(5) is { } stored ? all.Keys.DecryptWhileKept(stored, Fingerprint, all.Text(0)) : null,
                ResultId = all.TextOrNull(6),
            });
        }
        return applied;
    }
}
