using Microsoft.Data.Sqlite;

namespace LifelongLinks.Storage;

/// <content>What it does with its keys.</content>
public sealed partial class SqliteStore : IKeyedStore
{
    /// <inheritdoc />
    public Task<KeysRotated> RotateKeys(Action<long> told, CancellationToken cancel) => KeyRotation.Rotate(this, told, cancel);

    /// <inheritdoc />
    public Task<(int Anew, int All)> RewrapKeys(CancellationToken cancel) => KeyRotation.Rewrap(this, cancel);

    DataKeys IKeyedStore.Keys => _keys;

    Task<IReadOnlyList<WrappedKey>> IKeyedStore.StoredKeys(CancellationToken cancel) => Read(KeySql.All, cancel);

    Task IKeyedStore.AddKey(int beyond, CancellationToken cancel) => InTurn(connection =>
    {
        if (KeySql.Current(connection) == beyond)
        {
            KeySql.Add(connection, _keys.New(beyond + 1, withPlain: false));
        }
    }, cancel);

    Task IKeyedStore.ReplaceKey(WrappedKey key, CancellationToken cancel) => InTurn(connection => KeySql.Replace(connection, key), cancel);

    Task IKeyedStore.RemoveKeysBefore(int current, CancellationToken cancel) => InTurn(connection =>
    {
        if (KeySql.Current(connection) == current)
        {
            KeySql.RemoveBefore(connection, current);
            SheetSql.ForgetBefore(connection, current);
        }
    }, cancel);

    Task<IReadOnlyList<StoredValue>> IKeyedStore.Values(EncryptedField field, string after, int take, CancellationToken cancel) =>
        Read(connection => KeySql.Values(connection, field, after, take), cancel);

    Task IKeyedStore.Replace(EncryptedField field, IReadOnlyList<StoredValue> values, int key, CancellationToken cancel) => InTurn(connection =>
    {
        if (KeySql.Current(connection) != key)
        {
            return;
        }
        foreach (var value in values)
        {
            KeySql.Replace(connection, field, value);
        }
    }, cancel);

    // What was overwritten is zeros already (secure_delete); the file is written anew all the same, for what other programs left in it, and
    // the journal, where old pages stand, is emptied.
    async Task IKeyedStore.Wipe(CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            _writer ??= OpenWriter();
            _writer.Run("VACUUM");
            if (_writer.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            {
                throw Faults.Say(Core.StoreFault.Locked, $"The store {_path} is being read by another process, and cannot be freed of what was plain in it: close what keeps it open, then try again.");
            }
        }
        catch (SqliteException e) when (Faults.Of(e, _path) is { } fault)
        {
            throw fault;
        }
        finally
        {
            _writing.Release();
        }
    }
}
