// 某事物获得过什么 What a thing has been awarded
WITH '济南高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:AWARDED]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS award, r.value AS value, r.unit AS unit, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, x.uri AS award_iri
ORDER BY award, source, status
// 画图 as a graph: RETURN the_thing, x, r
