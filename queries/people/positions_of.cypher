// 某人担任哪些职务 Which posts a person holds
MATCH (:Resource {uri: $thing})-[r:HOLDS_POSITION]->(x)
WHERE r.uri IS NOT NULL
UNWIND r.sources AS source
RETURN DISTINCT x.name AS organization, r.title AS title, r.status AS status, r.time AS time, source,
  x.uri AS organization_iri
ORDER BY organization, title, source
