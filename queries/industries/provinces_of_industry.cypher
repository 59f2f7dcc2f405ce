// 某产业分布在哪些省 In which provinces an industry is found
//+ summary: {zh: 某产业分布在哪些省, en: In which provinces an industry is found}
//+ description: {zh: 按发展该产业的高新区所在省, en: By the provinces of the zones that have it}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [industries, places]
//+ columns: [province, zone, zone_iri]
//+ parameters:
//+   - {name: industry, type: "thing:Industry", zh: 产业, en: industry, default: 人工智能, values: names}

MATCH (z)-[:HAS_INDUSTRY]->(:Resource {uri: $industry})
MATCH (z)-[:LOCATED_IN*1..6]->(p:Province)
RETURN DISTINCT p.name AS province, z.name AS zone, z.uri AS zone_iri
ORDER BY province, zone
