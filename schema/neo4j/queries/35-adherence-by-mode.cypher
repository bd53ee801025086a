// Kept promises by the way of being in touch
// Occasions of all children by how people are in touch, and whether somebody has to be there. Counts add up over children; rates do not, so none is
// worked out here: the server has them for each promise and plan.
MATCH (c:Child)-[:HAS_PLAN]->(:Plan)-[:COMMITS]->(promise:Commitment)-[:HAS_OCCASION]->(o:Occasion)
RETURN promise.mode AS mode, promise.supervision AS supervision, count(CASE o.status WHEN 'KEPT' THEN 1 END) AS kept, count(CASE o.status WHEN 'LATE' THEN 1 END) AS late,
       count(CASE o.status WHEN 'MISSED' THEN 1 END) AS missed, count(CASE o.excusedBy WHEN 'CHILD_DECLINED' THEN 1 END) AS childDeclined,
       count(CASE o.excusedBy WHEN 'SERVICE_FAILURE' THEN 1 END) AS serviceFailure, count(DISTINCT c) AS children
ORDER BY children DESC, mode, supervision
