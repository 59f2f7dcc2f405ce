// 哪些高新区发展某产业 Which zones have an industry
//+ summary: {zh: 哪些高新区发展某产业, en: Which zones have an industry}
//+ description: {zh: 主导产业也算；附来源, en: Leading industries count; with sources}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [industries, zones]
//+ columns: [zone, source, zone_iri]
//+ parameters:
//+   - {name: industry, type: "thing:Industry", zh: 产业, en: industry, default: 人工智能, values: names}

MATCH (z)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(:Resource {uri: $industry})
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, source, z.uri AS zone_iri
ORDER BY zone, source
