// 某高新区哪些园区平台的目标达到某数 Which parks and platforms of a zone aim at a figure or more
MATCH (:Resource {uri: $zone})-[:HOSTS]->(p)<-[:ABOUT]-(t:Target)-[:INDICATOR]->(:Resource {uri: $indicator})
WHERE t.normalValue >= $minimum
RETURN DISTINCT p.name AS platform, t.value AS value, t.unit AS unit, t.time AS time,
  p.uri AS platform_iri
ORDER BY platform
