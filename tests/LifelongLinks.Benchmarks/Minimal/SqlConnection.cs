using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LifelongLinks.Benchmarks;

/// <summary>A connection that reads, with the statements it has prepared. Not for two threads at once.</summary>
internal sealed class SqlConnection
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    internal SqlConnection(string file)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        _connection.Open();
    }

    /// <summary>The rows of a statement, each as the function makes it.</summary>
    internal List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            _prepared[sql] = command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value);
            }
        }
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value;
        }
        List<T> all = [];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            all.Add(row(reader));
        }
        return all;
    }

    /// <summary>Begins or ends a transaction: all statements of an answer read the same state.</summary>
    internal void Run(string sql) => Read(sql, _ => 0);

    /// <summary>A record out of a column of JSON, read where SQLite holds it.</summary>
    internal static T Body<T>(SqliteDataReader row, int column, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(raw.sqlite3_column_blob(row.Handle!, column), type)!;
}
