// 哪些指标既有现状又有目标 Which indicators have both a figure and a target
WITH '济南高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)<-[r1:ABOUT]-(f:Observation)-[r2:INDICATOR]->(i)
MATCH (the_thing)<-[r3:ABOUT]-(t:Target)-[r4:INDICATOR]->(i)
WHERE f.value IS NOT NULL AND t.value IS NOT NULL AND f.unit = t.unit
RETURN DISTINCT i.name AS indicator, f.value AS reached, f.time AS reached_time,
  t.value AS promised, t.time AS promised_time, f.unit AS unit
ORDER BY indicator
// 画图 as a graph: RETURN the_thing, f, i, t, r1, r2, r3, r4
