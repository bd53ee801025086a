// Bridges: who holds a network together
// Members who are tied to at least two others of a child's network between whom there is no tie: without them those would lose sight of each
// other. "pairs" counts such pairs. Without the child, who is tied to everybody.
MATCH (p:Person)-[n:IN_NETWORK]->(c:Child)
MATCH (p)-[:RELATED_TO {case: c.id, current: true}]-(a:Person)-[:IN_NETWORK]->(c)
MATCH (p)-[:RELATED_TO {case: c.id, current: true}]-(b:Person)-[:IN_NETWORK]->(c)
WHERE a.id < b.id AND a <> c AND b <> c AND NOT EXISTS { (a)-[:RELATED_TO {case: c.id, current: true}]-(b) }
RETURN c.id AS child, n.kind AS whoTheyAre, n.active AS active, n.paid AS paid, count(DISTINCT [a.id, b.id]) AS pairs, p.id AS person
ORDER BY pairs DESC, child, person
