// Gaps over time
// For each month since $since: gaps that opened and that closed. From the server's own runs of days on which a gap held; those that follow from a
// birthday are left out (NO_ONE_AFTER_18, LAPSED).
CALL () {
  MATCH (:Child)-[:HAS_GAP]->(g:Gap) WHERE g.sinceMonth IS NOT NULL AND g.kind <> 'LAPSED' RETURN g.sinceMonth AS month, 1 AS opened, 0 AS closed
  UNION ALL
  MATCH (:Child)-[:HAD_GAP]->(g:PastGap) RETURN g.fromMonth AS month, 1 AS opened, 0 AS closed
  UNION ALL
  MATCH (:Child)-[:HAD_GAP]->(g:PastGap) RETURN g.untilMonth AS month, 0 AS opened, 1 AS closed
}
WITH month, sum(opened) AS opened, sum(closed) AS closed WHERE month >= $since
RETURN month, opened, closed
ORDER BY month
