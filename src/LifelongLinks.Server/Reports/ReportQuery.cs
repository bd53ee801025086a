using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>What was asked of a report, as the query string has it: only what the report knows, each once unless several may be given.</summary>
public sealed class ReportQuery
{
    private const int LongestValue = 200;
    private const int MostValues = 20;

    private readonly Dictionary<string, string[]> _values;

    private ReportQuery(Dictionary<string, string[]> values) => _values = values;

    /// <summary>Reads it.</summary>
    /// <exception cref="ProblemException">It has something that the report does not know, or that cannot be used.</exception>
    public static ReportQuery Read(IQueryCollection query, IReadOnlyList<ReportParameter> parameters)
    {
        Dictionary<string, string[]> values = [];
        foreach (var (name, given) in query)
        {
            // Names are as they are written: one that is passed over because of a capital letter would change what is answered.
            var parameter = parameters.FirstOrDefault(p => p.Name == name) ?? throw new ProblemException(Problem.ParameterUnknown,
                $"There is no parameter of this name here. There {(parameters.Count == 1 ? "is" : "are")} {string.Join(", ", parameters.Select(p => p.Name))}.", Cut(name));
            string[] texts = parameter.Many
                ? [.. given.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries))]
                : [.. given.Select(v => (v ?? "").Trim())];
            if (texts.Length > (parameter.Many ? MostValues : 1))
            {
                throw new ProblemException(Problem.ParameterMalformed, parameter.Many ? $"Give at most {MostValues} values." : "Give one value, once.", name);
            }
            if (texts.FirstOrDefault(t => t.Length is 0 or > LongestValue || t.Any(char.IsControl)) is not null)
            {
                throw new ProblemException(Problem.ParameterMalformed, $"A value is a text of 1 to {LongestValue} characters: leave the parameter out to ask for all.", name);
            }
            if (parameter.Values.Count > 0 && texts.FirstOrDefault(t => !parameter.Values.Contains(t)) is { } unknown)
            {
                throw new ProblemException(parameter.Name == "groupBy" ? Problem.DimensionUnknown : Problem.ValueUnknown,
                    $"\"{Cut(unknown)}\" is none of {string.Join(", ", parameter.Values)}.", name);
            }
            values[name] = texts;
        }
        return new(values);
    }

    /// <summary>All of it as a query string, the same however it was written; empty where nothing was asked.</summary>
    public string Written => QueryString.Create(_values.OrderBy(v => v.Key, StringComparer.Ordinal)
        .Select(v => KeyValuePair.Create<string, string?>(v.Key, string.Join(',', v.Value)))).Value ?? "";

    /// <summary>The values of a parameter; none where it was not given.</summary>
    public IReadOnlyList<string> All(string name) => _values.GetValueOrDefault(name, []);

    /// <summary>The value of a parameter; null where it was not given.</summary>
    public string? One(string name) => All(name) is [var value, ..] ? value : null;

    /// <summary>A day, or of a month the first or the last; null where it was not given.</summary>
    public DateOnly? Day(string name, bool last)
    {
        if (One(name) is not { } text)
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        // AddMonths and AddDays would go past the last day there is.
        return DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? last ? new(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month)) : first
            : throw new ProblemException(Problem.ParameterMalformed, "Write a month such as 2026-03, or a day such as 2026-03-31.", name);
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int least, int most, int otherwise) =>
        One(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
        : throw new ProblemException(Problem.ParameterMalformed, $"Write a whole number, {least} to {most}.", name);

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
