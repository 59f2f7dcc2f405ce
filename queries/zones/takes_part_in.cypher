// 某高新区或机构参与什么 What a zone or organization takes part in
WITH '济南高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:PARTICIPATES_IN]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS undertaking, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS undertaking_iri
ORDER BY undertaking, source, status
// 画图 as a graph: RETURN the_thing, x, r
