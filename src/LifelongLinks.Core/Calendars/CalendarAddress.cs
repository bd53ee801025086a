using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LifelongLinks.Core;

/// <summary>
/// An address that a calendar program asks for what somebody promised the child, or the child for all of their plan. Whoever has the address
/// reads it: it is a key, told once when it is made, and nowhere kept.
/// </summary>
public sealed record CalendarAddress : CaseNode
{
    /// <summary>Id of the person whose promises it shows; null: it is the child's own, and shows their whole plan.</summary>
    public string? PersonId { get; init; }

    /// <summary>The digest of the secret in the address, by which it is found (<see cref="CalendarSecret"/>).</summary>
    public required string CalendarDigest { get; init; }

    /// <summary>What the child is called on it; null: by the name the child uses.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The day it was made.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The day it was revoked: from then on there is nothing at it.</summary>
    public DateOnly? RevokedOn { get; init; }
}

/// <summary>The secret in a calendar's address: 256 random bits, of which only the digest is ever kept.</summary>
public static class CalendarSecret
{
    private const int Bytes = 32;

    /// <summary>A new one, as it stands in the address: base64url (RFC 4648, 5) without padding.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Its digest: SHA-256, 64 lower-case hexadecimal digits. What is no secret has one too, and nothing is found by it.</summary>
    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
