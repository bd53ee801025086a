namespace LifelongLinks.Bolt;

/// <summary>A time of day without an offset, Cypher's LOCAL TIME.</summary>
public sealed class LocalTime : TemporalValue, ITemporal, IEquatable<LocalTime>, IComparable<LocalTime>
{
    /// <summary>A time of .NET's.</summary>
    public LocalTime(TimeOnly time) : this(time.ToTimeSpan())
    {
    }

    /// <summary>The time of a time of .NET's.</summary>
    public LocalTime(DateTime time) : this(time.TimeOfDay)
    {
    }

    /// <summary>The time since midnight.</summary>
    public LocalTime(TimeSpan time)
        : this(time.Days == 0 ? time.Hours : 24, time.Minutes, time.Seconds, (int)(time.Ticks % TimeSpan.TicksPerSecond) * 100)
    {
    }

    /// <summary>A time by its parts.</summary>
    public LocalTime(int hour, int minute, int second, int nanosecond = 0)
    {
        IsoCalendar.Check(hour, 0, 23, nameof(hour));
        IsoCalendar.Check(minute, 0, 59, nameof(minute));
        IsoCalendar.Check(second, 0, 59, nameof(second));
        IsoCalendar.Check(nanosecond, 0, (int)IsoCalendar.NanosOfSecond - 1, nameof(nanosecond));
        (Hour, Minute, Second, Nanosecond) = (hour, minute, second, nanosecond);
    }

    /// <summary>The hour, 0 to 23.</summary>
    public int Hour { get; }

    /// <summary>The minute.</summary>
    public int Minute { get; }

    /// <summary>The second.</summary>
    public int Second { get; }

    /// <summary>The nanosecond of the second.</summary>
    public int Nanosecond { get; }

    /// <summary>The time as .NET has it.</summary>
    public TimeOnly ToTimeOnly() => TimeOnly.FromTimeSpan(ToTimeSpan());

    /// <summary>The time since midnight.</summary>
    public TimeSpan ToTimeSpan() => new TimeSpan(Hour, Minute, Second) + TimeSpan.FromTicks(IsoCalendar.Ticks(Nanosecond));

    /// <inheritdoc/>
    public int CompareTo(LocalTime? other) => other is null ? 1 : Nanos.CompareTo(other.Nanos);

    /// <inheritdoc/>
    public bool Equals(LocalTime? other) => other is not null && Nanos == other.Nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalTime);

    /// <inheritdoc/>
    public override int GetHashCode() => Nanos.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => IsoCalendar.Text(Hour, Minute, Second, Nanosecond);

    /// <summary>Whether one time is before another.</summary>
    public static bool operator <(LocalTime left, LocalTime right) => left.CompareTo(right) < 0;

    /// <summary>Whether one time is after another.</summary>
    public static bool operator >(LocalTime left, LocalTime right) => left.CompareTo(right) > 0;

    /// <summary>Whether one time is not after another.</summary>
    public static bool operator <=(LocalTime left, LocalTime right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one time is not before another.</summary>
    public static bool operator >=(LocalTime left, LocalTime right) => left.CompareTo(right) >= 0;

    /// <summary>Nanoseconds since midnight.</summary>
    internal long Nanos => ((Hour * 60L + Minute) * 60 + Second) * IsoCalendar.NanosOfSecond + Nanosecond;

    /// <summary>LocalTime (74): nanoseconds since midnight.</summary>
    internal static LocalTime Read(ref PackStreamReader reader)
    {
        long nanos = reader.Integer();
        if (nanos is < 0 or >= IsoCalendar.NanosOfDay)
        {
            throw new ProtocolException($"The server sent a time of {nanos} ns, which no day has.");
        }
        int second = (int)Math.DivRem(nanos, IsoCalendar.NanosOfSecond, out long nanosecond);
        return new(second / 3600, second / 60 % 60, second % 60, (int)nanosecond);
    }

    void ITemporal.Write(PackStreamWriter writer) => Write(writer);

    internal void Write(PackStreamWriter writer)
    {
        writer.Structure(1, 0x74);
        writer.Integer(Nanos);
    }

    internal override object? To(Type type) =>
        type == typeof(TimeOnly) ? ToTimeOnly() : type == typeof(TimeSpan) ? ToTimeSpan() : null;
}
