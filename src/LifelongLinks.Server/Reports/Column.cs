namespace LifelongLinks.Server;

/// <summary>What the cells of a column are.</summary>
public enum ColumnType
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>A day.</summary>
    Day,
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>A number with a fraction.</summary>
    Number,
}

/// <summary>A column of a report, as it is promised to whoever reads it: its name, type and meaning stay.</summary>
/// <param name="Name">Its name, in snake_case.</param>
/// <param name="Type">What its cells are.</param>
/// <param name="Unit">In what it is counted; null where it is no number.</param>
/// <param name="Description">What it says.</param>
public abstract record Column(string Name, ColumnType Type, string? Unit, string Description)
{
    /// <summary>The version of the report's columns that brought it.</summary>
    public int Since { get; init; } = 1;

    /// <summary>Whether every row has it.</summary>
    public bool Required { get; init; }
}

/// <summary>A column, and what stands in it for a row: a text, a day, an <c>int</c>, a <c>double</c>, or null.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
public sealed record Column<TRow>(string Name, ColumnType Type, string? Unit, string Description, Func<TRow, object?> Of) : Column(Name, Type, Unit, Description);

/// <summary>The columns of a report, in order, each by the type of its cells.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
public sealed class Columns<TRow>
{
    private readonly List<Column<TRow>> _all = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Column<TRow>> All => _all;

    /// <summary>A column of texts.</summary>
    public Columns<TRow> Text(string name, string description, Func<TRow, string?> of, bool required = false) => Add(new(name, ColumnType.Text, null, description, row => of(row)) { Required = required });

    /// <summary>A column of days.</summary>
    public Columns<TRow> Day(string name, string description, Func<TRow, DateOnly> of) => Add(new(name, ColumnType.Day, null, description, row => of(row)) { Required = true });

    /// <summary>A column of whole numbers.</summary>
    public Columns<TRow> Whole(string name, string unit, string description, Func<TRow, int?> of) => Add(new(name, ColumnType.Whole, unit, description, row => of(row)));

    /// <summary>A column of numbers with a fraction.</summary>
    public Columns<TRow> Number(string name, string unit, string description, Func<TRow, double?> of) => Add(new(name, ColumnType.Number, unit, description, row => of(row)));

    /// <summary>Columns of one kind of thing after another.</summary>
    public Columns<TRow> Each<T>(IEnumerable<T> things, Action<Columns<TRow>, T> add)
    {
        foreach (var thing in things)
        {
            add(this, thing);
        }
        return this;
    }

    /// <summary>The rows of a report with these columns.</summary>
    public ReportRows Rows(IEnumerable<TRow> rows) => new([.. rows.Select(row => _all.Select(c => c.Of(row)).ToArray())]);

    private Columns<TRow> Add(Column<TRow> column)
    {
        _all.Add(column);
        return this;
    }
}
