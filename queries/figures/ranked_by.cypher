// 按某项指标谁排第几 Who ranks where by an indicator
WITH '全国国家高新区排名' AS indicator
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + indicator + '"') YIELD node AS the_indicator
  WHERE the_indicator:Indicator
MATCH (t)<-[r1:ABOUT]-(f:Ranking)-[r2:INDICATOR]->(the_indicator)
UNWIND f.sources AS source
RETURN DISTINCT t.name AS thing, f.value AS value, f.unit AS unit, f.time AS time, f.qualifier AS qualifier,
  source
ORDER BY value IS NULL, value, thing
// 画图 as a graph: RETURN t, f, the_indicator, r1, r2
