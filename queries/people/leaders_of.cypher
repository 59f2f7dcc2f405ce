// 某高新区或机构由谁任职 Who holds posts in a zone or organization
WITH '合肥高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (x)-[r:HOLDS_POSITION]->(the_thing)
WHERE r.uri IS NOT NULL
UNWIND r.sources AS source
RETURN DISTINCT x.name AS person, r.title AS title, r.status AS status, r.time AS time, source,
  x.uri AS person_iri
ORDER BY person, title, source
// 画图 as a graph: RETURN x, the_thing, r
