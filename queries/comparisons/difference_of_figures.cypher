// 某事物两项数字相差多少 By how much two figures differ
WITH '苏州高新技术产业开发区' AS thing, '高新技术产业产值占规模以上工业总产值比重' AS indicator, '新兴产业产值占规模以上工业总产值比重' AS other
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
  WHERE the_other:Indicator
MATCH (the_thing)<-[r1:ABOUT]-(x:Observation)-[r2:INDICATOR]->(the_indicator)
MATCH (the_thing)<-[r3:ABOUT]-(y:Observation)-[r4:INDICATOR]->(the_other)
WHERE x.unit = y.unit AND coalesce(x.time, '') = coalesce(y.time, '') AND x.value IS NOT NULL AND y.value IS NOT NULL
RETURN DISTINCT x.value AS first, y.value AS second, y.value - x.value AS difference,
  CASE WHEN x.value <> 0 THEN y.value / x.value END AS ratio,
  x.unit AS unit, x.time AS time
ORDER BY time
// 画图 as a graph: RETURN the_thing, x, the_indicator, y, the_other, r1, r2, r3, r4
