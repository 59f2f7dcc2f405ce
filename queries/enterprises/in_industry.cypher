// 哪些企业或平台从事某产业 Who operates in an industry
//+ summary: {zh: 哪些企业或平台从事某产业, en: Who operates in an industry}
//+ description: {zh: 附来源, en: With sources}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [enterprises, industries]
//+ columns: [operator, status, time, qualifier, source, operator_iri]
//+ parameters:
//+   - {name: industry, type: "thing:Industry", zh: 产业, en: industry, default: 焊接, values: names}

MATCH (x)-[r:OPERATES_IN]->(:Resource {uri: $industry})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS operator, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS operator_iri
ORDER BY operator, source, status
