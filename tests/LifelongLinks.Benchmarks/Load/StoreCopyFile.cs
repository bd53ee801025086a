using Microsoft.Data.Sqlite;

namespace LifelongLinks.Benchmarks;

/// <summary>A copy of an embedded store in a folder of its own, for what writes; gone afterwards.</summary>
internal sealed class StoreCopyFile : IDisposable
{
    private readonly string _folder;

    internal StoreCopyFile(string store, string name)
    {
        _folder = Directory.CreateDirectory(Path.Combine(LoadOptions.Root, "artifacts", "load", $"{name}-{Environment.ProcessId}")).FullName;
        File = Path.Combine(_folder, $"{name}.db");
        string keys = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(store))!, "store.key");
        if (System.IO.File.Exists(keys)) // an old store has none yet
        {
            System.IO.File.Copy(keys, Path.Combine(_folder, "store.key"));
        }
        Execute(store, $"VACUUM INTO '{File.Replace("'", "''", StringComparison.Ordinal)}'");
    }

    /// <summary>The file.</summary>
    internal string File { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs a statement on a store; its first value.</summary>
    internal static object? Execute(string store, string sql)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = store, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the benchmarks' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
