using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LifelongLinks.Storage;

/// <summary>One connection with the statements it has prepared. Not for two threads at once.</summary>
internal sealed class Connection : IDisposable
{
    // Patterns and filters are many but come from few places; beyond this they are made by a caller that varies without end.
    private const int MostStatements = 500;

    // In KiB. What a file is filled with goes to many places at once, in the indexes of names and days above all.
    private const int Cache = 8_000, CacheOfUnfinished = 128_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    internal Connection(string path, bool write, SqliteSettings settings, DataKeys keys)
    {
        Keys = keys;
        SqliteConnectionStringBuilder text = new()
        {
            DataSource = path,
            Mode = write ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
            Pooling = false,
            // Microsoft.Data.Sqlite tries again by itself so many seconds, on top of busy_timeout; 0 would be without end.
            DefaultTimeout = 1,
        };
        _connection = new(text.ToString());
        try
        {
            _connection.Open();
            Run($"PRAGMA busy_timeout = {(int)settings.BusyTimeout.TotalMilliseconds}");
            // In KiB: the upper levels of the tables' trees, and what a page of cases lies on, for an authority of thousands of children.
            Run($"PRAGMA cache_size = -{(write && settings.Unfinished ? CacheOfUnfinished : Cache)}");
            if (write)
            {
                // FULL: what is acknowledged survives the machine. secure_delete: what is erased is gone from the file too.
                Run($"PRAGMA synchronous = {(settings.Unfinished ? "OFF" : "FULL")}; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON");
                if (settings.MostPages is int most)
                {
                    Run($"PRAGMA max_page_count = {most}");
                }
            }
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>The data keys of the store, with which what is read and written is encrypted.</summary>
    internal DataKeys Keys { get; }

    /// <summary>Runs a statement that answers nothing.</summary>
    internal int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>The one number a statement answers; 0 for none.</summary>
    internal long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Convert.ToInt64(Prepare(sql, values).ExecuteScalar(), CultureInfo.InvariantCulture);

    /// <summary>The one text a statement answers; null for none.</summary>
    internal string? Text(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Prepare(sql, values).ExecuteScalar() as string;

    /// <summary>The rows a statement answers.</summary>
    internal Rows Query(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => new(Prepare(sql, values).ExecuteReader(), Keys);

    /// <summary>Whether the file may be read only, however it was asked for.</summary>
    internal bool IsReadOnly => raw.sqlite3_db_readonly(_connection.Handle, "main") == 1;

    /// <summary>Ends a transaction that failed; some errors have ended it already.</summary>
    internal void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Run("ROLLBACK");
        }
    }

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    [SuppressMessage("Security", "CA2100", Justification = "Values are parameters; names come from the declaration of the graph.")]
    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            if (_prepared.Count >= MostStatements)
            {
                Forget();
            }
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _prepared[sql] = command;
        }
        for (int i = 0; i < values.Length; i++)
        {
            object value = values[i].Value ?? DBNull.Value;
            if (i < command.Parameters.Count)
            {
                command.Parameters[i].Value = value;
            }
            else
            {
                command.Parameters.AddWithValue(values[i].Name, value);
            }
        }
        return command;
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
        _prepared.Clear();
    }
}

/// <summary>Rows of an answer; text is read as the bytes SQLite holds.</summary>
internal readonly ref struct Rows(SqliteDataReader reader, DataKeys keys)
{
    /// <summary>What decrypts what is in them.</summary>
    internal DataKeys Keys => keys;

    /// <summary>Goes to the next row.</summary>
    internal bool Next() => reader.Read();

    /// <summary>Whether a column is null.</summary>
    internal bool IsNull(int column) => reader.IsDBNull(column);

    /// <summary>The UTF-8 of a column, until the next row.</summary>
    internal ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(reader.Handle!, column);

    /// <summary>A column as text.</summary>
    internal string Text(int column) => reader.GetString(column);

    /// <summary>A column as text, where it is not null.</summary>
    internal string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A column as a number.</summary>
    internal int Number(int column) => raw.sqlite3_column_int(reader.Handle!, column);

    /// <summary>A column as the value it is: text, number or null.</summary>
    internal object? Value(int column) => reader.IsDBNull(column) ? null : reader.GetValue(column);

    /// <summary>Lets the statement be used again.</summary>
    public void Dispose() => reader.Dispose();
}
