namespace LifelongLinks.Server;

/// <summary>Where the keys are that the store's data keys are encrypted with: always outside the store.</summary>
/// <param name="File">A file of keys; null: none is named.</param>
/// <param name="Key">The keys themselves, as a secret in the environment; null: there is none.</param>
/// <param name="Development">Whether a key may be made beside the store where neither is given.</param>
public sealed record KeySettings(string? File, string? Key, bool Development)
{
    /// <summary>Reads them.</summary>
    public static KeySettings Read(IConfiguration configuration, bool development)
    {
        string? file = configuration["Store:Keys:File"] is { Length: > 0 } named ? named : null;
        string? key = configuration["Store:Keys:Key"] is { Length: > 0 } given ? given : null;
        return file is null || key is null ? new(file, key, development)
            : throw new CannotStartException("Store:Keys:File and Store:Keys:Key are both given: remove one.");
    }

    /// <summary>The keys for a store.</summary>
    /// <param name="store">Its file, or for another kind of store where the embedded one's would be: in Development they are beside it.</param>
    public KeyEncryptionKeys Of(string store) =>
        File is not null ? System.IO.File.Exists(File) ? KeyEncryptionKeys.OfFile(File) : throw new CannotStartException(
            $"there is no file of keys {File} (Store:Keys:File). Bring back the one that belongs to the store, or for a new store make one: keys new --file {File}")
        : Key is not null ? KeyEncryptionKeys.OfText(Key, "Store:Keys:Key")
        : Development ? KeyEncryptionKeys.Beside(store)
        : throw new CannotStartException("outside Development it needs the keys that the store is encrypted with: make a file of them once, apart from the store " +
            "(keys new --file FILE), and name it by Store:Keys:File; or give its text by the environment, as Store__Keys__Key.");
}
