// 某事物两项数字相差多少 By how much two figures differ
MATCH (a:Resource {uri: $thing})<-[:ABOUT]-(x:Observation)-[:INDICATOR]->(:Resource {uri: $indicator})
MATCH (a)<-[:ABOUT]-(y:Observation)-[:INDICATOR]->(:Resource {uri: $other})
WHERE x.unit = y.unit AND coalesce(x.time, '') = coalesce(y.time, '') AND x.value IS NOT NULL AND y.value IS NOT NULL
RETURN DISTINCT x.value AS first, y.value AS second, y.value - x.value AS difference,
  CASE WHEN x.value <> 0 THEN y.value / x.value END AS ratio,
  x.unit AS unit, x.time AS time
ORDER BY time
