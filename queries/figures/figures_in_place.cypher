// 某地的高新区有哪些数字 The figures of the zones of a place
WITH '江西省' AS place, '营收' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + place + '"') YIELD node AS the_place
  WHERE the_place:AdministrativeDivision
MATCH (i)<-[r1:INDICATOR]-(f:Observation)-[r2:ABOUT]->(z:Zone)-[:LOCATED_IN*1..6]->(the_place)
WHERE i.name CONTAINS text
UNWIND f.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS indicator, f.comparator AS comparator, f.value AS value,
  f.unit AS unit, f.time AS time, source
ORDER BY zone, indicator, time
// 画图 as a graph: RETURN i, f, z, the_place, r1, r2
