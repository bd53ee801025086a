namespace LifelongLinks.Server;

/// <summary>
/// A table that tools ask for over HTTP: what it is called, its columns, what may be asked of it, and how its rows come. How it is written,
/// who is let in and what is written down is the same for all (<see cref="ReportEndpoint"/>).
/// </summary>
public abstract class Report
{
    /// <summary>The last part of its path.</summary>
    public abstract string Name { get; }

    /// <summary>A title for people.</summary>
    public abstract string Title { get; }

    /// <summary>What it tells, one row for what.</summary>
    public abstract string Description { get; }

    /// <summary>The version of its columns: one more whenever some are added. None is ever taken away or changed.</summary>
    public virtual int Version => 1;

    /// <summary>Its columns, in order.</summary>
    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>What may be asked of it.</summary>
    public abstract IReadOnlyList<ReportParameter> Parameters { get; }

    /// <summary>The roles that may ask for it.</summary>
    public abstract IReadOnlyList<Role> Roles { get; }

    /// <summary>What it costs of what one client may ask for (<see cref="Rates"/>).</summary>
    public abstract int Cost { get; }

    /// <summary>
    /// Whether its rows are about single children. Then it is made before the first byte goes out, since who is told of whom has to be written
    /// down first; and what one viewer gets is not what another gets.
    /// </summary>
    public virtual bool IsOfCases => false;

    /// <summary>Reads what is asked, and says what the answer depends on.</summary>
    /// <exception cref="ProblemException">It cannot be asked.</exception>
    public abstract Task<ReportAsked> Ask(ReportQuery query, Viewer viewer, CancellationToken cancel);
}

/// <summary>A report as somebody asked for it.</summary>
/// <param name="Stamp">Of which state of the records it is.</param>
/// <param name="FileName">What the file is called, without its extension.</param>
/// <param name="Make">Makes the rows.</param>
public sealed record ReportAsked(CaseloadStamp Stamp, string FileName, Func<CancellationToken, Task<ReportRows>> Make);

/// <summary>The rows of a report, each as long as it has columns.</summary>
/// <param name="Rows">Cells as <see cref="Column{TRow}"/> has them.</param>
public sealed record ReportRows(IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Ids of the children whom the rows tell of, where they are about single ones.</summary>
    public IReadOnlyList<string> ChildIds { get; init; } = [];
}

/// <summary>Something that may be asked of a report.</summary>
/// <param name="Name">Its name in the query string.</param>
/// <param name="Description">What it does.</param>
public sealed record ReportParameter(string Name, string Description)
{
    /// <summary>What may be given, where it is one of a list.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether several may be given.</summary>
    public bool Many { get; init; }

    /// <summary>A pattern of what may be given, where it is no list; as JSON Schema has patterns.</summary>
    public string? Pattern { get; init; }

    /// <summary>An example.</summary>
    public string? Example { get; init; }
}
