// 某高新区限定语含某词的平台 Platforms of a zone whose qualifier contains a text
MATCH (:Resource {uri: $zone})-[r:HOSTS]->(x)
WHERE r.qualifier CONTAINS $text
UNWIND r.sources AS source
RETURN DISTINCT x.name AS platform, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS platform_iri
ORDER BY platform, source, status
