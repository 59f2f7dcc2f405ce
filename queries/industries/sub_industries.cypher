// 某产业的子产业由哪些高新区发展 Which zones have the sub-industries of an industry
//+ summary: {zh: 某产业的子产业由哪些高新区发展, en: Which zones have the sub-industries of an industry}
//+ description: {zh: 子产业可隔多层；没有高新区发展的也列出, en: Sub-industries of any depth; those that no zone has are listed too}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [industries, zones]
//+ columns: [sub_industry, zone, sub_industry_iri]
//+ parameters:
//+   - {name: industry, type: "thing:Industry", zh: 产业, en: industry, default: 农业资源转化, values: names}

MATCH (s)-[:SUB_INDUSTRY_OF]->(:Resource {uri: $industry})
OPTIONAL MATCH (z)-[:HAS_INDUSTRY]->(s)
RETURN DISTINCT s.name AS sub_industry, z.name AS zone, s.uri AS sub_industry_iri
ORDER BY sub_industry, zone
