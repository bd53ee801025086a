// The course of one child's care
// Homes and schools by the year, reviews by the month, and how consent stands; parameter $child.
MATCH (c:Child {id: $child})-[:HAS_PLACEMENT|HAS_REVIEW|HAS_CONSENT]->(n)
RETURN labels(n)[0] AS what, n.kind AS kind, coalesce(n.subject + ' ' + n.purpose, '') AS consent, coalesce(n.status, n.state, CASE WHEN n.current THEN 'CURRENT' END) AS state,
       coalesce(toString(n.fromYear), n.dueMonth) AS fromOrDue, coalesce(toString(n.untilYear), n.heldMonth) AS untilOrHeld
ORDER BY what DESC, fromOrDue, kind, consent
