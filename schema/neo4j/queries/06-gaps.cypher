// What is missing around one child
// The gaps of the day, HIGH first, since which month, whom each is about and who could fill it (best path first); parameter $child.
// A gap that follows from a birthday has a year instead of a month.
MATCH (:Child {id: $child})-[:HAS_GAP]->(g:Gap)
RETURN g.severity AS severity, g.kind AS gap, coalesce(g.support, g.side) AS of, coalesce(g.sinceMonth, toString(g.sinceYear)) AS since,
       COLLECT { MATCH (g)-[a:ABOUT]->(p) RETURN coalesce(p.caption, 'child') ORDER BY p.id } AS about,
       COLLECT { MATCH (g)-[c:CANDIDATE]->(p) RETURN coalesce(p.caption, 'child') ORDER BY c.rank } AS couldFill
ORDER BY g.rank
