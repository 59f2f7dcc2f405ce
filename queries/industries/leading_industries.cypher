// 某高新区的主导产业 The leading industries of a zone
MATCH (:Resource {uri: $zone})-[r:LEADING_INDUSTRY]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS industry, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS industry_iri
ORDER BY industry, source, status
