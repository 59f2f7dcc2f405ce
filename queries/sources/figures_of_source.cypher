// 某来源说了哪些数字 Which figures a source states
MATCH (t)<-[:ABOUT]-(f:Observation|Target|Ranking)-[:INDICATOR]->(i)
WHERE split($source, '/source/')[1] IN f.sources
UNWIND [l IN labels(f) WHERE l IN ['Observation', 'Target', 'Ranking']] AS kind
RETURN DISTINCT t.name AS thing, kind, i.name AS indicator, f.value AS value, f.unit AS unit,
  f.time AS time
ORDER BY thing, kind, indicator
