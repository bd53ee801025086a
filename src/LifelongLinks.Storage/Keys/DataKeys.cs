using System.Globalization;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>A data key as it stands in a store: encrypted with a key outside it.</summary>
/// <param name="Id">Its number, from 1: the one with the highest is the current one.</param>
/// <param name="WithPlain">Whether values may be plain yet, from before there were keys.</param>
/// <param name="Wrapped">Id of the key outside, a colon, and the key encrypted with it.</param>
internal sealed record WrappedKey(int Id, bool WithPlain, string Wrapped)
{
    /// <summary>Id of the key outside the store.</summary>
    internal string OutsideId => Wrapped.Split(':')[0];

    // What it says of itself is bound to it: nobody can say of a store by writing into it that its values may be plain again.
    internal string About => string.Create(CultureInfo.InvariantCulture, $"data key {Id}{(WithPlain ? " with plain values" : "")}");
}

/// <summary>
/// The data keys of a store as this process knows them, and what is done with them. A value stands in a store as
/// <c>enc:1:KEY:BASE64</c>: the data key's number, and base64url of nonce, encrypted text and tag, bound to the node and property it is of.
/// </summary>
/// <param name="outside">The keys outside the store.</param>
/// <param name="place">Where the store is, as people are told.</param>
internal sealed class DataKeys(KeyEncryptionKeys outside, string place)
{
    private const string Begins = "enc:1:";

    private readonly Lock _taking = new();
    private volatile Known _known = new([], 0, false);

    /// <summary>Number of the key that encrypts.</summary>
    internal int Current => _known.Current;

    /// <summary>Whether values may be plain yet.</summary>
    internal bool WithPlain => _known.WithPlain;

    /// <summary>Takes over the keys as they stand in the store. What was read before others were known is passed over: the current key never goes back.</summary>
    /// <exception cref="StoreUnavailableException">They were encrypted with other keys than those outside, or there are none.</exception>
    internal void Take(IReadOnlyList<WrappedKey> stored)
    {
        var keys = outside.Read();
        Known known = stored.Count == 0
            ? throw Fault(StoreFault.TamperedWith, $"The store {place} has lost its data keys: restore it from a backup.")
            : new(stored.ToDictionary(k => k.Id, k => Unwrapped(k, keys)), stored.Max(k => k.Id), stored.Any(k => k.WithPlain));
        lock (_taking)
        {
            _known = known.Current < _known.Current ? _known : known;
        }
    }

    /// <summary>Says so when another key than the one that is known is the current one, although the keys were just read.</summary>
    internal void Check(long current)
    {
        if (current != Current)
        {
            throw Fault(StoreFault.TamperedWith, $"The store {place} has older data keys than it had: stop everything that keeps it open before it is restored, then start anew.");
        }
    }

    /// <summary>A new key with a number, for the store.</summary>
    internal WrappedKey New(int id, bool withPlain) => Wrapped(SecretKey.New(), new(id, withPlain, ""), outside.Read()[^1]);

    /// <summary>A key of the store encrypted anew, with the current key outside.</summary>
    internal WrappedKey Anew(WrappedKey stored, bool withPlain)
    {
        var keys = outside.Read();
        return Wrapped(Unwrapped(stored, keys), stored with { WithPlain = withPlain }, keys[^1]);
    }

    /// <summary>Whether a key of the store is encrypted with the current key outside.</summary>
    internal bool IsUnderCurrent(WrappedKey stored) => stored.OutsideId == outside.Read()[^1].Id;

    /// <summary>A value as it is stored.</summary>
    /// <param name="value">The value.</param>
    /// <param name="field">Of what: kind of node and property.</param>
    /// <param name="id">Id of the node.</param>
    internal string Encrypt(string value, string field, string id)
    {
        var known = _known;
        return string.Create(CultureInfo.InvariantCulture, $"{Begins}{known.Current}:{known.Keys[known.Current].Encrypt(value, About(field, id))}");
    }

