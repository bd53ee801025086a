// Networks by age
// Median sizes of networks and gaps by age band. Fewer than five children in a band: look, and do not pass it on.
MATCH (c:Child) WHERE c.stage <> 'CLOSED'
WITH c, COUNT { (c)-[:HAS_GAP]->(:Gap {severity: 'HIGH'}) } AS high
RETURN c.ageBand AS age, count(*) AS children, percentileCont(c.size, 0.5) AS people, percentileCont(c.active, 0.5) AS active,
       percentileCont(c.unpaid, 0.5) AS unpaid, percentileCont(high, 0.5) AS highGaps
ORDER BY age
