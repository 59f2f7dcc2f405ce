// 某高新区的定位，想成为什么 What a zone means to become
WITH '合肥高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:POSITIONING]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS positioning, r.status AS status, r.time AS time, r.qualifier AS qualifier,
  source, x.uri AS positioning_iri
ORDER BY positioning, source, status
// 画图 as a graph: RETURN the_thing, x, r
