namespace LifelongLinks.Storage;

/// <summary>The statements about data keys, and about values encrypted by them.</summary>
internal static class KeySql
{
    /// <summary>The data keys.</summary>
    internal static IReadOnlyList<WrappedKey> All(Connection connection)
    {
        using var rows = connection.Query("SELECT id, with_plain, wrapped FROM data_key ORDER BY id");
        List<WrappedKey> keys = [];
        while (rows.Next())
        {
            keys.Add(new(rows.Number(0), rows.Number(1) != 0, rows.Text(2)));
        }
        return keys;
    }

    /// <summary>Number of the current one.</summary>
    internal static long Current(Connection connection) => connection.Number("SELECT ifnull(max(id), 0) FROM data_key");

    /// <summary>Adds one.</summary>
    internal static void Add(Connection connection, WrappedKey key) => connection.Run(
        "INSERT INTO data_key (id, with_plain, wrapped) VALUES (@id, @plain, @wrapped)", ("@id", key.Id), ("@plain", key.WithPlain ? 1 : 0), ("@wrapped", key.Wrapped));

    /// <summary>Replaces one.</summary>
    internal static void Replace(Connection connection, WrappedKey key) => connection.Run(
        "UPDATE data_key SET with_plain = @plain, wrapped = @wrapped WHERE id = @id", ("@plain", key.WithPlain ? 1 : 0), ("@wrapped", key.Wrapped), ("@id", key.Id));

    /// <summary>Removes those before one.</summary>
    internal static void RemoveBefore(Connection connection, int id) => connection.Run("DELETE FROM data_key WHERE id < @id", ("@id", id));

    /// <summary>Values of a property, of so many nodes after one. The ids come from an index alone, so that only those nodes are looked at.</summary>
    internal static IReadOnlyList<StoredValue> Values(Connection connection, EncryptedField field, string after, int take)
    {
        using var rows = connection.Query($"""
            SELECT n.id, json_extract(n.body, '$.{field.Name}') FROM (SELECT id FROM node WHERE label = @label AND +id > @after ORDER BY id LIMIT @take) i
            JOIN node n ON n.id = i.id ORDER BY n.id
            """, ("@label", field.Label), ("@after", after), ("@take", take));
        List<StoredValue> values = [];
        while (rows.Next())
        {
            values.Add(new(rows.Text(0), rows.TextOrNull(1)));
        }
        return values;
    }

    /// <summary>Puts a value in the place of another, if that still stands there.</summary>
    internal static void Replace(Connection connection, EncryptedField field, StoredValue value) => connection.Run(
        $"UPDATE node SET body = json_set(body, '$.{field.Name}', @anew) WHERE id = @id AND json_extract(body, '$.{field.Name}') = @stored",
        ("@anew", value.Anew), ("@id", value.Id), ("@stored", value.Stored));
}
