namespace LifelongLinks.Bolt;

/// <summary>A time of day at an offset from UTC, Cypher's ZONED TIME.</summary>
public sealed class OffsetTime : TemporalValue, ITemporal, IEquatable<OffsetTime>, IComparable<OffsetTime>
{
    private readonly LocalTime _time;

    /// <summary>A time of .NET's at an offset.</summary>
    public OffsetTime(TimeOnly time, TimeSpan offset) : this(new LocalTime(time), (int)offset.TotalSeconds)
    {
    }

    /// <summary>A time by its parts.</summary>
    public OffsetTime(int hour, int minute, int second, int offsetSeconds) : this(hour, minute, second, 0, offsetSeconds)
    {
    }

    /// <summary>A time by its parts.</summary>
    public OffsetTime(int hour, int minute, int second, int nanosecond, int offsetSeconds)
        : this(new LocalTime(hour, minute, second, nanosecond), offsetSeconds)
    {
    }

    private OffsetTime(LocalTime time, int offsetSeconds)
    {
        IsoCalendar.Check(offsetSeconds, -ZoneOffset.MostSeconds, ZoneOffset.MostSeconds, nameof(offsetSeconds));
        (_time, OffsetSeconds) = (time, offsetSeconds);
    }

    /// <summary>The hour, 0 to 23.</summary>
    public int Hour => _time.Hour;

    /// <summary>The minute.</summary>
    public int Minute => _time.Minute;

    /// <summary>The second.</summary>
    public int Second => _time.Second;

    /// <summary>The nanosecond of the second.</summary>
    public int Nanosecond => _time.Nanosecond;

    /// <summary>How many seconds the clock is ahead of UTC.</summary>
    public int OffsetSeconds { get; }

    /// <inheritdoc/>
    public int CompareTo(OffsetTime? other) => other is null ? 1 : Utc.CompareTo(other.Utc);

    /// <inheritdoc/>
    public bool Equals(OffsetTime? other) => other is not null && _time.Equals(other._time) && OffsetSeconds == other.OffsetSeconds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OffsetTime);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_time, OffsetSeconds);

    /// <inheritdoc/>
    public override string ToString() => _time + ZoneOffset.Text(OffsetSeconds);

    /// <summary>Whether one time is before another.</summary>
    public static bool operator <(OffsetTime left, OffsetTime right) => left.CompareTo(right) < 0;

    /// <summary>Whether one time is after another.</summary>
    public static bool operator >(OffsetTime left, OffsetTime right) => left.CompareTo(right) > 0;

    /// <summary>Whether one time is not after another.</summary>
    public static bool operator <=(OffsetTime left, OffsetTime right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one time is not before another.</summary>
    public static bool operator >=(OffsetTime left, OffsetTime right) => left.CompareTo(right) >= 0;

    private long Utc => _time.Nanos - OffsetSeconds * IsoCalendar.NanosOfSecond;

    /// <summary>Time (54): nanoseconds since midnight where the clock is, and its offset in seconds.</summary>
    internal static OffsetTime Read(ref PackStreamReader reader)
    {
        var time = LocalTime.Read(ref reader);
        return new(time, reader.Integer(-ZoneOffset.MostSeconds, ZoneOffset.MostSeconds));
    }

    void ITemporal.Write(PackStreamWriter writer)
    {
        writer.Structure(2, 0x54);
        writer.Integer(_time.Nanos);
        writer.Integer(OffsetSeconds);
    }

    internal override object? To(Type type) => null;
}
