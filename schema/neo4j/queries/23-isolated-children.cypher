// Children with hardly anybody
// Children by how many active ties they have that nobody is paid for, fewest first; the measures are the server's.
MATCH (c:Child) WHERE c.stage <> 'CLOSED'
OPTIONAL MATCH (p:Person)-[n:IN_NETWORK {active: true, paid: false}]->(c)
WITH c, count(DISTINCT p) AS activeUnpaid, count(DISTINCT CASE WHEN n.loving THEN p END) AS lovingAndActive
RETURN c.id AS child, c.ageBand AS age, c.stage AS stage, activeUnpaid, lovingAndActive, c.active AS active, c.size AS people, c.components AS groups, c.density AS density
ORDER BY activeUnpaid, active, child
