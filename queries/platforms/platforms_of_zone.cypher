// 某高新区有哪些平台 Which platforms a zone hosts
MATCH (:Resource {uri: $zone})-[r:HOSTS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS platform, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS platform_iri
ORDER BY platform, source, status
