// 某地有哪些高新区 Which zones lie in a place
WITH '天津市' AS place
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + place + '"') YIELD node AS the_place
  WHERE the_place:AdministrativeDivision
MATCH path = (z:Zone)-[:LOCATED_IN*1..6]->(the_place)
RETURN DISTINCT z.name AS zone, z:NationalZone AS national, z.uri AS zone_iri
ORDER BY zone
// 画图 as a graph: RETURN path
