// The people around one child
// A row for each, as the child's worker sees them, without a name; parameter $child. Stage: how far the process has come with them.
MATCH (p:Person)-[n:IN_NETWORK]->(:Child {id: $child})
RETURN n.kind AS whoTheyAre, n.circle AS circle, n.active AS active, n.loving AS loving, n.paid AS paid, n.stage AS stage,
       n.lastInTouch AS lastInTouch, n.supports AS supports, p.id AS person
ORDER BY active DESC, circle, whoTheyAre, person
