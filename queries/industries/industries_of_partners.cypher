// 某高新区的合作方发展哪些产业 Which industries the partners of a zone have
MATCH (:Resource {uri: $thing})-[:PARTNER_OF]->(p)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i)
WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS partner, i.name AS industry, r.status AS status,
  r.qualifier AS qualifier, i.uri AS industry_iri
ORDER BY partner, industry, status
