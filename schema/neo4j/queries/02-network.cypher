// One child's network
// The child, everybody with a link or a current tie to them, and the ties among these people; parameter $child.
// IN_NETWORK says what somebody is to the child and whether the tie is active: in touch both ways lately, and nothing against it.
MATCH (c:Child {id: $child})<-[n:IN_NETWORK]-(p:Person)
OPTIONAL MATCH (p)-[t:RELATED_TO {case: $child, current: true}]->(q:Person) WHERE EXISTS { (q)-[:IN_NETWORK]->(c) }
RETURN c, n, p, t, q
