// Ties that hang on one worker
// The server's gap WORKER_DEPENDENT: all contacts of a quarter or more of a child's active unpaid ties needed the same worker. The picture shows
// what would be lost if that worker left.
MATCH (c:Child)-[has:HAS_GAP]->(g:Gap {kind: 'WORKER_DEPENDENT'})-[about:ABOUT]->(p:Person)
RETURN c, has, g, about, p
