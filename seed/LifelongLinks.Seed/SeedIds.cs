using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LifelongLinks.Seed;

/// <summary>
/// Ids that are the same for every day the stories are told on, in the shape of a time-ordered UUID (RFC 9562, version 7). Somebody's
/// id comes from their key alone, at a moment of one shared hour: so neither its value nor its place tells a child from another person.
/// </summary>
internal static class SeedIds
{
    private static readonly long _firstHour = new DateTimeOffset(2023, 9, 4, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long _firstStory = new DateTimeOffset(2023, 9, 5, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    // Ids of the volume lie before those of the stories, however many children it has.
    private static readonly long _firstOfVolume = new DateTimeOffset(2023, 7, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    // Milliseconds for each child: room for 800 things in order.
    private const int VolumeSpan = 4_000;

    /// <summary>The id of somebody, or of a team.</summary>
    public static string Of(string key)
    {
        byte[] hash = Hash(key);
        return Format(_firstHour + (BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(24)) % 3_600_000), hash);
    }

    /// <summary>The id of the nth thing told in a story: later than everything before it, whatever other stories tell.</summary>
    public static string Of(int story, int nth)
    {
        byte[] hash = Hash(string.Create(CultureInfo.InvariantCulture, $"{story}/{nth}"));
        return Format(_firstStory + (story * 86_400_000L) + (nth * 1_000L) + (hash[24] % 250), hash);
    }

    /// <summary>
    /// The id of somebody around a child of the volume. Four children share the seconds in which it lies, so it does not tell which of two
    /// siblings has a case.
    /// </summary>
    public static string OfVolume(int child, string key)
    {
        byte[] hash = Hash($"volume/{child}/{key}");
        return Format(_firstOfVolume + (child / 4 * 4L * VolumeSpan) + (BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(24)) % (4 * VolumeSpan)), hash);
    }

    /// <summary>The id of the nth thing told of a child of the volume: later than everything told of the children before.</summary>
    public static string OfVolume(int child, int nth)
    {
        byte[] hash = Hash(string.Create(CultureInfo.InvariantCulture, $"volume/{child}/{nth}"));
        return Format(_firstOfVolume + (child * (long)VolumeSpan) + (nth * 5L) + (hash[24] % 5), hash);
    }

    /// <summary>The id of the audit event of a child of the volume: at a moment of a day.</summary>
    public static string OfVolumeAudit(int child, DateTimeOffset at) =>
        Format(at.ToUnixTimeMilliseconds() + child, Hash($"volume/{child}/audit"));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes("lifelong-links/" + key));

    private static string Format(long milliseconds, byte[] random)
    {
        Span<byte> uuid = stackalloc byte[16];
        random.AsSpan(0, 16).CopyTo(uuid);
        for (int i = 0; i < 6; i++)
        {
            uuid[i] = (byte)(milliseconds >> (8 * (5 - i)));
        }
        uuid[6] = (byte)((uuid[6] & 0x0F) | 0x70);
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(uuid);
    }
}
