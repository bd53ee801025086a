// Promises that lapsed
// The server's gap LAPSED: nothing was heard for more than twice the days between occasions. Who promised, how, and how it was kept before.
MATCH (c:Child)-[:HAS_GAP]->(g:Gap {kind: 'LAPSED'})-[:ABOUT]->(p:Person)
OPTIONAL MATCH (p)-[:PROMISED]->(promise:Commitment {inForce: true})<-[:COMMITS]-(:Plan)<-[:HAS_PLAN]-(c)
RETURN c.id AS child, coalesce(p.caption, 'child') AS who, coalesce(g.sinceMonth, toString(g.sinceYear)) AS since, promise.mode AS mode, promise.supervision AS supervision, promise.rate AS rate, promise.trend AS trend
ORDER BY since, child, who
