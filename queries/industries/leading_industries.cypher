// 某高新区的主导产业 The leading industries of a zone
//+ summary: {zh: 某高新区的主导产业, en: The leading industries of a zone}
//+ description: {zh: 每条附来源；目录与文章的说法可能不同, en: "Each with its source: catalogue and articles may differ"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [industries, zones]
//+ columns: [industry, status, time, qualifier, source, industry_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 惠州仲恺高新技术产业开发区, values: names}

MATCH (:Resource {uri: $zone})-[r:LEADING_INDUSTRY]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS industry, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS industry_iri
ORDER BY industry, source, status
