// Siblings apart
// Brothers and sisters who live apart, whom nothing forbids to see each other, and who were not in touch for 90 days: the server's gap
// SIBLING_OUT_OF_TOUCH, longest first. Where both are published children, the picture shows both of their networks' shared people.
MATCH (c:Child)-[has:HAS_GAP]->(g:Gap {kind: 'SIBLING_OUT_OF_TOUCH'})-[about:ABOUT]->(sibling:Person)
OPTIONAL MATCH (c)<-[n:IN_NETWORK]-(shared:Person)-[m:IN_NETWORK]->(sibling)
RETURN c, has, g, about, sibling, n, shared, m
ORDER BY g.sinceMonth
