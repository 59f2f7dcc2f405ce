// 哪些指标既有现状又有目标 Which indicators have both a figure and a target
MATCH (a:Resource {uri: $thing})<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(i)
MATCH (a)<-[:ABOUT]-(t:Target)-[:INDICATOR]->(i)
WHERE f.value IS NOT NULL AND t.value IS NOT NULL AND f.unit = t.unit
RETURN DISTINCT i.name AS indicator, f.value AS reached, f.time AS reached_time,
  t.value AS promised, t.time AS promised_time, f.unit AS unit
ORDER BY indicator
