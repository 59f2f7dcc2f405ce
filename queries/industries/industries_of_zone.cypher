// 某高新区发展哪些产业 Which industries a zone has
MATCH (:Resource {uri: $zone})-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i)
UNWIND r.sources AS source
RETURN DISTINCT i.name AS industry, type(r) = 'LEADING_INDUSTRY' AS leading, r.status AS status,
  r.time AS time, r.qualifier AS qualifier, source, i.uri AS industry_iri
ORDER BY industry, source, leading
