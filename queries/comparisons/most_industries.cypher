// 哪些高新区发展的产业最多 Which zones have the most industries
//+ summary: {zh: 哪些高新区发展的产业最多, en: Which zones have the most industries}
//+ description: {zh: 按产业名称的个数，主导产业也算；count 从大到小, en: "By the number of industry names, leading ones counted; the largest first"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [comparisons, industries, counts]
//+ columns: [zone, industries, zone_iri]
//+ parameters:
//+   - {name: minimum, type: integer, zh: 至少几个产业, en: at least so many industries, default: 8, values: free}

MATCH (z:NationalZone)-[:HAS_INDUSTRY]->(i)
WITH z, count(DISTINCT i) AS industries
WHERE industries >= $minimum
RETURN z.name AS zone, industries, z.uri AS zone_iri
ORDER BY industries DESC, zone
