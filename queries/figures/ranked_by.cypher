// 按某项指标谁排第几 Who ranks where by an indicator
MATCH (t:Resource)<-[:ABOUT]-(f:Ranking)-[:INDICATOR]->(:Resource {uri: $indicator})
UNWIND f.sources AS source
RETURN DISTINCT t.name AS thing, f.value AS value, f.unit AS unit, f.time AS time, f.qualifier AS qualifier,
  source
ORDER BY value IS NULL, value, thing
