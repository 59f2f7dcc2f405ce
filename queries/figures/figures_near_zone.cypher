// 某高新区里的企业、平台、政策等有哪些数字 Figures of what is in a zone, up to two steps away
WITH '惠州仲恺高新技术产业开发区' AS zone, '' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
CALL {
  WITH the_zone RETURN the_zone AS m
UNION
  WITH the_zone MATCH (m)-[:LOCATED_IN]->(the_zone) RETURN m
UNION
  WITH the_zone MATCH (the_zone)-[:HOSTS|HAS_POLICY|ISSUES|DEVELOPS|PRODUCES|INVESTS]->(m) RETURN m
}
CALL {
  WITH m MATCH (a)-[:LOCATED_IN]->(m) RETURN a
UNION
  WITH m MATCH (m)-[:HOSTS|HAS_POLICY|ISSUES|DEVELOPS|PRODUCES|INVESTS]->(a) RETURN a
}
WITH DISTINCT a, text
MATCH (a)<-[r1:ABOUT]-(f:Observation|Target|Ranking)-[r2:INDICATOR]->(i)
WHERE i.name CONTAINS text
UNWIND f.sources AS source
UNWIND [l IN labels(f) WHERE l IN ['Observation', 'Target', 'Ranking']] AS kind
RETURN DISTINCT a.name AS about, kind, i.name AS indicator, f.comparator AS comparator, f.value AS value,
  f.unit AS unit, f.time AS time, f.qualifier AS qualifier, source
ORDER BY about, kind, indicator, time, source
// 画图 as a graph: RETURN a, f, i, r1, r2