    /// <summary>What stands for a value that is stored encrypted, where it is only to be told whether two are the same.</summary>
    internal string StandIn(string value, int key) => _known.Keys[key].StandIn(value);

    /// <summary>A value out of what is stored.</summary>
    /// <exception cref="UnknownDataKeyException">Its key is not known: another process may have made it since the keys were read.</exception>
    /// <exception cref="StoreUnavailableException">It was not written there with the key that it names.</exception>
    internal string Decrypt(string stored, string field, string id) =>
        !IsEncrypted(stored, out int key, out var encrypted) ? throw Refused(field, id)
        : !_known.Keys.TryGetValue(key, out var secret) ? throw new UnknownDataKeyException(Refused(field, id))
        : secret.Decrypt(encrypted, About(field, id)) ?? throw Refused(field, id);

    /// <summary>The same of a value that is of no use any more once its key was removed: then it is null.</summary>
    internal string? DecryptWhileKept(string stored, string field, string id) =>
        IsEncrypted(stored, out int key, out _) && key < Current && !_known.Keys.ContainsKey(key) ? null : Decrypt(stored, field, id);

    /// <summary>A value encrypted with the current key; null where it is already.</summary>
    internal string? Anew(string stored, string field, string id)
    {
        bool encrypted = IsEncrypted(stored, out int key, out _), plainYet = WithPlain;
        if (encrypted && key == Current && !plainYet)
        {
            return null;
        }
        string value = plainYet && !encrypted ? stored : Decrypt(stored, field, id);
        return encrypted && key == Current ? null : Encrypt(value, field, id);
    }

    private SecretKey Unwrapped(WrappedKey stored, IReadOnlyList<SecretKey> keys)
    {
        var key = keys.FirstOrDefault(k => k.Id == stored.OutsideId)
            ?? throw Fault(StoreFault.WrongKey, $"The store {place} was encrypted with another key than those in {outside.From}: give the one that belongs to it, {stored.OutsideId}.");
        return key.Unwrap(stored.Wrapped.AsSpan(stored.OutsideId.Length).TrimStart(':'), stored.About)
            ?? throw Fault(StoreFault.TamperedWith, $"Data key {stored.Id} of the store {place} was tampered with: restore the store from a backup.");
    }

    private static WrappedKey Wrapped(SecretKey key, WrappedKey stored, SecretKey with) => stored with { Wrapped = $"{with.Id}:{with.Wrap(key, stored.About)}" };

    private static bool IsEncrypted(string stored, out int key, out ReadOnlySpan<char> encrypted)
    {
        key = 0;
        encrypted = default;
        if (!stored.StartsWith(Begins, StringComparison.Ordinal))
        {
            return false;
        }
        int colon = stored.IndexOf(':', Begins.Length);
        encrypted = stored.AsSpan(colon + 1);
        return colon > 0 && int.TryParse(stored.AsSpan(Begins.Length, colon - Begins.Length), NumberStyles.None, CultureInfo.InvariantCulture, out key)
            && SecretKey.CouldBeEncrypted(encrypted);
    }

    private static string About(string field, string id) => $"{field} of {id}";

    private StoreUnavailableException Refused(string field, string id) => Fault(StoreFault.TamperedWith,
        $"The store {place} holds a {field} of {id} that was not written there with its keys: it was tampered with or damaged. Restore the store from a backup.");

    private static StoreUnavailableException Fault(StoreFault fault, string message) => new(message) { Fault = fault };

    private sealed record Known(Dictionary<int, SecretKey> Keys, int Current, bool WithPlain);
}

/// <summary>A value was encrypted with a data key that is not known.</summary>
/// <param name="refused">What is the matter if the key is not in the store either.</param>
internal sealed class UnknownDataKeyException(StoreUnavailableException refused) : Exception(refused.Message)
{
    /// <summary>What is the matter if the key is not in the store either.</summary>
    internal StoreUnavailableException Refused { get; } = refused;
}
