// The plan as a picture
// The plan, its promises, who made them and which workers make them possible; parameter $child.
MATCH (c:Child {id: $child})-[has:HAS_PLAN]->(plan:Plan)-[commits:COMMITS]->(promise:Commitment)
OPTIONAL MATCH (promise)<-[by:PROMISED|HELPS]-(p:Person)
RETURN c, has, plan, commits, promise, by, p
