// 某高新区里的企业、平台、政策等有哪些数字 Figures of what is in a zone, up to two steps away
MATCH (z:Resource {uri: $zone})
CALL {
  WITH z RETURN z AS m
UNION
  WITH z MATCH (m)-[:LOCATED_IN|HOSTED_BY]->(z) RETURN m
UNION
  WITH z MATCH (z)-[:HAS_POLICY|ISSUES|DEVELOPS|PRODUCES|INVESTS]->(m) RETURN m
}
CALL {
  WITH m MATCH (a)-[:LOCATED_IN|HOSTED_BY]->(m) RETURN a
UNION
  WITH m MATCH (m)-[:HAS_POLICY|ISSUES|DEVELOPS|PRODUCES|INVESTS]->(a) RETURN a
}
WITH DISTINCT a
MATCH (a)<-[:ABOUT]-(f:Observation|Target|Ranking)-[:INDICATOR]->(i)
WHERE i.name CONTAINS $text
UNWIND f.sources AS source
UNWIND [l IN labels(f) WHERE l IN ['Observation', 'Target', 'Ranking']] AS kind
RETURN DISTINCT a.name AS about, kind, i.name AS indicator, f.comparator AS comparator, f.value AS value,
  f.unit AS unit, f.time AS time, f.qualifier AS qualifier, source
ORDER BY about, kind, indicator, time, source
