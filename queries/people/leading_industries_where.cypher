// 某人任职的高新区以什么产业为主导 What the zone that a person leads specialises in
WITH '骆东升' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Person
MATCH (the_thing)-[r1:HOLDS_POSITION]->(z)-[r:LEADING_INDUSTRY]->(i)
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS industry, source, i.uri AS industry_iri
ORDER BY zone, industry, source
// 画图 as a graph: RETURN the_thing, z, i, r1, r
