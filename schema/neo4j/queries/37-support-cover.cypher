// Who gives which support
// For each kind of support: how many children have no unpaid person who gives it, one alone, or more. Giving it means a promise in force and an
// active tie, as the server has it.
MATCH (c:Child) WHERE c.stage <> 'CLOSED'
UNWIND [['EMOTIONAL', c.unpaidEmotional], ['PRACTICAL', c.unpaidPractical], ['INFORMATIONAL', c.unpaidInformational],
        ['COMPANIONSHIP', c.unpaidCompanionship], ['IDENTITY', c.unpaidIdentity]] AS cover
RETURN cover[0] AS support, count(CASE cover[1] WHEN 0 THEN 1 END) AS nobody, count(CASE cover[1] WHEN 1 THEN 1 END) AS one, count(CASE WHEN cover[1] > 1 THEN 1 END) AS more
ORDER BY nobody DESC, support
