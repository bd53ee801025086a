using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace LifelongLinks.Storage;

/// <summary>
/// A key of 256 bits that encrypts with AES-GCM (NIST SP 800-38D): what was changed by anybody, or is said to be about something else than it
/// was encrypted for, does not decrypt. For many threads at once.
/// </summary>
internal sealed class SecretKey
{
    /// <summary>Length in bytes.</summary>
    internal const int Length = 32;

    private const int NonceLength = 12, TagLength = 16, OnStack = 512;

    private readonly byte[] _bits;

    // An AesGcm is for one thread at a time, and costs more to make than to use.
    private readonly ConcurrentBag<AesGcm> _idle = [];

    internal SecretKey(byte[] bits) => _bits = bits.Length == Length ? bits : throw new ArgumentException($"A key has {Length} bytes.");

    /// <summary>A new one, by chance.</summary>
    internal static SecretKey New() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The key itself, as base64.</summary>
    internal string Text => Convert.ToBase64String(_bits);

    /// <summary>What others tell it by, and nobody can tell the key by.</summary>
    internal string Id => Convert.ToHexStringLower(HMACSHA256.HashData(_bits, "id of a key of lifelong-links"u8))[..16];

    /// <summary>What stands for a text: the same for the same text, and of no use without the key. In the shape of an id.</summary>
    internal string StandIn(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_bits, Encoding.UTF8.GetBytes($"stands in for {text}")).AsSpan(0, 16));

    /// <summary>Text encrypted: base64url of a random nonce, what the text became, and the tag.</summary>
    internal string Encrypt(string text, string about) => Encrypt(Encoding.UTF8.GetBytes(text), about);

    /// <summary>Another key encrypted.</summary>
    internal string Wrap(SecretKey key, string about) => Encrypt(key._bits, about);

    /// <summary>Whether this has the form of something encrypted.</summary>
    internal static bool CouldBeEncrypted(ReadOnlySpan<char> text) => Base64Url.IsValid(text, out int length) && length >= NonceLength + TagLength;

    /// <summary>The text; null where it was not encrypted with this key, about this.</summary>
    internal string? Decrypt(ReadOnlySpan<char> encrypted, string about)
    {
        Span<byte> plain = encrypted.Length <= OnStack ? stackalloc byte[OnStack] : new byte[encrypted.Length];
        return Decrypt(encrypted, about, plain) is int length ? Encoding.UTF8.GetString(plain[..length]) : null;
    }

    /// <summary>The other key; null where it was not encrypted with this key, about this.</summary>
    internal SecretKey? Unwrap(ReadOnlySpan<char> encrypted, string about)
    {
        byte[] plain = new byte[encrypted.Length];
        return Decrypt(encrypted, about, plain) is Length ? new(plain[..Length]) : null;
    }

    private string Encrypt(ReadOnlySpan<byte> plain, string about)
    {
        int length = NonceLength + plain.Length + TagLength;
        Span<byte> bytes = length <= OnStack ? stackalloc byte[length] : new byte[length];
        RandomNumberGenerator.Fill(bytes[..NonceLength]);
        var aes = Rent();
        aes.Encrypt(bytes[..NonceLength], plain, bytes[NonceLength..^TagLength], bytes[^TagLength..], Encoding.UTF8.GetBytes(about));
        _idle.Add(aes);
        return Base64Url.EncodeToString(bytes);
    }

    private int? Decrypt(ReadOnlySpan<char> encrypted, string about, Span<byte> plain)
    {
        Span<byte> bytes = encrypted.Length <= OnStack ? stackalloc byte[OnStack] : new byte[encrypted.Length];
        if (Base64Url.DecodeFromChars(encrypted, bytes, out _, out int length) != OperationStatus.Done || length < NonceLength + TagLength)
        {
            return null;
        }
        bytes = bytes[..length];
        int left = length - NonceLength - TagLength;
        var aes = Rent();
        try
        {
            aes.Decrypt(bytes[..NonceLength], bytes[NonceLength..^TagLength], bytes[^TagLength..], plain[..left], Encoding.UTF8.GetBytes(about));
            return left;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            _idle.Add(aes);
        }
    }

    private AesGcm Rent() => _idle.TryTake(out var aes) ? aes : new(_bits, TagLength);
}
