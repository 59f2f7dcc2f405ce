// 某人任职的高新区有哪些项目 Which projects lie in the zone of a person
WITH '董学忠' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Person
MATCH (the_thing)-[r1:HOLDS_POSITION]->(z)<-[r2:LOCATED_IN]-(p:Project)
RETURN DISTINCT z.name AS zone, p.name AS project, p.uri AS project_iri
ORDER BY zone, project
// 画图 as a graph: RETURN the_thing, z, p, r1, r2
