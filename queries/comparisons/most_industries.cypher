// 哪些高新区发展的产业最多 Which zones have the most industries
MATCH (z:NationalZone)-[:HAS_INDUSTRY]->(i)
WITH z, count(DISTINCT i) AS industries
WHERE industries >= $minimum
RETURN z.name AS zone, industries, z.uri AS zone_iri
ORDER BY industries DESC, zone
