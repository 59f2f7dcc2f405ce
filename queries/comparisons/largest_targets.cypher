// 某事物的同类目标从大到小 The targets of a thing from the largest down
MATCH (:Resource {uri: $thing})<-[:ABOUT]-(t:Target)-[:INDICATOR]->(i)
WHERE i.name CONTAINS $text AND t.value IS NOT NULL AND t.normalValue IS NOT NULL
RETURN DISTINCT i.name AS indicator, t.value AS value, t.unit AS unit, t.time AS time,
  t.normalValue AS normal_value, t.normalUnit AS normal_unit
ORDER BY normal_value DESC, indicator
