// Nobody after 18
// Young people of 16 or over to whom no unpaid person has promised anything beyond the 18th birthday: the server's gap NO_ONE_AFTER_18; with the
// unpaid people around them who are still in touch.
MATCH (c:Child)-[:HAS_GAP]->(:Gap {kind: 'NO_ONE_AFTER_18'})
OPTIONAL MATCH (p:Person)-[n:IN_NETWORK {active: true, paid: false}]->(c)
RETURN c.id AS child, c.ageBand AS age, c.placement AS home, collect(coalesce(n.kind, 'OTHER')) AS stillInTouch
ORDER BY child
