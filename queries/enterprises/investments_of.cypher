// 某企业或高新区投资了什么 What an enterprise or zone invests in
WITH '无锡高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:INVESTS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS invested, r.value AS value, r.unit AS unit, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, x.uri AS invested_iri
ORDER BY invested, source, status
// 画图 as a graph: RETURN the_thing, x, r
