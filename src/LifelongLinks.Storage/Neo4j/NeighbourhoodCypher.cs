using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// The people around somebody, breadth first, as one statement: each hop goes on from those whom the last one came to first, and none is
/// made once there are more people than asked for. It answers one row: a list of people for each distance, and the ties among them.
/// </summary>
internal static class NeighbourhoodCypher
{
    /// <summary>The statement for so many hops from <c>$person</c>, with at most <c>$limit</c> people.</summary>
    internal static string Statement(ScopeCypher scope, int hops)
    {
        var tie = Line.Of("RELATED_TO");
        List<string> clauses = [];
        clauses.Add($$"""
            CALL () { MATCH (n:Person&Record {id: $person}) {{scope.Somebody("n")}} RETURN collect(n) AS hop0 }
            WITH hop0, hop0 AS people
            """);
        for (int hop = 1; hop <= hops; hop++)
        {
            // One more than fit tells that there are more.
            clauses.Add($$"""
                CALL (people, hop{{hop - 1}}) {
                  UNWIND CASE WHEN size(people) > $limit THEN [] ELSE hop{{hop - 1}} END AS a
                  MATCH (a)-[e:RELATED_TO]-(b) WHERE NOT b IN people WITH a, e, b {{scope.Line(tie, "a", "e", "b")}}
                  WITH DISTINCT b ORDER BY b.id
                  RETURN collect(b) AS border
                }
                WITH *, border[0..$limit + 1 - size(people)] AS hop{{hop}}
                WITH {{string.Join(", ", Enumerable.Range(0, hop + 1).Select(h => $"hop{h}"))}}, people + hop{{hop}} AS people
                """);
        }
        clauses.Add($$"""
            WITH *, people[0..$limit] AS kept
            CALL (kept) {
              UNWIND kept AS a MATCH (a)-[e:RELATED_TO]->(b) WHERE b IN kept WITH a, e, b {{scope.Line(tie, "a", "e", "b")}}
              WITH e ORDER BY e.id
              RETURN collect(e) AS ties
            }
            RETURN [{{string.Join(", ", Enumerable.Range(0, hops + 1).Select(h => $"[n IN hop{h} | [n, n:Child AND NOT {scope.Sees("n")}]]"))}}], ties
            """);
        return string.Join('\n', clauses);
    }

    /// <summary>The neighbourhood that the statement's row holds.</summary>
    internal static Neighbourhood Read(IRecord row, int limit, DataKeys keys)
    {
        List<Neighbour> people = [];
        foreach (var (hop, found) in ((IList<object>)row[0]!).Index())
        {
            foreach (IList<object> somebody in ((IList<object>)found).Cast<IList<object>>())
            {
                var person = (bool)somebody[1] ? RecordProperties.ReadPerson((INode)somebody[0], keys) with { Version = 1 }
                    : (Person)RecordProperties.Read((INode)somebody[0], keys);
                people.Add(new(person, hop));
            }
        }
        var ties = ((IList<object>)row[1]!).Select(t => (Relationship)RecordProperties.Read((IRelationship)t)).ToList();
        return new([.. people.Take(limit)], ties, people.Count > limit);
    }
}
