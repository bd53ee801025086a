using System.Globalization;

namespace LifelongLinks.Bolt;

/// <summary>What a clock's offset from UTC follows: a fixed offset, or the rules of a zone.</summary>
public abstract class Zone
{
    private protected Zone()
    {
    }

    /// <summary>A fixed offset.</summary>
    public static Zone Of(int offsetSeconds) => new ZoneOffset(offsetSeconds);

    /// <summary>A zone of the tz database, such as <c>Europe/London</c>.</summary>
    public static Zone Of(string zoneId) => new ZoneId(zoneId);

    /// <summary>The offset at a moment.</summary>
    internal abstract int OffsetSecondsAt(long utcSeconds);
}

/// <summary>A fixed offset from UTC.</summary>
public sealed class ZoneOffset : Zone, IEquatable<ZoneOffset>
{
    internal const int MostSeconds = 18 * 3600;

    internal ZoneOffset(int offsetSeconds)
    {
        IsoCalendar.Check(offsetSeconds, -MostSeconds, MostSeconds, nameof(offsetSeconds));
        OffsetSeconds = offsetSeconds;
    }

    /// <summary>How many seconds the clock is ahead of UTC.</summary>
    public int OffsetSeconds { get; }

    /// <inheritdoc/>
    public bool Equals(ZoneOffset? other) => OffsetSeconds == other?.OffsetSeconds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ZoneOffset);

    /// <inheritdoc/>
    public override int GetHashCode() => OffsetSeconds;

    /// <inheritdoc/>
    public override string ToString() => Text(OffsetSeconds);

    internal override int OffsetSecondsAt(long utcSeconds) => OffsetSeconds;

    /// <summary>An offset as ISO 8601 writes it.</summary>
    internal static string Text(int offsetSeconds)
    {
        int seconds = Math.Abs(offsetSeconds);
        return seconds == 0 ? "Z" : string.Create(CultureInfo.InvariantCulture,
            $"{(offsetSeconds < 0 ? '-' : '+')}{seconds / 3600:D2}:{seconds / 60 % 60:D2}{(seconds % 60 == 0 ? "" : $":{seconds % 60:D2}")}");
    }
}

/// <summary>A zone of the tz database.</summary>
public sealed class ZoneId : Zone, IEquatable<ZoneId>
{
    internal ZoneId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Id = id;
    }

    /// <summary>The zone's name.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public bool Equals(ZoneId? other) => Id == other?.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ZoneId);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"[{Id}]";

    // .NET knows the rules from year 1 to 9999; beyond, the nearest it knows stands in.
    internal override int OffsetSecondsAt(long utcSeconds) => (int)TimeZoneInfo.FindSystemTimeZoneById(Id)
        .GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(utcSeconds, -62_135_596_800, 253_402_300_799)).UtcDateTime).TotalSeconds;
}
