using System.Security.Cryptography;
using System.Text;

namespace LifelongLinks.Core;

/// <summary>Something on a calendar: on whole days, and in words that name nobody whom whoever reads it does not know.</summary>
/// <param name="Key">What tells it from all others, the same on every day; nothing can be read out of it.</param>
/// <param name="Summary">What is to be done.</param>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, itself included.</param>
/// <param name="Revision">How often it was changed, from 0.</param>
public sealed record CalendarEntry(string Key, string Summary, DateOnly First, DateOnly Last, int Revision)
{
    private const int KeyLength = 32;

    /// <summary>Something more that it says; null: nothing.</summary>
    public string? Description { get; init; }

    /// <summary>The key of something on one calendar: on two calendars the same thing has two keys, so that nobody can tell that it is the same.</summary>
    internal static string KeyOf(string calendarId, string thing) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{calendarId}\n{thing}")))[..KeyLength];
}

/// <summary>How far ahead calendars show.</summary>
public static class Calendars
{
    /// <summary>Twelve weeks.</summary>
    public const int DaysAhead = 84;
}
