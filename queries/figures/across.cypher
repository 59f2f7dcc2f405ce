// 某项指标各处是多少 One indicator across all things
MATCH (t:Resource)<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(i:Resource {uri: $indicator})
UNWIND f.sources AS source
RETURN DISTINCT t.name AS thing, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY thing, time, source
