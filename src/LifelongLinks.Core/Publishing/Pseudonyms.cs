using System.Security.Cryptography;
using System.Text;

namespace LifelongLinks.Core;

/// <summary>
/// Ids for analysts: the same key gives the same pseudonym for the same thing, and nobody without the key can join one back
/// (pseudonymisation, UK GDPR art. 4(5)).
/// </summary>
public sealed class Pseudonyms
{
    /// <summary>Length of a key in bytes: as many as the hash has.</summary>
    public const int KeyLength = HMACSHA256.HashSizeInBytes;

    // 128 bits: two of a billion things share a pseudonym with a chance of one in 10^20.
    private const int Length = 16;

    private readonly byte[] _key;

    /// <summary>Pseudonyms by a key.</summary>
    public Pseudonyms(ReadOnlySpan<byte> key) => _key = key.Length == KeyLength
        ? key.ToArray()
        : throw new ArgumentException($"A key has {KeyLength} bytes.", nameof(key));

    /// <summary>Tells whether two publications have the same key, and nothing else about it.</summary>
    public string KeyCheck => Of("lifelong-links", "key check");

    /// <summary>The pseudonym of what has an id or, with more parts, of what is derived from it.</summary>
    public string Of(params ReadOnlySpan<object?> parts)
    {
        string whole = string.Join('/', parts);
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(whole)).AsSpan(0, Length));
    }
}
