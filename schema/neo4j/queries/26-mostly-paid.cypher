// Networks that are mostly paid
// Children with the server's gaps PAID_ONLY or PAID_HEAVY, with how many of the people around them are paid to be there.
MATCH (c:Child)-[:HAS_GAP]->(g:Gap) WHERE g.kind IN ['PAID_ONLY', 'PAID_HEAVY']
RETURN c.id AS child, c.ageBand AS age, c.placement AS home, g.kind AS gap, g.severity AS severity, g.sinceMonth AS since, c.paid AS paid, c.unpaid AS unpaid, c.active AS active
ORDER BY severity, child
