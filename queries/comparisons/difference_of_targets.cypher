// 某事物两项目标相差多少 By how much two targets differ
WITH '大连高新技术产业园区' AS thing, '国家级人才数量' AS indicator, '省级人才数量' AS other
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
  WHERE the_other:Indicator
MATCH (the_thing)<-[r1:ABOUT]-(x:Target)-[r2:INDICATOR]->(the_indicator)
MATCH (the_thing)<-[r3:ABOUT]-(y:Target)-[r4:INDICATOR]->(the_other)
WHERE x.unit = y.unit AND coalesce(x.time, '') = coalesce(y.time, '') AND x.value IS NOT NULL AND y.value IS NOT NULL
RETURN DISTINCT x.value AS first, y.value AS second, y.value - x.value AS difference,
  CASE WHEN x.value <> 0 THEN y.value / x.value END AS ratio,
  x.unit AS unit, x.time AS time
ORDER BY time
// 画图 as a graph: RETURN the_thing, x, the_indicator, y, the_other, r1, r2, r3, r4
