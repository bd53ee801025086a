// The figures of plan reviews at the end of the month
// What planReviewMetrics tells of the last day of the month that is published: open cases, the people around these children (lower quartile, median, upper quartile) at
// their referral and now, and reviews overdue that fell due since the child was referred. Keep figures of fewer than five children to yourself, and quartiles of fewer than ten.
MATCH (c:Child) WHERE c.stage <> 'CLOSED'
WITH count(c) AS children,
     percentileCont(c.sizeAtReferral, 0.25) AS atReferralLower, percentileCont(c.sizeAtReferral, 0.5) AS atReferralMedian, percentileCont(c.sizeAtReferral, 0.75) AS atReferralUpper,
     percentileCont(c.size, 0.25) AS nowLower, percentileCont(c.size, 0.5) AS nowMedian, percentileCont(c.size, 0.75) AS nowUpper
OPTIONAL MATCH (d:Child)-[:HAS_REVIEW]->(r {status: 'OVERDUE'})
RETURN children, atReferralLower, atReferralMedian, atReferralUpper, nowLower, nowMedian, nowUpper, count(r) AS reviewsOverdue, count(DISTINCT d) AS childrenOverdue
