// 某高新区限定语含某词的平台 Platforms of a zone whose qualifier contains a text
WITH '济南高新技术产业开发区' AS zone, '四个平台' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (the_zone)-[r:HOSTS]->(x)
WHERE r.qualifier CONTAINS text
UNWIND r.sources AS source
RETURN DISTINCT x.name AS platform, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS platform_iri
ORDER BY platform, source, status
// 画图 as a graph: RETURN the_zone, x, r
