// 某地的高新区里有哪些企业 Which enterprises are in the zones of a place
WITH '江西省' AS place
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + place + '"') YIELD node AS the_place
  WHERE the_place:AdministrativeDivision
MATCH (e:Enterprise)-[r1:LOCATED_IN]->(z:Zone)-[:LOCATED_IN*1..6]->(the_place)
OPTIONAL MATCH (e)-[r2:OPERATES_IN]->(i)
RETURN DISTINCT e.name AS enterprise, z.name AS zone, i.name AS industry, e.uri AS enterprise_iri
ORDER BY zone, enterprise, industry
// 画图 as a graph: RETURN e, z, the_place, i, r1, r2
