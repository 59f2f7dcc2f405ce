// 某地的高新区有哪些目标 The targets of the zones of a place
WITH '山东省' AS place
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + place + '"') YIELD node AS the_place
  WHERE the_place:AdministrativeDivision
MATCH (i)<-[r1:INDICATOR]-(t:Target)-[r2:ABOUT]->(z:Zone)-[:LOCATED_IN*1..6]->(the_place)
UNWIND t.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS indicator, t.comparator AS comparator, t.value AS value,
  t.unit AS unit, t.time AS time, t.qualifier AS qualifier, source
ORDER BY zone, indicator, time
// 画图 as a graph: RETURN i, t, z, the_place, r1, r2
