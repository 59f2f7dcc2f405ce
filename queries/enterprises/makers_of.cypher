// 某产品由谁生产、研发 Who makes or develops a product
WITH '特种机器人' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Product
MATCH (the_thing)<-[r:PRODUCES|DEVELOPS]-(m)
OPTIONAL MATCH (m)-[r1:LOCATED_IN]->(z:Zone)
RETURN DISTINCT m.name AS maker, toLower(type(r)) AS relation, z.name AS zone, m.uri AS maker_iri
ORDER BY maker, relation, zone
// 画图 as a graph: RETURN the_thing, m, z, r, r1
