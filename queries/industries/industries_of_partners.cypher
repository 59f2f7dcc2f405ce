// 某高新区的合作方发展哪些产业 Which industries the partners of a zone have
//+ summary: {zh: 某高新区的合作方发展哪些产业, en: Which industries the partners of a zone have}
//+ description: {zh: 合作关系不分方向；附现有、计划还是目标, en: Partnership in either direction; with status}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [industries, cooperation]
//+ columns: [partner, industry, status, qualifier, industry_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区或机构, en: zone or organization, default: 西安高新技术产业开发区, values: names}

MATCH (:Resource {uri: $thing})-[:PARTNER_OF]->(p)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i)
WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS partner, i.name AS industry, r.status AS status,
  r.qualifier AS qualifier, i.uri AS industry_iri
ORDER BY partner, industry, status
