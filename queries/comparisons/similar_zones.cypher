// 哪些高新区与某高新区产业最相近 Which zones are the most alike in their industries
//+ summary: {zh: 哪些高新区与某高新区产业最相近, en: Which zones are the most alike in their industries}
//+ description: {zh: 按共同产业的个数, en: By the number of shared industries}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [comparisons, industries, zones]
//+ columns: [zone, shared, zone_iri]
//+ parameters:
//+   - {name: other, type: "thing:Zone", zh: 高新区, en: zone, default: 合肥高新技术产业开发区, values: names}
//+   - {name: minimum, type: integer, zh: 至少几个共同产业, en: at least so many shared, default: 2, values: free}

MATCH (a:Resource {uri: $other})-[:HAS_INDUSTRY]->(i)<-[:HAS_INDUSTRY]-(z:Zone)
WHERE z <> a
WITH z, count(DISTINCT i) AS shared
WHERE shared >= $minimum
RETURN z.name AS zone, shared, z.uri AS zone_iri
ORDER BY shared DESC, zone
