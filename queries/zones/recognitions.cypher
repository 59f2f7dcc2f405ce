// 某高新区获批哪些称号 What a zone is recognised as
WITH '苏州高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:APPROVED_AS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS award, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS award_iri
ORDER BY award, source, status
// 画图 as a graph: RETURN the_thing, x, r
