// 在某机构任某职者所领导的高新区有什么目标 Targets of the zone led by who holds a post elsewhere
MATCH (:Resource {uri: $thing})<-[r:HOLDS_POSITION {title: $text}]-(p)-[:HOLDS_POSITION]->(z:Zone)
MATCH (z)<-[:ABOUT]-(t:Target)-[:INDICATOR]->(i)
RETURN DISTINCT p.name AS person, z.name AS zone, i.name AS indicator, t.comparator AS comparator,
  t.value AS value, t.unit AS unit, t.time AS time
ORDER BY person, zone, indicator
