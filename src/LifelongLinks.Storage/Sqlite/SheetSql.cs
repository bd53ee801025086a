using System.Globalization;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The sheets of the caseload: see <see cref="Sheet"/>.</summary>
internal static class SheetSql
{
    private const string IsGood = "body IS NOT NULL AND form = @form AND data_key = @key";

    private static readonly string _teams = $"SELECT {Found.ColumnsOfFact("n")} FROM node n WHERE n.label = 'Team'";
    private static readonly string _sealedPeople = InForce("againstId", "SEALED_ADOPTION", "sealed_person");
    private static readonly string _sealedTies = InForce("tieId", "SEALED_ADOPTION", "sealed_tie");
    private static readonly string _confidential = InForce("protectsId", "CONFIDENTIAL_ADDRESS", "confidential_person");

    /// <summary>The children that come after one, by id, so many as are read together; and those of them who have no sheet that can be used.</summary>
    internal static (List<string> Children, List<string> Missing) Next(Connection connection, string after)
    {
        using var rows = connection.Query($"SELECT child, {IsGood} FROM sheet WHERE child > @after ORDER BY child LIMIT @take",
            ("@after", after), ("@take", SheetLot.Together), ("@form", Sheet.Form), ("@key", connection.Keys.Current));
        List<string> children = [], missing = [];
        while (rows.Next())
        {
            children.Add(rows.Text(0));
            if (rows.Number(1) == 0)
            {
                missing.Add(children[^1]);
            }
        }
        return (children, missing);
    }

    /// <summary>Makes the sheets of children and keeps them; within a transaction that writes, so that no change comes between.</summary>
    internal static void Keep(Connection connection, IReadOnlyCollection<string> children)
    {
        int key = connection.Keys.Current;
        Keep(connection, Make(connection, children, key), key);
    }

    /// <summary>The same of new cases that were just saved whole, and so need not be read.</summary>
    internal static void KeepNew(Connection connection, IReadOnlyCollection<string> children, IReadOnlyList<Changes> saved)
    {
        int key = connection.Keys.Current;
        Reading others = new(connection, Scope.Everything(default));
        var nodes = others.Found.Nodes;
        var edges = saved.SelectMany(s => s.Edges).ToList();
        // Somebody who was saved twice is who they became.
        foreach (var node in saved.SelectMany(s => s.Nodes))
        {
            nodes[node.Id] = node;
        }
        others.Load([.. edges.SelectMany(e => new[] { Graph.KindOf(e).From(e), Graph.KindOf(e).To(e) })
            .Concat(saved.SelectMany(s => s.Nodes).SelectMany(n => Graph.KindOf(n).References.SelectMany(r => r.Ids(n)))).Distinct().Where(id => !nodes.ContainsKey(id))]);
        Keep(connection, Sheet.Of(others.Found.All with { Edges = edges }, children, home => connection.Keys.StandIn(home, key)), key);
    }

    private static void Keep(Connection connection, IReadOnlyDictionary<string, byte[]> sheets, int key)
    {
        foreach (var (child, body) in sheets)
        {
            connection.Run("UPDATE sheet SET form = @form, data_key = @key, body = @body WHERE child = @child",
                ("@form", Sheet.Form), ("@key", key), ("@body", body), ("@child", child));
        }
    }

