// 某事物在各项指标上排第几 Where a thing ranks
MATCH (t:Resource {uri: $thing})<-[:ABOUT]-(f:Ranking)-[:INDICATOR]->(i:Resource)
UNWIND f.sources AS source
RETURN DISTINCT i.name AS indicator, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY indicator, time, source
