// 某高新区的部门和机构由谁任职 Who holds posts in the offices of a zone
WITH '昆明高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (p:Person)-[r:HOLDS_POSITION]->(o:Organization)-[r1:LOCATED_IN]->(the_zone)
WHERE r.uri IS NOT NULL
UNWIND r.sources AS source
RETURN DISTINCT p.name AS person, r.title AS title, o.name AS office, r.status AS status, r.time AS time,
  source, p.uri AS person_iri
ORDER BY person, office, title, source
// 画图 as a graph: RETURN p, o, the_zone, r, r1
