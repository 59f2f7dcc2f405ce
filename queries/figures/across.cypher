// 某项指标各处是多少 One indicator across all things
WITH '主导产业数量' AS indicator
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
MATCH (t)<-[r1:ABOUT]-(f:Observation)-[r2:INDICATOR]->(the_indicator)
UNWIND f.sources AS source
RETURN DISTINCT t.name AS thing, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY thing, time, source
// 画图 as a graph: RETURN t, f, the_indicator, r1, r2
