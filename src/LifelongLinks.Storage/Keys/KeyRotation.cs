namespace LifelongLinks.Storage;

/// <summary>What became of the keys.</summary>
/// <param name="Current">Number of the current data key.</param>
/// <param name="Encrypted">How many values were encrypted anew.</param>
/// <param name="Removed">How many old data keys were removed.</param>
public sealed record KeysRotated(int Current, long Encrypted, int Removed);

/// <summary>A stored value of a node, and what is to stand in its place.</summary>
internal sealed record StoredValue(string Id, string? Stored, string? Anew = null);

/// <summary>What a store does with its keys, and with the values encrypted by them.</summary>
internal interface IKeyedStore
{
    /// <summary>The data keys as this process knows them.</summary>
    DataKeys Keys { get; }

    /// <summary>The data keys as they stand in the store.</summary>
    Task<IReadOnlyList<WrappedKey>> StoredKeys(CancellationToken cancel);

    /// <summary>Adds a data key, unless another process has added one beyond this.</summary>
    Task AddKey(int beyond, CancellationToken cancel);

    /// <summary>Replaces a data key by itself, encrypted otherwise.</summary>
    Task ReplaceKey(WrappedKey key, CancellationToken cancel);

    /// <summary>Removes the data keys before one, unless that is not the current one any more.</summary>
    Task RemoveKeysBefore(int current, CancellationToken cancel);

    /// <summary>Values of a property, of nodes by id, so many after one; also where a node has none.</summary>
    Task<IReadOnlyList<StoredValue>> Values(EncryptedField field, string after, int take, CancellationToken cancel);

    /// <summary>
    /// Puts values in the place of others, as far as those still stand there: no version is counted, as nothing changes. Not at all, when the
    /// key they are encrypted with is not the current one any more.
    /// </summary>
    Task Replace(EncryptedField field, IReadOnlyList<StoredValue> values, int key, CancellationToken cancel);

    /// <summary>Leaves nothing of what stood in the store before.</summary>
    Task Wipe(CancellationToken cancel);
}

/// <summary>
/// Encrypting what a store holds anew, in bounded parts, while servers read and write. Whoever writes has looked, in the same transaction, that
/// it is the current key they encrypt with: so once there is a new key nothing more is written with an old one, and what was not there in one
/// walk is not there afterwards.
/// </summary>
internal static class KeyRotation
{
    private const int Together = 500;

    /// <summary>
    /// A new data key; everything encrypted with it; the old ones removed. One that was broken off is gone on with: more than one key stand in
    /// the store then.
    /// </summary>
    internal static async Task<KeysRotated> Rotate(IKeyedStore store, Action<long> told, CancellationToken cancel)
    {
        var before = await store.StoredKeys(cancel);
        if (before.Count == 1)
        {
            await store.AddKey(before[0].Id, cancel);
        }
        long encrypted = await Encrypt(store, told, cancel);
        before = await store.StoredKeys(cancel);
        await store.RemoveKeysBefore(store.Keys.Current, cancel);
        var after = await Read(store, cancel);
        return new(store.Keys.Current, encrypted, before.Count - after.Count);
    }

    /// <summary>Data keys encrypted anew, with the current key outside the store; how many of how many.</summary>
    internal static async Task<(int Anew, int All)> Rewrap(IKeyedStore store, CancellationToken cancel)
    {
        var keys = await store.StoredKeys(cancel);
        var old = keys.Where(k => !store.Keys.IsUnderCurrent(k)).ToList();
        foreach (var key in old)
        {
            await store.ReplaceKey(store.Keys.Anew(key, key.WithPlain), cancel);
        }
        return (old.Count, keys.Count);
    }

    /// <summary>Encrypts what is plain yet, from before there were keys. From then on a plain value is refused.</summary>
    internal static async Task EncryptPlain(IKeyedStore store, CancellationToken cancel)
    {
        if (store.Keys.WithPlain)
        {
            await Encrypt(store, _ => { }, cancel);
            await store.Wipe(cancel);
            foreach (var key in await store.StoredKeys(cancel))
            {
                await store.ReplaceKey(store.Keys.Anew(key, withPlain: false), cancel);
            }
            await Read(store, cancel);
        }
    }

    // Walk after walk, until one finds nothing to do.
    private static async Task<long> Encrypt(IKeyedStore store, Action<long> told, CancellationToken cancel)
    {
        long all = 0;
        for (long some = -1; some != 0; all += some)
        {
            await Read(store, cancel);
            some = 0;
            foreach (var field in EncryptedField.All)
            {
                for (string after = ""; await Part(store, field, after, cancel) is ({ } last, int count); after = last)
                {
                    some += count;
                    told(all + some);
                }
            }
        }
        return all;
    }

    // The id of the last node, and how many values were not encrypted with the current key; null when there are no more nodes.
    private static async Task<(string Last, int Count)?> Part(IKeyedStore store, EncryptedField field, string after, CancellationToken cancel)
    {
        for (bool again = false; ; again = true)
        {
            var values = await store.Values(field, after, Together, cancel);
            if (values.Count == 0)
            {
                return null;
            }
            int key = store.Keys.Current;
            try
            {
                List<StoredValue> anew = [.. values.Where(v => v.Stored is not null)
                    .Select(v => v with { Anew = store.Keys.Anew(v.Stored!, field.About, v.Id) }).Where(v => v.Anew is not null)];
                if (anew.Count > 0)
                {
                    await store.Replace(field, anew, key, cancel);
                }
                return (values[^1].Id, anew.Count);
            }
            catch (UnknownDataKeyException) when (!again)
            {
                // Somebody else changes the keys too.
                await Read(store, cancel);
            }
            catch (UnknownDataKeyException e)
            {
                throw e.Refused;
            }
        }
    }

    private static async Task<IReadOnlyList<WrappedKey>> Read(IKeyedStore store, CancellationToken cancel)
    {
        var keys = await store.StoredKeys(cancel);
        store.Keys.Take(keys);
        return keys;
    }
}