    /// <summary>The sheets of some children, of one moment. Those that are not kept are made for this once.</summary>
    internal static SheetLot Read(Connection connection, Scope scope, IReadOnlyList<string> children)
    {
        int key = connection.Keys.Current;
        Dictionary<string, byte[]> sheets = [];
        Add(children);
        var needs = sheets.Values.Select(Sheet.Needs).ToList();
        Add([.. needs.SelectMany(n => n.Siblings).Distinct().Where(id => !sheets.ContainsKey(id))]);
        Reading named = new(connection, scope);
        named.Load([.. needs.SelectMany(n => n.Restricted).Concat(sheets.Values.SelectMany(s => Sheet.Needs(s).Restricted)).Distinct()]);
        SheetProtection protection = new(Ids(connection, scope, _sealedPeople), Ids(connection, scope, _sealedTies), Ids(connection, scope, _confidential),
            named.Found.Nodes.Keys.ToHashSet(), Teams(connection));
        return new(children, sheets, protection);

        void Add(IReadOnlyList<string> of)
        {
            HashSet<string> left = [.. of];
            using (var rows = connection.Query($"SELECT s.child, s.body FROM json_each(@ids) i CROSS JOIN sheet s ON s.child = i.value WHERE {IsGood}",
                ("@ids", Records.Ids(of)), ("@form", Sheet.Form), ("@key", key)))
            {
                while (rows.Next())
                {
                    string child = rows.Text(0);
                    sheets[child] = rows.Utf8(1).ToArray();
                    left.Remove(child);
                }
            }
            if (left.Count > 0)
            {
                foreach (var (child, body) in Make(connection, left, key))
                {
                    sheets[child] = body;
                }
            }
        }
    }

    /// <summary>
    /// Takes away what is not true any more: the sheets of cases that name somebody who is another than before, and that of the case that was changed,
    /// which has a row as long as there is a child.
    /// </summary>
    internal static void Forget(Connection connection, string childId, bool isThere, IReadOnlyCollection<string> others)
    {
        connection.Run(isThere
            ? "INSERT INTO sheet (child) VALUES (@child) ON CONFLICT (child) DO UPDATE SET form = NULL, data_key = NULL, body = NULL WHERE body IS NOT NULL"
            : "DELETE FROM sheet WHERE child = @child", ("@child", childId));
        if (others.Count > 0)
        {
            connection.Run("UPDATE sheet SET form = NULL, data_key = NULL, body = NULL WHERE child IN (SELECT value FROM json_each(@ids)) AND body IS NOT NULL",
                ("@ids", Records.Ids(others)));
        }
    }

    /// <summary>Takes away those made with a data key that is gone: with that key, homes could be guessed from them.</summary>
    internal static void ForgetBefore(Connection connection, int key) =>
        connection.Run("UPDATE sheet SET form = NULL, data_key = NULL, body = NULL WHERE data_key < @key", ("@key", key));

    /// <summary>Counts a change that was applied.</summary>
    internal static void Count(Connection connection, string? at) => connection.Run(
        "UPDATE caseload SET changes = changes + 1, at = CASE WHEN at > @at OR @at IS NULL THEN at ELSE @at END", ("@at", at));

    /// <summary>How many changes were applied, and when the latest was.</summary>
    internal static CaseloadStamp Stamp(Connection connection)
    {
        using var rows = connection.Query("SELECT changes, at FROM caseload");
        rows.Next();
        return new(Convert.ToInt64(rows.Value(0), CultureInfo.InvariantCulture), rows.TextOrNull(1) is { } at ? ChangeSql.At(at) : null);
    }

    private static IReadOnlyDictionary<string, byte[]> Make(Connection connection, IReadOnlyCollection<string> children, int key) =>
        Sheet.Of(Reading.Expand(connection, Scope.Everything(default), children, Caseload.Parts.Pattern), children, home => connection.Keys.StandIn(home, key));

    // Without being told, SQLite looks at every node.
    private static string InForce(string column, string kind, string index) =>
        $"SELECT s.\"{column}\" FROM node s INDEXED BY {index} WHERE s.kind = '{kind}' AND s.\"{column}\" IS NOT NULL AND {ScopeSql.Holds("s", "\"from\"")}";

    private static HashSet<string> Ids(Connection connection, Scope scope, string sql)
    {
        using var rows = connection.Query(sql, ("@today", scope.Today.ToString("O", CultureInfo.InvariantCulture)));
        HashSet<string> ids = [];
        while (rows.Next())
        {
            ids.Add(rows.Text(0));
        }
        return ids;
    }

    private static Dictionary<string, Node> Teams(Connection connection)
    {
        using var rows = connection.Query(_teams);
        Dictionary<string, Node> teams = [];
        while (rows.Next())
        {
            var team = Found.Read(rows, 0);
            teams[team.Id] = team;
        }
        return teams;
    }
}
