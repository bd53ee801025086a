using System.Runtime.CompilerServices;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>
/// Which Neo4j the tests run against: the one that answers at NEO4J_URI, else one started from NEO4J_HOME, else one started from
/// shared/neo4j beside the clone.
/// </summary>
internal sealed class Neo4jFound
{
    private const string HowToGetOne = "This test needs Neo4j 5: set NEO4J_HOME to an unpacked Neo4j Community Edition (and have Java 17 or 21), or NEO4J_URI "
        + "and NEO4J_PASSWORD to an empty server: docker run -p 7474:7474 -p 7687:7687 -e NEO4J_AUTH=neo4j/a-password neo4j:5.26-community";

    private readonly bool _required;

    internal Neo4jFound(Func<string, string?> variable, string? shared)
    {
        Uri = Variable("NEO4J_URI");
        Http = Variable("NEO4J_HTTP");
        User = Variable("NEO4J_USER") ?? "neo4j";
        Password = Variable("NEO4J_PASSWORD");
        // Servers are started by a shell, which sees to it that they do not outlive the tests.
        Home = OperatingSystem.IsWindows() ? null : Variable("NEO4J_HOME") ?? (File.Exists(Path.Combine(shared ?? "", "bin", "neo4j")) ? shared : null);
        _required = Variable("REQUIRE_NEO4J") is not null;

        string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>What this run of the tests has.</summary>
    internal static Neo4jFound Here { get; } = new(Environment.GetEnvironmentVariable, Path.GetFullPath(Path.Combine(Clone(), "..", "shared", "neo4j")));

    /// <summary>A server that runs already.</summary>
    internal string? Uri { get; }

    /// <summary>Where its Query API is, when not at port 7474 of the same host.</summary>
    internal string? Http { get; }

    /// <summary>Who the tests are on it.</summary>
    internal string User { get; }

    /// <summary>Their password on it.</summary>
    internal string? Password { get; }

    /// <summary>The folder of a Neo4j to start servers from.</summary>
    internal string? Home { get; }

    /// <summary>Why tests on the common server are skipped; null when they run, or must.</summary>
    internal string? WhySkipped => Uri is not null || Home is not null || _required ? null : HowToGetOne;

    /// <summary>Why tests that start and stop a server of their own are skipped; one that runs already is not theirs to stop.</summary>
    internal string? WhyOwnSkipped => Home is not null || _required ? null : HowToGetOne;

    /// <summary>The folder to start servers from, or an error that says how to get one.</summary>
    internal string RequiredHome() => Home ?? throw new InvalidOperationException(HowToGetOne);

    private static string Clone([CallerFilePath] string here = "")
    {
        var folder = new FileInfo(here).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LifelongLinks.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException($"{here} is in no clone.");
    }
}
