namespace LifelongLinks.Bolt;

/// <summary>A date, Cypher's DATE.</summary>
public sealed class LocalDate : TemporalValue, ITemporal, IEquatable<LocalDate>, IComparable<LocalDate>
{
    /// <summary>A date of .NET's.</summary>
    public LocalDate(DateOnly date) : this(date.Year, date.Month, date.Day)
    {
    }

    /// <summary>The date of a time of .NET's.</summary>
    public LocalDate(DateTime date) : this(date.Year, date.Month, date.Day)
    {
    }

    /// <summary>A date by its parts.</summary>
    public LocalDate(int year, int month, int day)
    {
        IsoCalendar.Check(year, -IsoCalendar.MostYear, IsoCalendar.MostYear, nameof(year));
        IsoCalendar.Check(month, 1, 12, nameof(month));
        IsoCalendar.Check(day, 1, IsoCalendar.DaysInMonth(year, month), nameof(day));
        (Year, Month, Day) = (year, month, day);
    }

    /// <summary>The year.</summary>
    public int Year { get; }

    /// <summary>The month, 1 to 12.</summary>
    public int Month { get; }

    /// <summary>The day of the month.</summary>
    public int Day { get; }

    /// <summary>The date as .NET has it.</summary>
    public DateOnly ToDateOnly() => new(IsoCalendar.Year(Year), Month, Day);

    /// <summary>Midnight of the date.</summary>
    public DateTime ToDateTime() => new(IsoCalendar.Year(Year), Month, Day, 0, 0, 0, DateTimeKind.Unspecified);

    /// <inheritdoc/>
    public int CompareTo(LocalDate? other) => other is null ? 1 : Days.CompareTo(other.Days);

    /// <inheritdoc/>
    public bool Equals(LocalDate? other) => other is not null && (Year, Month, Day) == (other.Year, other.Month, other.Day);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalDate);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Year, Month, Day);

    /// <inheritdoc/>
    public override string ToString() => IsoCalendar.Text(Year, Month, Day);

    /// <summary>Whether one date is before another.</summary>
    public static bool operator <(LocalDate left, LocalDate right) => left.CompareTo(right) < 0;

    /// <summary>Whether one date is after another.</summary>
    public static bool operator >(LocalDate left, LocalDate right) => left.CompareTo(right) > 0;

    /// <summary>Whether one date is not after another.</summary>
    public static bool operator <=(LocalDate left, LocalDate right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one date is not before another.</summary>
    public static bool operator >=(LocalDate left, LocalDate right) => left.CompareTo(right) >= 0;

    private long Days => IsoCalendar.Days(Year, Month, Day);

    /// <summary>Date (44): days since 1970-01-01.</summary>
    internal static LocalDate Read(ref PackStreamReader reader)
    {
        long days = reader.Integer();
        const long FarthestDay = 366L * IsoCalendar.MostYear;
        if (days is < -FarthestDay or > FarthestDay)
        {
            throw new ProtocolException($"The server sent a date {days} days from 1970, which no year has.");
        }
        var (year, month, day) = IsoCalendar.Date(days);
        return new(year, month, day);
    }

    void ITemporal.Write(PackStreamWriter writer) => Write(writer);

    internal void Write(PackStreamWriter writer)
    {
        writer.Structure(1, 0x44);
        writer.Integer(Days);
    }

    internal override object? To(Type type) =>
        type == typeof(DateOnly) ? ToDateOnly() : type == typeof(DateTime) ? ToDateTime() : null;
}
