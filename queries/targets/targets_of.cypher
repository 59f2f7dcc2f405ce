// 某事物有哪些目标 All targets of a thing
MATCH (t:Resource {uri: $thing})<-[:ABOUT]-(f:Target)-[:INDICATOR]->(i:Resource)
UNWIND f.sources AS source
RETURN DISTINCT i.name AS indicator, f.comparator AS comparator, f.value AS value, f.unit AS unit,
  f.status AS status, f.time AS time, f.qualifier AS qualifier, source
ORDER BY indicator, time, source
