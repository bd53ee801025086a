// Occasions that did not count
// Excused and cancelled occasions of one child's promises; parameter $child. CHILD_DECLINED and SERVICE_FAILURE are told apart, for neither is
// a relative's failure; of other reasons nothing is told.
MATCH (:Child {id: $child})-[:HAS_PLAN]->(:Plan)-[:COMMITS]->(promise:Commitment)-[:HAS_OCCASION]->(o:Occasion)
WHERE o.status IN ['EXCUSED', 'CANCELLED']
RETURN coalesce(o.month, toString(o.year)) AS due, promise.mode AS mode, o.status AS status, o.excusedBy AS why, count(*) AS occasions
ORDER BY due, mode, status, why
