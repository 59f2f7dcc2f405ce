// 某事物的同类目标从大到小 The targets of a thing from the largest down
WITH '济南高新技术产业开发区' AS thing, '产业规模' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)<-[r1:ABOUT]-(t:Target)-[r2:INDICATOR]->(i)
WHERE i.name CONTAINS text AND t.value IS NOT NULL AND t.normalValue IS NOT NULL
RETURN DISTINCT i.name AS indicator, t.value AS value, t.unit AS unit, t.time AS time,
  t.normalValue AS normal_value, t.normalUnit AS normal_unit
ORDER BY normal_value DESC, indicator
// 画图 as a graph: RETURN the_thing, t, i, r1, r2
