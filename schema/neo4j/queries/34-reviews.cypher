// Reviews: on time, late, overdue
// As the server judges them: late was held after the day it was due, overdue was due and is not held. By kind and month due.
MATCH (c:Child)-[:HAS_REVIEW]->(r:Review)
RETURN r.kind AS kind, r.dueMonth AS due, r.status AS status, count(*) AS reviews, count(DISTINCT c) AS children
ORDER BY due DESC, kind, status
