// Adherence month by month
// All promises of the plan that are told by month, since $since; parameter $child. Rates are the server's, month by month.
MATCH (:Child {id: $child})-[:HAS_PLAN]->(:Plan)-[:HAS_ADHERENCE]->(a:Adherence)
WHERE a.month >= $since
RETURN a.month AS month, a.kept AS kept, a.late AS late, a.missed AS missed, a.excused AS excused, a.cancelled AS cancelled, a.rate AS rate, a.punctuality AS punctuality
ORDER BY month
