// 某事物的某项指标是多少 One figure of a thing
WITH '天津滨海高新技术产业开发区' AS thing, 'GDP增速' AS indicator
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
MATCH (the_thing)<-[r1:ABOUT]-(f:Observation)-[r2:INDICATOR]->(the_indicator)
UNWIND f.sources AS source
RETURN DISTINCT f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY time, source
// 画图 as a graph: RETURN the_thing, f, the_indicator, r1, r2
