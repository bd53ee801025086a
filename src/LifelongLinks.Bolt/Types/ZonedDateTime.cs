namespace LifelongLinks.Bolt;

/// <summary>A moment, told by a clock at an offset or in a zone: Cypher's ZONED DATETIME.</summary>
public sealed class ZonedDateTime : TemporalValue, ITemporal, IEquatable<ZonedDateTime>, IComparable<ZonedDateTime>
{
    private LocalDateTime? _local;

    /// <summary>A moment of .NET's, at its offset.</summary>
    public ZonedDateTime(DateTimeOffset dateTimeOffset)
        : this(dateTimeOffset.ToUnixTimeSeconds(), (int)(dateTimeOffset.Ticks % TimeSpan.TicksPerSecond) * 100, Zone.Of((int)dateTimeOffset.Offset.TotalSeconds))
    {
    }

    /// <summary>A time of .NET's: one in UTC is a moment, told at the offset; any other is what a clock at the offset tells.</summary>
    public ZonedDateTime(DateTime dateTime, int offsetSeconds) : this(dateTime, TimeSpan.FromSeconds(offsetSeconds))
    {
    }

    /// <inheritdoc cref="ZonedDateTime(DateTime, int)"/>
    public ZonedDateTime(DateTime dateTime, TimeSpan offset)
        : this(dateTime.Kind == DateTimeKind.Utc
            ? new DateTimeOffset(dateTime).ToOffset(offset)
            : new DateTimeOffset(DateTime.SpecifyKind(dateTime, DateTimeKind.Unspecified), offset))
    {
    }

    /// <summary>A time of .NET's: one in UTC is a moment, told in the zone; any other is what a clock in the zone tells.</summary>
    public ZonedDateTime(DateTime dateTime, string zoneId)
        : this(SecondsOf(dateTime, zoneId), (int)(dateTime.Ticks % TimeSpan.TicksPerSecond) * 100, Zone.Of(zoneId))
    {
    }

    /// <summary>A moment by its seconds since 1970-01-01T00:00:00Z.</summary>
    public ZonedDateTime(long utcSeconds, int nanos, Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        IsoCalendar.Check(nanos, 0, (int)IsoCalendar.NanosOfSecond - 1, nameof(nanos));
        (UtcSeconds, Nanosecond, Zone) = (utcSeconds, nanos, zone);
    }

    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    public long UtcSeconds { get; }

    /// <summary>The nanosecond of the second.</summary>
    public int Nanosecond { get; }

    /// <summary>The zone or offset.</summary>
    public Zone Zone { get; }

    /// <summary>The offset at this moment. A zone that this machine does not know is a <see cref="TimeZoneNotFoundException"/>.</summary>
    public int OffsetSeconds => Zone.OffsetSecondsAt(UtcSeconds);

    /// <summary>The year the clock tells.</summary>
    public int Year => Local.Year;

    /// <summary>The month the clock tells.</summary>
    public int Month => Local.Month;

    /// <summary>The day of the month the clock tells.</summary>
    public int Day => Local.Day;

    /// <summary>The hour the clock tells.</summary>
    public int Hour => Local.Hour;

    /// <summary>The minute the clock tells.</summary>
    public int Minute => Local.Minute;

    /// <summary>The second the clock tells.</summary>
    public int Second => Local.Second;

    private LocalDateTime Local => _local ??= LocalDateTime.At(UtcSeconds + OffsetSeconds, Nanosecond);

    /// <summary>The moment as .NET has it, at its offset.</summary>
    public DateTimeOffset ToDateTimeOffset() =>
        new(DateTime.SpecifyKind(Local.ToDateTime(), DateTimeKind.Unspecified), TimeSpan.FromSeconds(OffsetSeconds));

    /// <inheritdoc/>
    public int CompareTo(ZonedDateTime? other) => other is null ? 1
        : UtcSeconds != other.UtcSeconds ? UtcSeconds.CompareTo(other.UtcSeconds) : Nanosecond.CompareTo(other.Nanosecond);

    /// <inheritdoc/>
    public bool Equals(ZonedDateTime? other) =>
        other is not null && UtcSeconds == other.UtcSeconds && Nanosecond == other.Nanosecond && Zone.Equals(other.Zone);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ZonedDateTime);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(UtcSeconds, Nanosecond, Zone);

    /// <inheritdoc/>
    public override string ToString() => $"{Local}{(Zone is ZoneId ? ZoneOffset.Text(OffsetSeconds) : "")}{Zone}";

    /// <summary>Whether one moment is before another.</summary>
    public static bool operator <(ZonedDateTime left, ZonedDateTime right) => left.CompareTo(right) < 0;

    /// <summary>Whether one moment is after another.</summary>
    public static bool operator >(ZonedDateTime left, ZonedDateTime right) => left.CompareTo(right) > 0;

    /// <summary>Whether one moment is not after another.</summary>
    public static bool operator <=(ZonedDateTime left, ZonedDateTime right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one moment is not before another.</summary>
    public static bool operator >=(ZonedDateTime left, ZonedDateTime right) => left.CompareTo(right) >= 0;

    /// <summary>DateTime (49, of Bolt 5.0): seconds since 1970-01-01T00:00:00Z, nanoseconds, offset in seconds.</summary>
    internal static ZonedDateTime ReadOffset(ref PackStreamReader reader)
    {
        var (seconds, nanosecond) = LocalDateTime.ReadSeconds(ref reader);
        return new(seconds, nanosecond, Zone.Of(reader.Integer(-ZoneOffset.MostSeconds, ZoneOffset.MostSeconds)));
    }

    /// <summary>DateTimeZoneId (69, of Bolt 5.0): seconds since 1970-01-01T00:00:00Z, nanoseconds, zone.</summary>
    internal static ZonedDateTime ReadZone(ref PackStreamReader reader)
    {
        var (seconds, nanosecond) = LocalDateTime.ReadSeconds(ref reader);
        return new(seconds, nanosecond, Zone.Of(reader.Name()));
    }

    void ITemporal.Write(PackStreamWriter writer) => Write(writer);

    internal void Write(PackStreamWriter writer)
    {
        writer.Structure(3, (byte)(Zone is ZoneId ? 0x69 : 0x49));
        writer.Integer(UtcSeconds);
        writer.Integer(Nanosecond);
        if (Zone is ZoneId zone)
        {
            writer.String(zone.Id);
        }
        else
        {
            writer.Integer(OffsetSeconds);
        }
    }

    internal override object? To(Type type) =>
        type == typeof(DateTimeOffset) ? ToDateTimeOffset() : type == typeof(DateTime) ? ToDateTimeOffset().DateTime : null;

    private static long SecondsOf(DateTime dateTime, string zoneId)
    {
        var utc = dateTime.Kind == DateTimeKind.Utc
            ? dateTime
            : TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(dateTime, DateTimeKind.Unspecified), TimeZoneInfo.FindSystemTimeZoneById(zoneId));
        return new DateTimeOffset(utc).ToUnixTimeSeconds();
    }
}
