using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace LifelongLinks.Server;

/// <summary>
/// A calendar as iCalendar has it (RFC 5545). The same entries on the same day are the same bytes, whichever server writes them: DTSTAMP is
/// the day's beginning, as a calendar without METHOD says by it when it was last worked out.
/// </summary>
public static class CalendarText
{
    // How often programs should ask (RFC 7986, 5.7, and what Outlook reads): what was withdrawn is on a phone for no longer.
    private const string AskEvery = "PT1H";

    private const string Zone = "Europe/London";

    private static readonly DateTime _rulesSince = new(2026, 1, 1);

    private const int LongestLine = 75; // octets, the line break not counted

    private const string Product = "-//Lifelong Links//Calendar 1.0//EN";

    /// <summary>The text of a calendar, in UTF-8.</summary>
    /// <param name="name">What the program calls it.</param>
    /// <param name="entries">What is on it.</param>
    /// <param name="today">The day it is read.</param>
    public static byte[] Of(string name, IReadOnlyList<CalendarEntry> entries, DateOnly today)
    {
        Ical.Net.Calendar calendar = new() { ProductId = Product };
        calendar.AddProperty("CALSCALE", "GREGORIAN");
        calendar.AddProperty("NAME", name);
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("X-WR-TIMEZONE", Zone);
        // Where its days are; and a calendar with nothing on it has to have some component (RFC 5545, 3.6).
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Zone, _rulesSince, includeHistoricalData: false));
        CalendarProperty refresh = new("REFRESH-INTERVAL", AskEvery);
        refresh.AddParameter("VALUE", "DURATION");
        calendar.Properties.Add(refresh);
        calendar.AddProperty("X-PUBLISHED-TTL", AskEvery);
        calendar.Events.AddRange(entries.Select(e => Event(e, today)));
        return Folded(new CalendarSerializer(calendar).SerializeToString()!);
    }

    // Ical.Net 5.2.4 folds between the two halves of a character beyond the first 65,536, which are then no UTF-8: so what it folded is folded anew,
    // between characters (RFC 5545, 3.1).
    private static byte[] Folded(string text)
    {
        StringBuilder folded = new(text.Length + 64);
        int octets = 0;
        foreach (var character in text.Replace("\r\n ", "", StringComparison.Ordinal).EnumerateRunes())
        {
            if (character.Value is not ('\r' or '\n') && (octets += character.Utf8SequenceLength) > LongestLine)
            {
                folded.Append("\r\n ");
                octets = 1 + character.Utf8SequenceLength;
            }
            folded.Append(character);
            octets = character.Value == '\n' ? 0 : octets;
        }
        return Encoding.UTF8.GetBytes(folded.ToString());
    }

    private static CalendarEvent Event(CalendarEntry entry, DateOnly today) => new()
    {
        Uid = $"{entry.Key}@lifelong-links",
        DtStamp = new CalDateTime(today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), "UTC"),
        Summary = entry.Summary,
        Description = entry.Description,
        DtStart = new CalDateTime(entry.First),
        DtEnd = new CalDateTime(Days.Plus(entry.Last, 1)), // exclusive (RFC 5545, 3.6.1)
        Sequence = entry.Revision,
        Status = EventStatus.Confirmed,
        Class = "PRIVATE",
        Transparency = TransparencyType.Transparent,
    };
}
