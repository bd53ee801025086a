// The children
// Every child published, with what is known of them, how many people are around them and how many gaps there are; most HIGH gaps first.
// An id is a pseudonym: it is the same in every publication, and nobody here can say whose it is.
MATCH (c:Child)
OPTIONAL MATCH (c)-[:HAS_GAP]->(g:Gap)
RETURN c.id AS child, c.ageBand AS age, c.placement AS home, c.yearsInCare AS yearsInCare, c.stage AS stage,
       c.size AS people, c.active AS active, count(g) AS gaps, count(CASE g.severity WHEN 'HIGH' THEN 1 END) AS high
ORDER BY high DESC, gaps DESC, child
