using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LifelongLinks.Benchmarks;

/// <summary>Whom the load asks about, taken from the store's file itself.</summary>
/// <param name="Children">How many children the file has.</param>
/// <param name="Asked">Children, each with a worker who oversees the case and people of it.</param>
internal sealed record Sample(int Children, IReadOnlyList<AskedChild> Asked)
{
    private const int Most = 400;

    /// <summary>A sample of a file, the same one at every run.</summary>
    internal static Sample Read(string file)
    {
        SqliteConnectionStringBuilder text = new() { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using SqliteConnection connection = new(text.ToString());
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM node WHERE label = 'Child'";
        int children = Convert.ToInt32(count.ExecuteScalar(), CultureInfo.InvariantCulture);

        // Children with a plan in force, whom a coordinator oversees today; of those they are linked with, one whom no tie of their own
        // reaches where there is such a person, so that paths have to be looked for.
        using var command = connection.CreateCommand();
        const string linked = """
            FROM node l JOIN node p ON p.id = l."personId" AND p.label = 'Person' WHERE l.owner = c.id AND l.label = 'Link'
              AND NOT EXISTS (SELECT 1 FROM node s WHERE s.kind = 'SEALED_ADOPTION' AND s."againstId" = p.id)
            """;
        command.CommandText = $"""
            SELECT w.subject, c.id,
              (SELECT p.id {linked} ORDER BY EXISTS (
                 SELECT 1 FROM edge t WHERE t.owner = c.id AND t.type = 'RELATED_TO' AND c.id IN (t.from_id, t.to_id) AND p.id IN (t.from_id, t.to_id)),
                 l.id LIMIT 1),
              (SELECT p.id {linked} ORDER BY l.id DESC LIMIT 1)
            FROM node w
            JOIN edge o ON o.from_id = w.id AND o.type = 'OVERSEES' AND o.role = 'COORDINATOR'
              AND ifnull(o.since, '') <= @today AND ifnull(o.until, '~') > @today
            JOIN node c ON c.id = o.to_id
            WHERE w.label = 'Worker' AND EXISTS (
              SELECT 1 FROM node p WHERE p.owner = c.id AND p.label = 'Plan' AND p."agreedOn" <= @today
              AND ifnull(json_extract(p.body, '$.endedOn'), '~') > @today)
            ORDER BY c.id
            """;
        command.Parameters.AddWithValue("@today", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        List<AskedChild> all = [];
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                if (!rows.IsDBNull(2) && !rows.IsDBNull(3))
                {
                    all.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3)));
                }
            }
        }
        var asked = all.ToArray();
        new Random(1).Shuffle(asked);
        return asked.Length > 0 ? new(children, [.. asked.Take(Most)])
            : throw new InvalidDataException($"In {file} no coordinator oversees a child with a plan today: there is nothing to ask.");
    }
}

/// <summary>A child to ask about.</summary>
/// <param name="Subject">The <c>sub</c> of a coordinator who oversees the case.</param>
/// <param name="Child">Id of the child.</param>
/// <param name="Target">Id of somebody to reach.</param>
/// <param name="Person">Id of somebody the case names.</param>
internal sealed record AskedChild(string Subject, string Child, string Target, string Person);
