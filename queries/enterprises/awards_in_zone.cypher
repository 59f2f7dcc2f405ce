// 某高新区哪些企业获得过称号奖项 Which enterprises of a zone have awards
WITH '天津滨海高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (e:Enterprise)-[:LOCATED_IN*1..2]->(the_zone)
MATCH (e)-[r:AWARDED|APPROVED_AS]->(a)
UNWIND r.sources AS source
RETURN DISTINCT e.name AS enterprise, a.name AS award,
  CASE type(r) WHEN 'AWARDED' THEN 'awarded' ELSE 'approvedAs' END AS relation, r.status AS status,
  r.time AS time, source, e.uri AS enterprise_iri
ORDER BY enterprise, award, relation, source, status
// 画图 as a graph: RETURN e, the_zone, a, r
