namespace LifelongLinks.Storage;

/// <content>What it does with its keys.</content>
public sealed partial class Neo4jStore : IKeyedStore
{
    /// <inheritdoc />
    public Task<KeysRotated> RotateKeys(Action<long> told, CancellationToken cancel) => KeyRotation.Rotate(this, told, cancel);

    /// <inheritdoc />
    public Task<(int Anew, int All)> RewrapKeys(CancellationToken cancel) => KeyRotation.Rewrap(this, cancel);

    DataKeys IKeyedStore.Keys => _keys;

    Task<IReadOnlyList<WrappedKey>> IKeyedStore.StoredKeys(CancellationToken cancel) => KeyCypher.All(_sessions, cancel);

    Task IKeyedStore.AddKey(int beyond, CancellationToken cancel) => KeyCypher.Add(_sessions, _keys, beyond, withPlain: false, cancel);

    Task IKeyedStore.ReplaceKey(WrappedKey key, CancellationToken cancel) => KeyCypher.Replace(_sessions, key, cancel);

    Task IKeyedStore.RemoveKeysBefore(int current, CancellationToken cancel) => KeyCypher.RemoveBefore(_sessions, current, cancel);

    Task<IReadOnlyList<StoredValue>> IKeyedStore.Values(EncryptedField field, string after, int take, CancellationToken cancel) =>
        KeyCypher.Values(_sessions, field, after, take, cancel);

    Task IKeyedStore.Replace(EncryptedField field, IReadOnlyList<StoredValue> values, int key, CancellationToken cancel) =>
        KeyCypher.Replace(_sessions, field, values, key, cancel);

    // Its files and its log keep old pages until they are used again: only moving to a new database leaves them behind, see docs/operations.md.
    Task IKeyedStore.Wipe(CancellationToken cancel) => Task.CompletedTask;

    // Where a data key is not known, another process has made it: the keys are read anew, once.
    private async Task<T> Read<T>(string statement, Dictionary<string, object?> values, Func<IReadOnlyList<IRecord>, T> read, CancellationToken cancel)
    {
        try
        {
            return await _sessions.Read(statement, values, read, cancel);
        }
        catch (UnknownDataKeyException)
        {
            await ReadKeys(cancel);
        }
        try
        {
            return await _sessions.Read(statement, values, read, cancel);
        }
        catch (UnknownDataKeyException e)
        {
            throw e.Refused;
        }
    }

    private async Task ReadKeys(CancellationToken cancel) => _keys.Take(await KeyCypher.All(_sessions, cancel));
}
