using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// The keys outside the store, which encrypt the data keys within it. A text holds them, base64 of 32 bytes each, with white space between,
/// oldest first: the last is the current one, and the others are there for what was encrypted before it was made. Lines that begin with # are
/// comments.
/// </summary>
public sealed class KeyEncryptionKeys
{
    private readonly Func<string> _text;

    private KeyEncryptionKeys(string from, Func<string> text) => (From, _text) = (from, text);

    /// <summary>Where they are, as people are told.</summary>
    public string From { get; }

    /// <summary>Those in a file, which is read each time that keys are needed: so a new one is found while a server runs.</summary>
    public static KeyEncryptionKeys OfFile(string path) => new(path, () => File.ReadAllText(path));

    /// <summary>Those in a text.</summary>
    public static KeyEncryptionKeys OfText(string text, string from) => new(from, () => text);

    /// <summary>For a developer's own machine: those in the file <c>store.key</c> beside a store, made on first use.</summary>
    public static KeyEncryptionKeys Beside(string store)
    {
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(store))!, "store.key");
        return new(path, () =>
        {
            if (!File.Exists(path))
            {
                OwnersFile.Write(path, NewLine());
            }
            return File.ReadAllText(path);
        });
    }

    /// <summary>Adds a new key to a file, which is made where there is none: its id, and how many there are now.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be written, or holds something else.</exception>
    public static (string Id, int Count) Add(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                _ = OfFile(path).Read();
                OwnersFile.Replace(path, File.ReadAllText(path).TrimEnd() + "\n" + NewLine());
            }
            else
            {
                OwnersFile.Write(path, NewLine());
            }
            var keys = OfFile(path).Read();
            return (keys[^1].Id, keys.Count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e.Message, e);
        }
    }

    /// <summary>The keys as they are now, the current one last; at least one.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be read, or are none.</exception>
    internal IReadOnlyList<SecretKey> Read()
    {
        string text;
        try
        {
            text = _text();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(From, e.Message, e);
        }
        var words = text.Split('\n').Where(line => !line.TrimStart().StartsWith('#')).SelectMany(line => line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
        var keys = words.Select(Key).ToList();
        return keys.Count > 0 ? keys : throw Unusable(From, "There is no key in it.");
    }

    // What is no key is not repeated: it may be half of one.
    private SecretKey Key(string word)
    {
        byte[] bits = new byte[SecretKey.Length + 3];
        return Convert.TryFromBase64String(word, bits, out int length) && length == SecretKey.Length
            ? new(bits[..length]) : throw Unusable(From, "It holds something that is no base64 of 32 bytes.");
    }

    private static string NewLine() => SecretKey.New().Text + "\n";

    private static StoreUnavailableException Unusable(string from, string why, Exception? inner = null) =>
        new($"The keys of the store in {from} cannot be used: {why.ReplaceLineEndings(" ")} Bring back the file that belongs to the store, or for a new store make one: keys new --file FILE.", inner) { Fault = StoreFault.WrongKey };
}
