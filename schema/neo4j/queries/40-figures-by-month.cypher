// The figures of plan reviews, month by month
// What planReviewMetrics counts, before it is rounded and small counts are hidden: keep counts of fewer than five children to yourself. Of promises only those
// told by month (kept at least twice a year); of gaps none that follow from a birthday.
CALL () {
  MATCH (c:Child) UNWIND c.referredMonths AS month RETURN DISTINCT 'childrenReferred' AS figure, month, c, c AS counted, null AS kept
  UNION ALL
  MATCH (c:Child) UNWIND c.consentGivenMonths AS month RETURN 'consentsGiven' AS figure, month, c, null AS counted, null AS kept
  UNION ALL
  MATCH (c:Child) UNWIND c.consentWithdrawnMonths AS month RETURN 'consentsWithdrawn' AS figure, month, c, null AS counted, null AS kept
  UNION ALL
  MATCH (c:Child) UNWIND c.conferenceMonths AS month RETURN 'conferencesHeld' AS figure, month, c, null AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_LINK]->(l)-[:WITH]->(p) RETURN 'peopleIdentified' AS figure, min(l.identifiedMonth) AS month, c, p AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_LINK]->(l)-[:WITH]->(p) RETURN DISTINCT 'peopleLocated' AS figure, l.locatedMonth AS month, c, p AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_LINK]->(l)-[:WITH]->(p) RETURN DISTINCT 'peopleJoined' AS figure, l.joinedMonth AS month, c, p AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_LINK]->(l)-[:WITH]->(p) RETURN DISTINCT 'peopleDeclined' AS figure, l.declinedMonth AS month, c, p AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_LINK]->(l)-[:WITH]->(p) RETURN DISTINCT 'peopleReconnected' AS figure, l.reconnectedMonth AS month, c, p AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_PLAN]->(p) RETURN 'plansDrafted' AS figure, p.draftedMonth AS month, c, p AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_PLAN]->(p) RETURN 'plansAgreed' AS figure, p.agreedMonth AS month, c, p AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_PLAN]->(p) WHERE size(p.integratedInto) > 0 RETURN 'plansIntegrated' AS figure, p.agreedMonth AS month, c, p AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_REVIEW]->(r) RETURN 'reviewsDue' AS figure, r.dueMonth AS month, c, r AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_REVIEW]->(r) WHERE r.status = 'ON_TIME' RETURN 'reviewsOnTime' AS figure, r.heldMonth AS month, c, r AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_REVIEW]->(r) WHERE r.status = 'LATE' RETURN 'reviewsLate' AS figure, r.heldMonth AS month, c, r AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_PLAN]->()-[:COMMITS]->()-[:HAS_OCCASION]->(o) WHERE o.month IS NOT NULL AND o.status IN ['KEPT', 'LATE', 'MISSED']
  RETURN 'adherence' AS figure, o.month AS month, c, o AS counted, CASE o.status WHEN 'MISSED' THEN 0.0 ELSE 1.0 END AS kept
  UNION ALL
  MATCH (c:Child)-[:HAS_GAP]->(g) WHERE g.kind <> 'LAPSED' RETURN 'gapsOpened ' + g.kind AS figure, g.sinceMonth AS month, c, g AS counted, null AS kept
  UNION ALL
  MATCH (c:Child)-[:HAD_GAP]->(g) RETURN 'gapsOpened ' + g.kind AS figure, g.fromMonth AS month, c, g AS counted, null AS kept
}
WITH figure, month, c, kept WHERE month >= $since
RETURN month, figure, count(*) AS count, count(DISTINCT c) AS children, avg(kept) AS rate
ORDER BY month DESC, figure
