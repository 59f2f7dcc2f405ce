// 某地的高新区有哪些数字 The figures of the zones of a place
MATCH (i:Resource)<-[:INDICATOR]-(f:Observation)-[:ABOUT]->(z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
WHERE i.name CONTAINS $text
UNWIND f.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS indicator, f.comparator AS comparator, f.value AS value,
  f.unit AS unit, f.time AS time, source
ORDER BY zone, indicator, time
