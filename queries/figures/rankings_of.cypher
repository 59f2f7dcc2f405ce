// 某事物在各项指标上排第几 Where a thing ranks
WITH '天津滨海高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)<-[r1:ABOUT]-(f:Ranking)-[r2:INDICATOR]->(i)
UNWIND f.sources AS source
RETURN DISTINCT i.name AS indicator, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY indicator, time, source
// 画图 as a graph: RETURN the_thing, f, i, r1, r2
