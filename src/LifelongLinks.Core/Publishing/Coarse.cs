using System.Globalization;

namespace LifelongLinks.Core;

/// <summary>What is told to analysts in place of days, ages and figures from which days could be worked out.</summary>
internal static class Coarse
{
    /// <summary>A month as text: no day, and not to be mistaken for one.</summary>
    internal static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The same, where there may be none.</summary>
    internal static string? Month(DateOnly? day) => day is { } known ? Month(known) : null;

    /// <summary>The age bands of rule 42.</summary>
    internal static string AgeBand(DateOnly? born, DateOnly asOf) => born is not { } on ? "NOT_KNOWN" : Days.Age(on, asOf) switch
    {
        <= 4 => "0-4",
        <= 9 => "5-9",
        <= 15 => "10-15",
        <= 17 => "16-17",
        _ => "18+",
    };

    /// <summary>Whole years from a day, in bands.</summary>
    internal static string? Years(DateOnly? from, DateOnly to) => from is not { } on || on > to ? null : Years(Days.Age(on, to));

    /// <summary>Days as whole years, in bands.</summary>
    internal static string? Years(double? days) => days is { } known ? Years((int)(known / 365.25)) : null;

    private static string Years(int years) => years switch
    {
        0 => "0",
        <= 2 => "1-2",
        <= 4 => "3-4",
        <= 9 => "5-9",
        _ => "10+",
    };

    /// <summary>How long ago somebody was last in touch, in bands of whole quarters.</summary>
    internal static string LastInTouch(DateOnly? on, DateOnly asOf) =>
        on is not { } last ? "NEVER_KNOWN"
        : last > asOf.AddMonths(-3) ? "WITHIN_3_MONTHS"
        : last > asOf.AddMonths(-6) ? "WITHIN_6_MONTHS"
        : last > asOf.AddMonths(-12) ? "WITHIN_12_MONTHS"
        : "OVER_12_MONTHS";

    /// <summary>
    /// A weight or strength to one significant digit. Closeness and evidence are published, so one more digit would give the days since
    /// the last contact: they halve a weight in a year, and .98 is ten days.
    /// </summary>
    internal static double OneDigit(double weight)
    {
        if (weight <= 0)
        {
            return 0;
        }
        int places = Math.Clamp(-(int)Math.Floor(Math.Log10(weight)), 0, 15);
        return Math.Round(weight, places);
    }
}
