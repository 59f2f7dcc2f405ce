// 某企业所在的高新区有哪些称号 What the zone of an enterprise is recognised as
MATCH (:Resource {uri: $thing})-[:LOCATED_IN]->(z)-[r:APPROVED_AS {status: 'actual'}]->(a)
WHERE a.name CONTAINS $text
RETURN DISTINCT z.name AS zone, a.name AS award, r.qualifier AS qualifier
ORDER BY zone, award
