using System.Diagnostics;
using System.Globalization;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>How the load is to be run.</summary>
internal sealed record LoadOptions
{
    internal const string Usage = """
        load [--store FILE]... [--children N,N]... [--seconds 10] [--only QUESTION] [--port 5330] [--neo4j URI [--user neo4j] [--password WORD] [--neo4j-pid N]]
          --store     an embedded store to measure on; several are compared
          --children  a store with so many children, made under artifacts/load where it is not yet; 2000 when no store is named
          --seconds   how long each candidate is measured for each question and number of connections
          --only      child-page, children-page, lookup, paths, gaps or adherence
          --port      the first of three free ports
          --neo4j     measure on the Neo4j at an address such as bolt://127.0.0.1:7687, which holds a copy of the one store
          --user, --password
                      of the Neo4j; without --password the environment's NEO4J_PASSWORD
          --neo4j-pid its process on this machine, to count its processor time: the java that serves, not the one that started it
        """;

    /// <summary>Into how many turns the time of a candidate is cut.</summary>
    internal const int Rounds = 5;

    internal List<string> Stores { get; } = [];

    internal TimeSpan Time { get; private set; } = TimeSpan.FromSeconds(10);

    internal TimeSpan WarmUp => Time / 2;

    internal string? Only { get; private set; }

    internal int Port { get; private set; } = 5330;

    /// <summary>The Neo4j to measure on; null: the embedded stores themselves.</summary>
    internal Neo4jSettings? Neo4j => _neo4j is null ? null : new(_neo4j) { User = _user, Password = _password };

    /// <summary>Whether the database's processor time is known.</summary>
    internal bool CountsDatabase => _database is not null;

    private string? _neo4j;
    private string _user = "neo4j";
    private string? _password = Environment.GetEnvironmentVariable("NEO4J_PASSWORD");
    private Process? _database;

    /// <summary>Where the clone is: stores are made and results are written under its artifacts.</summary>
    internal static string Root { get; } = FindRoot(new(AppContext.BaseDirectory));

    /// <summary>The options of a command line; null when it cannot be understood.</summary>
    internal static LoadOptions? Read(string[] args)
    {
        LoadOptions options = new();
        for (int i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !options.Take(args[i], args[i + 1]))
            {
                return null;
            }
        }
        if (options.Stores.Count == 0)
        {
            options.Stores.Add(Seeded(2000));
        }
        return options.Neo4j is null || options.Stores.Count == 1 ? options : null;
    }

    /// <summary>Processor time that the database's process has used so far; none where it is not known.</summary>
    internal TimeSpan DatabaseCpu() => _database is null ? TimeSpan.Zero : ServerProcess.CpuOf(_database);

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "--store" when File.Exists(value):
                Stores.Add(value);
                return true;
            case "--children":
                Stores.AddRange(value.Split(',').Select(n => Seeded(int.Parse(n, CultureInfo.InvariantCulture))));
                return true;
            case "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out double seconds) && seconds > 0:
                Time = TimeSpan.FromSeconds(seconds);
                return true;
            case "--only" when Question.All.Any(q => q.Name == value):
                Only = value;
                return true;
            case "--port" when int.TryParse(value, CultureInfo.InvariantCulture, out int port):
                Port = port;
                return true;
            case "--neo4j":
                _neo4j = value;
                return true;
            case "--user":
                _user = value;
                return true;
            case "--password":
                _password = value;
                return true;
            case "--neo4j-pid":
                _database = Process.GetProcesses().FirstOrDefault(p => p.Id.ToString(CultureInfo.InvariantCulture) == value);
                return _database is not null;
            default:
                return false;
        }
    }

    /// <summary>A store with so many children, made by the seed where it is not there yet.</summary>
    internal static string Seeded(int children)
    {
        string file = Path.Combine(Root, "artifacts", "load", $"{children}.db");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var seed = Process.Start("dotnet", ["run", "-c", "Release", "-v", "q", "--project", Path.Combine(Root, "seed", "LifelongLinks.Seed"),
                "--", "--children", children.ToString(CultureInfo.InvariantCulture), "--store", "sqlite", "--path", file]);
            seed.WaitForExit();
            if (seed.ExitCode != 0)
            {
                throw new InvalidOperationException($"The seed could not make {file}.");
            }
        }
        return file;
    }

    private static string FindRoot(DirectoryInfo? folder) =>
        folder is null ? Environment.CurrentDirectory
        : File.Exists(Path.Combine(folder.FullName, "LifelongLinks.sln")) ? folder.FullName
        : FindRoot(folder.Parent);
}
