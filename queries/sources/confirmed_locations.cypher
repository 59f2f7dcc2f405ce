// 哪些国家高新区的位置有多个来源 Which national zones have their location from several sources
WITH 2 AS minimum
MATCH (z:NationalZone)-[r:LOCATED_IN]->(p)
UNWIND r.sources AS source
WITH z, p, minimum, count(DISTINCT source) AS sources
WHERE sources >= minimum
RETURN z.name AS zone, p.name AS place, sources
ORDER BY zone, place
