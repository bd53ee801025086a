using System.Globalization;
using System.Reflection;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>Brings constraints and indexes up to date: the numbered files of schema/neo4j/migrations, each once.</summary>
internal static class Neo4jMigrations
{
    private const string Ours = "(s:Schema {name: 'lifelong-links'})";

    // From here on there are data keys, and what was written before is plain yet. A later step that has more encrypted has to say so too.
    private const int FirstKey = 4;

    private static readonly Dictionary<string, object?> _none = [];

    /// <summary>Runs what the database has not seen yet. Each statement may be run again: two servers may start at once.</summary>
    internal static async Task Run(Neo4jSessions sessions, DataKeys keys, string uri, CancellationToken cancel)
    {
        var (version, isEmpty, isUnfinished) = await Look(sessions, cancel);
        if (isUnfinished)
        {
            throw Neo4jFaults.Say(StoreFault.NotAStore, $"The database at {uri} holds a half of a store, as copying was broken off: copy again.");
        }
        await Run(sessions, keys, uri, version, isEmpty, cancel);
    }

    /// <summary>The same for a store that is to be filled.</summary>
    internal static async Task Begin(Neo4jSessions sessions, DataKeys keys, string uri, CancellationToken cancel)
    {
        var (version, isEmpty, isUnfinished) = await Look(sessions, cancel);
        if (version > 0 && !isUnfinished)
        {
            throw Neo4jFaults.Say(StoreFault.NotAStore, $"The database at {uri} holds a store already: give it an empty one.");
        }
        while (isUnfinished && await sessions.Write(async transaction =>
            ((long)(await transaction.Rows($"MATCH (n) WHERE NOT EXISTS {{ {Ours} WHERE s = n }} WITH n LIMIT 10000 DETACH DELETE n RETURN count(*)", _none))[0][0]! > 0, true), cancel))
        {
        }
        // Its keys went with the rest.
        await Run(sessions, keys, uri, isUnfinished ? 0 : version, isEmpty || isUnfinished, cancel);
        await Execute(sessions, $"MATCH {Ours} SET s.unfinished = true", _none, cancel);
    }

    /// <summary>It is filled.</summary>
    internal static Task Finish(Neo4jSessions sessions, CancellationToken cancel) => Execute(sessions, $"MATCH {Ours} REMOVE s.unfinished", _none, cancel);

    private static Task<(int Version, bool IsEmpty, bool IsUnfinished)> Look(Neo4jSessions sessions, CancellationToken cancel) => sessions.Read(
        $"OPTIONAL MATCH {Ours} RETURN coalesce(s.version, 0), NOT EXISTS {{ MATCH () }}, coalesce(s.unfinished, false)", _none,
        rows => (checked((int)(long)rows[0][0]!), (bool)rows[0][1]!, (bool)rows[0][2]!), cancel);

    private static async Task Run(Neo4jSessions sessions, DataKeys keys, string uri, int version, bool isEmpty, CancellationToken cancel)
    {
        var migrations = All();
        if (version > migrations[^1].Version)
        {
            throw Neo4jFaults.Say(StoreFault.Newer, $"The database at {uri} was written by a newer version of this server: run that one.");
        }
        if (version == 0 && !isEmpty)
        {
            throw Neo4jFaults.Say(StoreFault.NotAStore, $"The database at {uri} holds something else than a store of this server: give it an empty one.");
        }
        foreach (var (number, statements) in migrations.Where(m => m.Version > version))
        {
            foreach (string statement in statements)
            {
                await Execute(sessions, statement, _none, cancel);
            }
            if (number == FirstKey)
            {
                await KeyCypher.Add(sessions, keys, beyond: 0, withPlain: version > 0, cancel);
            }
            await Execute(sessions, $"MERGE {Ours} SET s.version = $version", new() { ["version"] = (long)number }, cancel);
        }
        await Execute(sessions, "CALL db.awaitIndexes(300)", _none, cancel);
    }

    private static Task<bool> Execute(Neo4jSessions sessions, string statement, Dictionary<string, object?> values, CancellationToken cancel) =>
        sessions.Write(async transaction =>
        {
            await transaction.Rows(statement, values);
            return (true, true);
        }, cancel);

    private static List<(int Version, IReadOnlyList<string> Statements)> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. from name in assembly.GetManifestResourceNames()
               where name.StartsWith("neo4j/", StringComparison.Ordinal)
               orderby name
               select (int.Parse(name["neo4j/".Length..].Split('-')[0], CultureInfo.InvariantCulture), Statements(Text(assembly, name))),
        ];
    }

    // Statements end with a semicolon at a line's end; lines of comment are none.
    private static IReadOnlyList<string> Statements(string text) =>
        [.. string.Join('\n', text.Split('\n').Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            .Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(s => s.TrimEnd(';'))];

    private static string Text(Assembly assembly, string name)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
