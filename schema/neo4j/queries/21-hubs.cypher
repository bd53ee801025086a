// Hubs: who is around many children
// People in the networks of at least $children children. Most are paid: a worker, teacher or carer whose leaving is felt by all of them. An unpaid
// hub is a relative of siblings, or somebody who holds several families.
MATCH (p:Person)-[n:IN_NETWORK]->(c:Child)
WITH p, count(DISTINCT c) AS childrenAround, collect(DISTINCT n.kind) AS kinds, all(x IN collect(n.paid) WHERE x) AS paid
WHERE childrenAround >= $children
RETURN childrenAround, kinds, paid, p.role AS worker, COUNT { (p)-[:OVERSEES {current: true}]->() } AS oversees, p.id AS person
ORDER BY childrenAround DESC, person
