namespace LifelongLinks.Server;

/// <summary>A question to start from.</summary>
/// <param name="Title">What it asks: the comment on its first line.</param>
/// <param name="Query">The document.</param>
public sealed record ExampleQuery(string Title, string Query);

/// <summary>The queries of docs/queries, as built into this assembly: the three questions, then the others.</summary>
public static class ExampleQueries
{
    private const string Folder = "queries/";

    private static readonly string[] _first = ["reconnection-paths", "network-gaps", "plan-adherence"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ExampleQuery> All { get; } =
    [
        .. typeof(ExampleQueries).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => (Name: Path.GetFileNameWithoutExtension(name), Query: Read(name)))
            .OrderBy(e => Array.IndexOf(_first, e.Name) is >= 0 and int place ? place : _first.Length)
            .ThenBy(e => e.Name, StringComparer.Ordinal)
            .Select(e => new ExampleQuery(Title(e.Name, e.Query), e.Query)),
    ];

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(ExampleQueries).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static string Title(string name, string query) => query.Split('\n')[0] is ['#', .. var comment] ? comment.Trim() : name;
}
