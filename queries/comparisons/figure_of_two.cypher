// 两个事物的同一项数字各是多少 One figure of two things side by side
MATCH (:Resource {uri: $thing})<-[:ABOUT]-(one:Observation)-[:INDICATOR]->(i:Resource {uri: $indicator})
MATCH (:Resource {uri: $other})<-[:ABOUT]-(two:Observation)-[:INDICATOR]->(i)
WHERE one.unit = two.unit AND one.value IS NOT NULL AND two.value IS NOT NULL
RETURN DISTINCT one.value AS first, one.time AS first_time, two.value AS second, two.time AS second_time,
  two.value - one.value AS difference,
  CASE WHEN one.value <> 0 THEN two.value / one.value END AS ratio, two.unit AS unit
ORDER BY first_time, second_time
