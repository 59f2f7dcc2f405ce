// 某地的高新区由谁任职 Who holds posts in the zones of a place
WITH '湖南省' AS place
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + place + '"') YIELD node AS the_place
  WHERE the_place:AdministrativeDivision
MATCH (p:Person)-[r:HOLDS_POSITION]->(z:Zone)-[:LOCATED_IN*1..6]->(the_place)
WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS person, r.title AS title, z.name AS zone, p.uri AS person_iri
ORDER BY zone, person, title
// 画图 as a graph: RETURN p, z, the_place, r
