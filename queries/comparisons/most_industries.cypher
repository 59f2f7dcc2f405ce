// 哪些高新区发展的产业最多 Which zones have the most industries
WITH 8 AS minimum
MATCH (z:NationalZone)-[:HAS_INDUSTRY]->(i)
WITH z, minimum, count(DISTINCT i) AS industries
WHERE industries >= minimum
RETURN z.name AS zone, industries, z.uri AS zone_iri
ORDER BY industries DESC, zone
