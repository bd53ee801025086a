using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The people around somebody, breadth first: one statement for each hop.</summary>
internal static class Neighbours
{
    private static readonly string[] _tie = ["RELATED_TO"];

    /// <summary>The people within some hops and the ties among them.</summary>
    internal static Neighbourhood Of(Connection connection, Scope scope, string personId, int hops, int limit)
    {
        Reading reading = new(connection, scope);
        reading.Load([personId]);
        var found = reading.Found;
        if (found.Nodes.GetValueOrDefault(personId) is not Person centre)
        {
            return new([], [], false);
        }
        List<Neighbour> people = [new(centre, 0)];
        List<string> border = [personId];
        bool truncated = false;
        for (int hop = 1; hop <= hops && border.Count > 0 && !truncated; hop++)
        {
            border = Next(reading, border, limit - people.Count + 1);
            truncated = people.Count + border.Count > limit;
            people.AddRange(border.Take(limit - people.Count).Select(id => new Neighbour((Person)found.Nodes[id], hop)));
        }
        return new(people, Ties(reading, people), truncated);
    }

    // Those one tie beyond the border, by id, each once; one more than fit tells that there are more.
    private static List<string> Next(Reading reading, List<string> border, int most)
    {
        string visible = reading.Scope.Edge("e", _tie);
        using var rows = reading.Query($"""
            SELECT {Found.ColumnsWithProtection(reading.Scope, "n")} FROM node n WHERE n.id IN (
              SELECT e.to_id FROM json_each(@border) b CROSS JOIN edge e ON e.from_id = b.value AND e.type = 'RELATED_TO' WHERE {visible}
              UNION SELECT e.from_id FROM json_each(@border) b CROSS JOIN edge e ON e.to_id = b.value AND e.type = 'RELATED_TO' WHERE {visible})
              AND n.id NOT IN (SELECT value FROM json_each(@seen))
            ORDER BY n.id LIMIT @most
            """, ("@border", Records.Ids(border)), ("@seen", Records.Ids(reading.Found.Nodes.Keys)), ("@most", most));
        List<string> next = [];
        while (rows.Next())
        {
            next.Add(reading.Found.Node(rows, 0).Id);
        }
        return next;
    }

    private static List<Relationship> Ties(Reading reading, List<Neighbour> people)
    {
        using var rows = reading.Query($"""
            SELECT e.body FROM json_each(@people) p CROSS JOIN edge e ON e.from_id = p.value AND e.type = 'RELATED_TO'
            WHERE e.to_id IN (SELECT value FROM json_each(@people)) AND {reading.Scope.Edge("e", _tie)} ORDER BY e.id
            """, ("@people", Records.Ids(people.Select(p => p.Person.Id))));
        List<Relationship> ties = [];
        while (rows.Next())
        {
            ties.Add(RecordKind.Edge("RELATED_TO").Read<Relationship>(rows.Utf8(0)));
        }
        return ties;
    }
}
