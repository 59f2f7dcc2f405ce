// 某来源说了哪些数字 Which figures a source states
WITH 'article-003' AS source
MATCH (t)<-[r1:ABOUT]-(f:Observation|Target|Ranking)-[r2:INDICATOR]->(i)
WHERE last(split(source, '/source/')) IN f.sources
UNWIND [l IN labels(f) WHERE l IN ['Observation', 'Target', 'Ranking']] AS kind
RETURN DISTINCT t.name AS thing, kind, i.name AS indicator, f.value AS value, f.unit AS unit,
  f.time AS time
ORDER BY thing, kind, indicator
// 画图 as a graph: RETURN t, f, i, r1, r2
