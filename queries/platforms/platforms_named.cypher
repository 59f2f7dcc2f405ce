// 某高新区名称含某词的平台 Platforms of a zone whose names contain a text
WITH '天津滨海高新技术产业开发区' AS zone, '海河实验室' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (the_zone)-[r:HOSTS]->(x)
WHERE x.name CONTAINS text
UNWIND r.sources AS source
RETURN DISTINCT x.name AS platform, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS platform_iri
ORDER BY platform, source, status
// 画图 as a graph: RETURN the_zone, x, r
