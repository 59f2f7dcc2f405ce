// 某人任职的高新区有哪些平台 Which platforms the zone of a person hosts
MATCH (:Resource {uri: $thing})-[:HOLDS_POSITION]->(z)-[r:HOSTS]->(p)
WHERE r.uri IS NOT NULL AND coalesce(r.qualifier, '') CONTAINS $text
RETURN DISTINCT z.name AS zone, p.name AS platform, r.status AS status, r.qualifier AS qualifier,
  p.uri AS platform_iri
ORDER BY zone, platform
