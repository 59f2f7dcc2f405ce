// 哪些高新区同时发展两个产业 Which zones have both of two industries
//+ summary: {zh: 哪些高新区同时发展两个产业, en: Which zones have both of two industries}
//+ description: {zh: 主导产业也算, en: Leading industries count}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [industries, zones]
//+ columns: [zone, zone_iri]
//+ parameters:
//+   - {name: industry, type: "thing:Industry", zh: 产业, en: industry, default: 人工智能, values: names}
//+   - {name: other, type: "thing:Industry", zh: 另一产业, en: other industry, default: 集成电路, values: names}

MATCH (:Resource {uri: $industry})<-[:HAS_INDUSTRY]-(z)-[:HAS_INDUSTRY]->(:Resource {uri: $other})
RETURN DISTINCT z.name AS zone, z.uri AS zone_iri
ORDER BY zone
