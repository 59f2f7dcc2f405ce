// 某产业对应哪些官方分类 Which official classes a trade name means
//+ summary: {zh: 某产业对应哪些官方分类, en: Which official classes a trade name means}
//+ description: {zh: 国民经济行业分类和战略性新兴产业分类；exactMatch 为等同，closeMatch 为相近，relatedMatch 为相关, en: "GB/T 4754 and the strategic emerging industries; exactMatch the same, closeMatch nearly, relatedMatch connected"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [industries, classifications]
//+ columns: [match, code, class, scheme, class_iri]
//+ parameters:
//+   - {name: industry, type: "thing:Industry", zh: 产业, en: industry, default: 光伏, values: names}

MATCH (:Resource {uri: $industry})-[r:EXACT_MATCH|CLOSE_MATCH|RELATED_MATCH]->(c)-[:IN_SCHEME]->(s)
RETURN DISTINCT CASE type(r) WHEN 'EXACT_MATCH' THEN 'exactMatch' WHEN 'CLOSE_MATCH' THEN 'closeMatch'
    ELSE 'relatedMatch' END AS match,
  c.code AS code, c.name AS class, s.name AS scheme, c.uri AS class_iri
ORDER BY match, scheme, code
