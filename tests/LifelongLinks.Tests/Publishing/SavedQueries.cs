using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LifelongLinks.Tests.Publishing;

/// <summary>The analysts' library, as Neo4j Browser reads it: each file is a script whose first line is its title.</summary>
internal static class SavedQueries
{
    /// <summary>The script that sets parameters; the others are one statement each.</summary>
    internal const string Parameters = "00-parameters";

    internal static string Folder { get; } = Path.Combine(Clone(), "schema", "neo4j");

    internal static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "queries"), "*.cypher").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    internal static string Text(string name) => File.ReadAllText(Path.Combine(Folder, "queries", name + ".cypher"));

    /// <summary>The statement without its comments.</summary>
    internal static string Statement(string name) => string.Join('\n', Text(name).Split('\n').Where(l => !l.StartsWith("//", StringComparison.Ordinal))).Trim();

    /// <summary>Each parameter and the expression that gives its value, as <c>:param</c> takes them.</summary>
    internal static IEnumerable<(string Name, string Expression)> ParameterLines =>
        Statement(Parameters).Split('\n').Select(l => Regex.Match(l, @"^:param (\w+) => (.+);$")).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    /// <summary>What the guide offers to be run.</summary>
    internal static IReadOnlyList<string> OfTheGuide { get; } =
        [.. Regex.Matches(File.ReadAllText(Path.Combine(Folder, "guide", "lifelong-links.html")), @"<pre mode=""cypher"" class=""pre-scrollable code runnable"">(.*?)</pre>", RegexOptions.Singleline)
            .Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];

    private static string Clone([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "..", "..", "..", ".."));
}
