namespace LifelongLinks.Bolt;

/// <summary>A date and time without an offset, Cypher's LOCAL DATETIME.</summary>
public sealed class LocalDateTime : TemporalValue, ITemporal, IEquatable<LocalDateTime>, IComparable<LocalDateTime>
{
    private readonly LocalDate _date;
    private readonly LocalTime _time;

    /// <summary>A date and time of .NET's, whatever its kind.</summary>
    public LocalDateTime(DateTime dateTime) : this(new LocalDate(dateTime), new LocalTime(dateTime))
    {
    }

    /// <summary>A date and time by its parts.</summary>
    public LocalDateTime(int year, int month, int day, int hour, int minute, int second, int nanosecond = 0)
        : this(new LocalDate(year, month, day), new LocalTime(hour, minute, second, nanosecond))
    {
    }

    private LocalDateTime(LocalDate date, LocalTime time) => (_date, _time) = (date, time);

    /// <summary>The year.</summary>
    public int Year => _date.Year;

    /// <summary>The month, 1 to 12.</summary>
    public int Month => _date.Month;

    /// <summary>The day of the month.</summary>
    public int Day => _date.Day;

    /// <summary>The hour, 0 to 23.</summary>
    public int Hour => _time.Hour;

    /// <summary>The minute.</summary>
    public int Minute => _time.Minute;

    /// <summary>The second.</summary>
    public int Second => _time.Second;

    /// <summary>The nanosecond of the second.</summary>
    public int Nanosecond => _time.Nanosecond;

    /// <summary>The date and time as .NET has it, of no kind.</summary>
    public DateTime ToDateTime() => _date.ToDateTime() + _time.ToTimeSpan();

    /// <inheritdoc/>
    public int CompareTo(LocalDateTime? other) =>
        other is null ? 1 : Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Nanosecond.CompareTo(other.Nanosecond);

    /// <inheritdoc/>
    public bool Equals(LocalDateTime? other) => other is not null && _date.Equals(other._date) && _time.Equals(other._time);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalDateTime);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_date, _time);

    /// <inheritdoc/>
    public override string ToString() => $"{_date}T{_time}";

    /// <summary>Whether one time is before another.</summary>
    public static bool operator <(LocalDateTime left, LocalDateTime right) => left.CompareTo(right) < 0;

    /// <summary>Whether one time is after another.</summary>
    public static bool operator >(LocalDateTime left, LocalDateTime right) => left.CompareTo(right) > 0;

    /// <summary>Whether one time is not after another.</summary>
    public static bool operator <=(LocalDateTime left, LocalDateTime right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one time is not before another.</summary>
    public static bool operator >=(LocalDateTime left, LocalDateTime right) => left.CompareTo(right) >= 0;

    /// <summary>Seconds since 1970-01-01T00:00:00, as if the clock were at UTC.</summary>
    internal long Seconds => IsoCalendar.Days(Year, Month, Day) * IsoCalendar.SecondsOfDay + (Hour * 60 + Minute) * 60 + Second;

    /// <summary>The date and time of a second since 1970-01-01T00:00:00.</summary>
    internal static LocalDateTime At(long seconds, int nanosecond)
    {
        var (days, second) = IsoCalendar.Split(seconds);
        var (year, month, day) = IsoCalendar.Date(days);
        return new(year, month, day, second / 3600, second / 60 % 60, second % 60, nanosecond);
    }

    /// <summary>LocalDateTime (64): seconds since 1970-01-01T00:00:00, and nanoseconds.</summary>
    internal static LocalDateTime Read(ref PackStreamReader reader)
    {
        var (seconds, nanosecond) = ReadSeconds(ref reader);
        return At(seconds, nanosecond);
    }

    /// <summary>Seconds and nanoseconds, as date-times begin.</summary>
    internal static (long Seconds, int Nanosecond) ReadSeconds(ref PackStreamReader reader)
    {
        const long FarthestSecond = 366L * IsoCalendar.MostYear * IsoCalendar.SecondsOfDay;
        long seconds = reader.Integer();
        return seconds is >= -FarthestSecond and <= FarthestSecond
            ? (seconds, reader.Integer(0, (int)IsoCalendar.NanosOfSecond - 1))
            : throw new ProtocolException($"The server sent a time {seconds} seconds from 1970, which no year has.");
    }

    void ITemporal.Write(PackStreamWriter writer) => Write(writer);

    internal void Write(PackStreamWriter writer)
    {
        writer.Structure(2, 0x64);
        writer.Integer(Seconds);
        writer.Integer(Nanosecond);
    }

    internal override object? To(Type type) => type == typeof(DateTime) ? ToDateTime() : null;
}
