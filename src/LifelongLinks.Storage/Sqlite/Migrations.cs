using System.Globalization;
using System.Reflection;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// The tables, as the numbered files of schema/sqlite make them one after another; <c>user_version</c> is the number of the last.
/// </summary>
internal static class Migrations
{
    // "LLNK": what `file` and other programs tell a store of ours by.
    private const long ApplicationId = 0x4C4C4E4B;

    // From here on there are data keys, and what was written before is plain yet. A later step that has more encrypted has to say so too.
    private const int FirstKey = 4;

    private static readonly (int Number, string Sql)[] _steps = [.. Read()];

    /// <summary>Brings the tables up to date, or says why this file cannot be used.</summary>
    internal static void Run(Connection connection, string path, SqliteSettings settings)
    {
        Check(connection, path);
        // A file that is being made has no readers to be kept apart, and whoever opens it next says so again.
        connection.Run($"PRAGMA journal_mode = {(settings.Unfinished ? "MEMORY" : "WAL")}");
        if (connection.Number("PRAGMA user_version") == _steps[^1].Number)
        {
            connection.Keys.Take(KeySql.All(connection));
            return;
        }
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            // Another process may have done it while this one waited.
            Check(connection, path);
            long version = connection.Number("PRAGMA user_version");
            foreach (var (number, sql) in _steps.Where(s => s.Number > version))
            {
                connection.Run(sql);
                connection.Run($"PRAGMA user_version = {number}");
                if (number == FirstKey)
                {
                    KeySql.Add(connection, connection.Keys.New(1, withPlain: version > 0));
                }
            }
            connection.Keys.Take(KeySql.All(connection));
            connection.Run($"PRAGMA application_id = {ApplicationId}");
            connection.Run("COMMIT");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    private static void Check(Connection connection, string path)
    {
        bool empty = connection.Number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty && connection.Number("PRAGMA application_id") != ApplicationId)
        {
            throw Faults.Say(StoreFault.NotAStore, $"The file {path} is another program's database: name another file.");
        }
        if (connection.Number("PRAGMA user_version") > _steps[^1].Number)
        {
            throw Faults.Say(StoreFault.Newer, $"The store {path} was written by a newer version: run that version, or name another file.");
        }
    }

    private static IEnumerable<(int, string)> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("sqlite/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return (int.Parse(name.AsSpan("sqlite/".Length, 3), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
