// 某政策适用于什么 What a policy applies to
MATCH (:Resource {uri: $thing})-[r:APPLIES_TO]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS object, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS object_iri
ORDER BY object, source, status
