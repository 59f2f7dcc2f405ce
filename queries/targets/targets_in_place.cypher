// 某地的高新区有哪些目标 The targets of the zones of a place
MATCH (i:Resource)<-[:INDICATOR]-(t:Target)-[:ABOUT]->(z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
UNWIND t.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS indicator, t.comparator AS comparator, t.value AS value,
  t.unit AS unit, t.time AS time, t.qualifier AS qualifier, source
ORDER BY zone, indicator, time
