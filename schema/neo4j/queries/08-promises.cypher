// How each promise is kept
// The figures are the server's: a rate is (kept + late) of (kept + late + missed); without any due there is none. Parameter $child.
// Promises for less than twice a year are told by whole years, so that no birthday can be told from them.
MATCH (:Child {id: $child})-[:HAS_PLAN]->(plan:Plan)-[:COMMITS]->(promise:Commitment)
RETURN COLLECT { MATCH (p)-[:PROMISED]->(promise) RETURN coalesce(p.caption, 'child') ORDER BY p.id } AS by, promise.mode AS mode,
       toString(promise.times) + CASE promise.unit WHEN 'ONCE' THEN ', once' ELSE ' every ' + toString(promise.every) + ' ' + toLower(promise.unit) END AS howOften,
       promise.toldBy AS toldBy, promise.kept AS kept, promise.late AS late, promise.missed AS missed, promise.excused AS excused,
       promise.rate AS rate, promise.streak AS streak, promise.trend AS trend
ORDER BY rate, mode, promise.id
