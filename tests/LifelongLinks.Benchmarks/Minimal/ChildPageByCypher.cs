namespace LifelongLinks.Benchmarks;

/// <summary>A child's page as one statement of nested COLLECT subqueries, answered as one row of lists within lists.</summary>
internal static class ChildPageByCypher
{
    private const int Links = 100;

    internal const string Statement = $$"""
        MATCH (c:Record {id: $child}) WHERE c:Child AND {{CypherByHand.Sees}}
        RETURN c.version, c.reference, c.name, c.knownAs, c.pronouns, c.dateOfBirth, c.enteredCareOn,
          COLLECT {
            MATCH (c)-[:HAS_LINK]->(l:Link)-[:WITH]->(p:Person) WHERE {{CypherByHand.Unsealed}}
            RETURN [l.id, l.circle, l.importance, l.identifiedOn, l.namedByChild, l.endedOn, p.id, p.name, p.knownAs, p.pronouns,
              COLLECT {
                MATCH (c)-[t:RELATED_TO {recordedForId: c.id}]-(p)
                RETURN [t.id, t.kind, t.side, t.childsWord, t.since, t.until, t.closeness, t.evidence] ORDER BY t.id
              }]
          },
          COLLECT {
            {{CypherByHand.PlanInForce}}
            RETURN [plan.id, plan.version, plan.draftedOn, plan.agreedOn, plan.integratedInto,
              COLLECT { MATCH (plan)-[:AGREED_BY]->(p:Person) WHERE {{CypherByHand.Unsealed}} RETURN [p.id, p.name] },
              COLLECT {
                MATCH (plan)-[:COMMITS]->(m:Commitment)
                RETURN [m.id, m.words, m.mode, m.support, m.supervision, m.startsOn, m.endsOn,
                  m.cadenceTimes, m.cadenceEvery, m.cadenceUnit, m.cadenceMonth, m.cadenceDay, m.cadenceOn,
                  m.personIds, COLLECT { MATCH (m)<-[:PROMISED]-(p:Person) WHERE {{CypherByHand.Unsealed}} RETURN [p.id, p.name, p.knownAs] },
                  COUNT { (m)<-[:FULFILS]-() },
                  COLLECT {
                    MATCH (m)<-[:FULFILS]-(t:Contact) WITH t ORDER BY t.on DESC, t.id LIMIT 12
                    RETURN [t.id, t.on, t.mode, t.answered, t.startedBy, t.feeling, t.words,
                      t.personIds, COLLECT { MATCH (t)-[:BY]->(p:Person) WHERE {{CypherByHand.Unsealed}} RETURN [p.id, p.name, p.knownAs] }]
                  }] ORDER BY m.id
              }]
          }
        """;

    internal static ChildOnPage Page(Columns row, string childId, DateOnly today)
    {
        List<LinkOnPage> links = [.. row.Lists(7).Select(l => new LinkOnPage(l.Text(0), l.TextOrNull(1), l.NumberOrNull(2), l.Day(3), l.Flag(4), l.DayOrNull(5),
            new(l.Text(6), l.Text(7), l.TextOrNull(8), l.TextOrNull(9)),
            [.. l.Lists(10).Select(t => new TieOnPage(t.Text(0), t.Text(1), t.Text(2), t.TextOrNull(3), t.DayOrNull(4), t.DayOrNull(5), t.Text(6), t.Text(7)))]))];
        return new(childId, row.Number(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.TextOrNull(4), row.Day(5), Days.Age(row.Day(5), today), row.DayOrNull(6),
            new(links.Count, [.. links.OrderByDescending(l => l.Importance ?? int.MaxValue).ThenBy(l => l.IdentifiedOn).ThenBy(l => l.Id, StringComparer.Ordinal).Take(Links)]),
            row.Lists(8).Select(Plan).SingleOrDefault());
    }

    private static PlanOnPage Plan(Columns plan) => new(plan.Text(0), plan.Number(1), "AGREED", plan.Day(2), plan.DayOrNull(3),
        plan.Lists(5).Select(w => new Named(w.Text(0), w.Text(1))).SingleOrDefault(), plan.Texts(4),
        [.. plan.Lists(6).Select(m => new CommitmentOnPage(m.Text(0), m.TextOrNull(1), m.Text(2), m.Texts(3), m.Text(4), m.Day(5), m.DayOrNull(6),
            new(m.NumberOrNull(7), m.NumberOrNull(8), m.TextOrNull(9), m.NumberOrNull(10), m.NumberOrNull(11), m.DayOrNull(12)), Called(m, 13),
            new(m.Number(15), [.. m.Lists(16).Select(t => new ContactOnPage(t.Text(0), t.Day(1), t.Text(2), t.Flag(3) || ChildPageBySql.IsTwoWay(t.Text(2)),
                t.TextOrNull(4), t.NumberOrNull(5), t.TextOrNull(6), Called(t, 7)))])))]);

    // The ids that the fact holds say in what order; the list behind them says who they are.
    private static Called[] Called(Columns of, int ids)
    {
        var people = of.Lists(ids + 1).Select(p => new Called(p.Text(0), p.Text(1), p.TextOrNull(2))).ToArray();
        return people.Length < 2 ? people : [.. people.OrderBy(p => Array.IndexOf(of.Texts(ids), p.Id))];
    }
}
