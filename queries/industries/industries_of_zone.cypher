// 某高新区发展哪些产业 Which industries a zone has
//+ summary: {zh: 某高新区发展哪些产业, en: Which industries a zone has}
//+ description: {zh: 含主导产业（leading 为真）；status 说明是现有、计划还是目标, en: Leading ones are marked; status tells present from planned and aimed at}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [industries, zones]
//+ columns: [industry, leading, status, time, qualifier, source, industry_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 合肥高新技术产业开发区, values: names}

MATCH (:Resource {uri: $zone})-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i)
UNWIND r.sources AS source
RETURN DISTINCT i.name AS industry, type(r) = 'LEADING_INDUSTRY' AS leading, r.status AS status,
  r.time AS time, r.qualifier AS qualifier, source, i.uri AS industry_iri
ORDER BY industry, source, leading
