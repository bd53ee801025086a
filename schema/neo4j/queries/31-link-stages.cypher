// How far links come
// All links by stage, and how many of them the child named. Off the path: CHILD_REFUSED, DECLINED, NOT_SAFE, PAUSED, ENDED.
MATCH (c:Child)-[:HAS_LINK]->(l:Link)
RETURN l.stage AS stage, count(*) AS links, count(CASE WHEN l.namedByChild THEN 1 END) AS namedByTheChild, count(DISTINCT c) AS children
ORDER BY links DESC, stage
