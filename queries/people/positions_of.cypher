// 某人担任哪些职务 Which posts a person holds
WITH '夏青林' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Person
MATCH (the_thing)-[r:HOLDS_POSITION]->(x)
WHERE r.uri IS NOT NULL
UNWIND r.sources AS source
RETURN DISTINCT x.name AS organization, r.title AS title, r.status AS status, r.time AS time, source,
  x.uri AS organization_iri
ORDER BY organization, title, source
// 画图 as a graph: RETURN the_thing, x, r
