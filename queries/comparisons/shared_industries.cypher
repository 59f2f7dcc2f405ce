// 两个高新区有哪些共同产业 Which industries two zones share
//+ summary: {zh: 两个高新区有哪些共同产业, en: Which industries two zones share}
//+ description: {zh: 主导产业也算, en: Leading industries count}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [comparisons, industries]
//+ columns: [industry, industry_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 济南高新技术产业开发区, values: names}
//+   - {name: other, type: "thing:Zone", zh: 另一高新区, en: other zone, default: 合肥高新技术产业开发区, values: names}

MATCH (:Resource {uri: $zone})-[:HAS_INDUSTRY]->(i)<-[:HAS_INDUSTRY]-(:Resource {uri: $other})
RETURN DISTINCT i.name AS industry, i.uri AS industry_iri
ORDER BY industry
