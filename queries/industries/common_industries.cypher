// 哪些产业最普遍 Which industries are the most common
WITH 10 AS minimum
MATCH (z)-[:HAS_INDUSTRY]->(i)
WITH i, minimum, count(DISTINCT z) AS zones
WHERE zones >= minimum
RETURN i.name AS industry, zones, i.uri AS industry_iri
ORDER BY zones DESC, industry
