// Whom a table would single out
// How many children share age, team, home and years in care: fewest first. Who is alone in a row can be told by whoever knows them. Before any
// figure leaves your desk: no cell under five.
MATCH (c:Child)
OPTIONAL MATCH (c)-[:IN_TEAM {current: true}]->(t:Team)
RETURN c.ageBand AS age, left(t.id, 8) AS team, c.placement AS home, c.yearsInCare AS yearsInCare, count(*) AS children
ORDER BY children, age, team, home, yearsInCare
