// Gaps across all children
// Which gaps are most common, and how severe. Support and side tell which kind of support or side of the family is meant.
MATCH (c:Child)-[:HAS_GAP]->(g:Gap)
RETURN g.kind AS gap, coalesce(g.support, g.side, '') AS of, g.severity AS severity, count(DISTINCT c) AS children
ORDER BY children DESC, gap, of
