// 某高新区有哪些平台 Which platforms a zone hosts
WITH '苏州高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (the_zone)-[r:HOSTS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS platform, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS platform_iri
ORDER BY platform, source, status
// 画图 as a graph: RETURN the_zone, x, r
