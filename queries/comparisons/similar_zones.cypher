// 哪些高新区与某高新区产业最相近 Which zones are the most alike in their industries
WITH '合肥高新技术产业开发区' AS other, 2 AS minimum
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
  WHERE the_other:Zone
MATCH (the_other)-[:HAS_INDUSTRY]->(i)<-[:HAS_INDUSTRY]-(z:Zone)
WHERE z <> the_other
WITH z, minimum, count(DISTINCT i) AS shared
WHERE shared >= minimum
RETURN z.name AS zone, shared, z.uri AS zone_iri
ORDER BY shared DESC, zone
