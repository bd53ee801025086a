using System.Text;
using System.Text.RegularExpressions;
using LifelongLinks.Server;

namespace LifelongLinks.Tests.Server.Calendars;

/// <summary>A calendar as RFC 5545 has it, whatever people are called.</summary>
public sealed partial class CalendarTextTests
{
    private static readonly DateOnly _today = new(2026, 6, 30);

    [Theory]
    [InlineData("Ring Nan")]
    [InlineData("Ring Nan\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR")]
    [InlineData("Ring Nan\nATTENDEE:mailto:somebody@example.org")]
    [InlineData("Ring Nan\rX-A:1")]
    [InlineData("Nan; the one, with\\n a backslash \\ and \"quotes\": and a colon")]
    [InlineData("Σίσυφος 👩‍👩‍👧‍👦 Nan ÅÄÖ 祖母 Ring 👩‍👩‍👧‍👦 Σίσυφος 👩‍👩‍👧‍👦 Nan ÅÄÖ 祖母 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 祖母祖母祖母祖母祖母祖母祖母祖母祖母祖母祖母祖母祖母")]
    [InlineData("BEGIN:VALARM")]
    [InlineData(" ")]
    public void Whatever_is_in_a_name_it_is_one_event_that_reads_back_as_it_was(string summary)
    {
        string text = Written(new CalendarEntry("key1", summary, new(2026, 7, 1), new(2026, 7, 7), 3) { Description = summary }, new CalendarEntry("key2", "Other", _today, _today, 0));
        Check(text);
        var read = Ical.Net.Calendar.Load(text)!;
        var one = read.Events.Single(e => e.Uid == "key1@lifelong-links");
        Assert.Equal(2, read.Events.Count);
        string AsRead(string? said) => (said ?? "").ReplaceLineEndings("\n");
        Assert.Equal((AsRead(summary), AsRead(summary)), (AsRead(one.Summary), AsRead(one.Description)));
        Assert.Empty(one.Alarms);
        Assert.Empty(one.Attendees);
        Assert.Equal((new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 8)), (one.DtStart!.Date, one.DtEnd!.Date));
        Assert.False(one.DtStart.HasTime);
    }

    [Fact]
    public void It_has_what_a_calendar_needs_and_nothing_that_wakes_or_invites_anybody()
    {
        string text = Written(new CalendarEntry("key", "Ring A.", _today, _today, 0));
        Check(text);
        string[] lines = text.Split("\r\n");
        foreach (string line in (string[])["VERSION:2.0", "PRODID:-//Lifelong Links//Calendar 1.0//EN", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Reviews", "X-WR-TIMEZONE:Europe/London", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H", "UID:key@lifelong-links", "DTSTAMP:20260630T000000Z", "DTSTART;VALUE=DATE:20260630", "DTEND;VALUE=DATE:20260701", "SEQUENCE:0", "STATUS:CONFIRMED", "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT", "SUMMARY:Ring A."])
        {
            Assert.Single(lines, l => l == line);
        }
        Assert.DoesNotContain(lines, l => l.StartsWith("METHOD", StringComparison.Ordinal) || l.Contains("VALARM", StringComparison.Ordinal) || l.StartsWith("ORGANIZER", StringComparison.Ordinal)
            || l.StartsWith("LOCATION", StringComparison.Ordinal) || l.StartsWith("DESCRIPTION", StringComparison.Ordinal));
    }

    [Fact]
    public void With_nothing_on_it_it_is_a_calendar_still() => Check(Written());

    [Fact]
    public void The_same_entries_on_the_same_day_are_the_same_bytes()
    {
        CalendarEntry entry = new("key", "Ring A.", _today, _today, 0);
        Assert.Equal(Written(entry), Written(entry));
    }

    /// <summary>Every line ends with CRLF, has 75 octets at most and is UTF-8 by itself; what is folded goes on with a blank (RFC 5545, 3.1); components are nested as they should be.</summary>
    internal static void Check(string text)
    {
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(BareBreak(), text);
        string[] lines = text[..^2].Split("\r\n");
        Assert.All(lines, l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 1, 75));
        Assert.All(lines, l => Assert.DoesNotContain('\uFFFD', l));
        Assert.All(lines, l => Assert.DoesNotMatch(Controls(), l));
        string[] unfolded = text[..^2].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.All(unfolded, l => Assert.Matches(ContentLine(), l));
        Assert.Equal("BEGIN:VCALENDAR", unfolded[0]);
        int events = unfolded.Count(l => l == "BEGIN:VEVENT");
        Assert.Equal(events, unfolded.Count(l => l == "END:VEVENT"));
        // The calendar, its time zone with summer and winter, and the events.
        Assert.Single(unfolded, l => l == "TZID:Europe/London");
        Assert.Equal(2 * (4 + events), unfolded.Count(l => l.StartsWith("BEGIN:", StringComparison.Ordinal) || l.StartsWith("END:", StringComparison.Ordinal)));
        foreach (string needed in (string[])["UID:", "DTSTAMP:", "DTSTART;", "SUMMARY:"])
        {
            Assert.Equal(events, unfolded.Count(l => l.StartsWith(needed, StringComparison.Ordinal)));
        }
    }

    private static string Written(params CalendarEntry[] entries) => new UTF8Encoding(false, true).GetString(CalendarText.Of("Reviews", entries, _today));

    [GeneratedRegex("(?<!\r)\n|\r(?!\n)")]
    private static partial Regex BareBreak();

    [GeneratedRegex("[\\x00-\\x08\\x0A-\\x1F\\x7F]")]
    private static partial Regex Controls();

    [GeneratedRegex("^[A-Z][A-Z-]*(;[A-Z-]+=[^;:\"]+)*:")]
    private static partial Regex ContentLine();
}
