using LifelongLinks.Bolt;

namespace LifelongLinks.Benchmarks;

/// <summary>The values of a row, or of a list in one, by their place.</summary>
internal readonly struct Columns
{
    private readonly IList<object> _values;

    internal Columns(IRecord row) : this([.. Enumerable.Range(0, row.Keys.Count).Select(at => row[at]!)])
    {
    }

    private Columns(IList<object> values) => _values = values;

    internal string Text(int at) => (string)_values[at];

    internal string? TextOrNull(int at) => (string?)_values[at];

    internal bool Flag(int at) => (bool)_values[at];

    internal int Number(int at) => checked((int)(long)_values[at]);

    internal int? NumberOrNull(int at) => _values[at] is long number ? checked((int)number) : null;

    internal DateOnly Day(int at) => ((LocalDate)_values[at]).ToDateOnly();

    internal DateOnly? DayOrNull(int at) => (_values[at] as LocalDate)?.ToDateOnly();

    internal string[] Texts(int at) => [.. ((IList<object>)_values[at]).Cast<string>()];

    /// <summary>A list of lists.</summary>
    internal IEnumerable<Columns> Lists(int at) => ((IList<object>)_values[at]).Select(list => new Columns((IList<object>)list));
}
