// How one child fares
// Every measure in order, before and after the plan was agreed; parameter $child. SDQ_TOTAL, RISK_TAKING and MISSING_EPISODES: less is better.
// The child's own words for BELONGING, IDENTITY and SAFETY go from 1 to 5.
MATCH (:Child {id: $child})-[:HAS_MEASURE]->(m:Measure)
RETURN m.kind AS kind, m.month AS month, m.when AS when, m.value AS value
ORDER BY kind, month, value
