// 哪些企业或平台从事某产业 Who operates in an industry
MATCH (x)-[r:OPERATES_IN]->(:Resource {uri: $industry})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS operator, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS operator_iri
ORDER BY operator, source, status
