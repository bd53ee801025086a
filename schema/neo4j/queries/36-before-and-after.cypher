// Before and after the plan
// The last measure before the plan was agreed and the latest since, of every child who has both.
MATCH (c:Child)-[:HAS_MEASURE]->(m:Measure) WHERE m.when IS NOT NULL
WITH c, m ORDER BY m.month, m.id
WITH c, m.kind AS kind, [x IN collect(m) WHERE x.when = 'BEFORE_PLAN'][-1] AS before, [x IN collect(m) WHERE x.when = 'AFTER_PLAN'][-1] AS after
WHERE before IS NOT NULL AND after IS NOT NULL
RETURN kind, count(*) AS children, avg(before.value) AS before, avg(after.value) AS after
ORDER BY kind
