// 哪些高新区与某高新区产业最相近 Which zones are the most alike in their industries
MATCH (a:Resource {uri: $other})-[:HAS_INDUSTRY]->(i)<-[:HAS_INDUSTRY]-(z:Zone)
WHERE z <> a
WITH z, count(DISTINCT i) AS shared
WHERE shared >= $minimum
RETURN z.name AS zone, shared, z.uri AS zone_iri
ORDER BY shared DESC, zone
