// Stages of cases by team
// How far the cases of each team have come. Fewer than five children in a cell: look, and do not pass it on.
MATCH (c:Child)-[:IN_TEAM {current: true}]->(t:Team)
RETURN left(t.id, 8) AS team, c.stage AS stage, count(*) AS children
ORDER BY team, children DESC, stage
