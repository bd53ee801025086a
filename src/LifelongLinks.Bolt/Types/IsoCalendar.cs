using System.Globalization;

namespace LifelongLinks.Bolt;

/// <summary>The proleptic ISO calendar over the years -999,999,999 to 999,999,999 that the server knows; .NET's types know 1 to 9999.</summary>
internal static class IsoCalendar
{
    internal const int MostYear = 999_999_999;
    internal const long NanosOfSecond = 1_000_000_000;
    internal const long NanosOfDay = 24 * 3600 * NanosOfSecond;
    internal const long SecondsOfDay = 24 * 3600;

    private const int DaysOf400Years = 146_097;
    private const int DaysFromMarchOfYear0To1970 = 719_468;

    /// <summary>Days since 1970-01-01. Years are counted from March, so that the leap day is a year's last.</summary>
    internal static long Days(int year, int month, int day)
    {
        long marchYear = month > 2 ? year : year - 1L;
        long cycle = (long)Math.Floor(marchYear / 400.0);
        long yearOfCycle = marchYear - cycle * 400;
        long dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return cycle * DaysOf400Years + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - DaysFromMarchOfYear0To1970;
    }

    /// <summary>The date of a day counted from 1970-01-01.</summary>
    internal static (int Year, int Month, int Day) Date(long days)
    {
        long shifted = days + DaysFromMarchOfYear0To1970;
        long cycle = (long)Math.Floor((double)shifted / DaysOf400Years);
        long dayOfCycle = shifted - cycle * DaysOf400Years;
        long yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
        long dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        long month = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * month + 2) / 5 + 1;
        month = month < 10 ? month + 3 : month - 9;
        long year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
        return year is >= -MostYear and <= MostYear
            ? ((int)year, (int)month, (int)day)
            : throw new ProtocolException($"The server sent a date {days} days from 1970, which no year has.");
    }

    /// <summary>A second's day and what is left of it.</summary>
    internal static (long Days, int Second) Split(long seconds)
    {
        long days = Math.DivRem(seconds, SecondsOfDay, out long rest);
        return rest < 0 ? (days - 1, (int)(rest + SecondsOfDay)) : (days, (int)rest);
    }

    /// <summary>How many days a month has.</summary>
    internal static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Throws where a part of a date or time is out of its range.</summary>
    internal static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"It is {least} to {most}.");
        }
    }

    /// <summary>yyyy-MM-dd, with a sign for years that have not four digits (ISO 8601).</summary>
    internal static string Text(int year, int month, int day) => string.Create(CultureInfo.InvariantCulture,
        $"{(year > 9999 ? "+" : year < 0 ? "-" : "")}{Math.Abs((long)year):D4}-{month:D2}-{day:D2}");

    /// <summary>HH:mm:ss, with nanoseconds where there are any.</summary>
    internal static string Text(int hour, int minute, int second, int nanosecond) => string.Create(CultureInfo.InvariantCulture,
        $"{hour:D2}:{minute:D2}:{second:D2}{(nanosecond == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{nanosecond:D9}"))}");

    /// <summary>Nanoseconds as ticks; what is finer than a tick is an error, for .NET's types would lose it.</summary>
    internal static int Ticks(int nanosecond) => nanosecond % 100 == 0
        ? nanosecond / 100 : throw new ValueOverflowException($"{nanosecond} ns are not a whole number of .NET's ticks of 100 ns.");

    /// <summary>A year as .NET's types have it.</summary>
    internal static int Year(int year) => year is >= 1 and <= 9999
        ? year : throw new ValueOverflowException($"The year {year} is not one of 1 to 9999, which .NET's types have.");
}
