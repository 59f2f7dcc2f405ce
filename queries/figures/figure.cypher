// 某事物的某项指标是多少 One figure of a thing
MATCH (t:Resource {uri: $thing})<-[:ABOUT]-(f:Observation)-[:INDICATOR]->(i:Resource {uri: $indicator})
UNWIND f.sources AS source
RETURN DISTINCT f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY time, source
