// 某人任职的高新区有哪些平台 Which platforms the zone of a person hosts
WITH '宋道军' AS thing, '国家级研发平台' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Person
MATCH (the_thing)-[r1:HOLDS_POSITION]->(z)-[r:HOSTS]->(p)
WHERE r.uri IS NOT NULL AND coalesce(r.qualifier, '') CONTAINS text
RETURN DISTINCT z.name AS zone, p.name AS platform, r.status AS status, r.qualifier AS qualifier,
  p.uri AS platform_iri
ORDER BY zone, platform
// 画图 as a graph: RETURN the_thing, z, p, r1, r
