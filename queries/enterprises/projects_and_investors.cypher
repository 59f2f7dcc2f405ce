// 某高新区的项目由谁投资 Who invests in the projects of a zone
WITH '唐山高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (p:Project)-[r1:LOCATED_IN]->(the_zone)
OPTIONAL MATCH (i)-[r2:INVESTS]->(p)
RETURN DISTINCT p.name AS project, i.name AS investor, p.uri AS project_iri
ORDER BY project, investor
// 画图 as a graph: RETURN p, the_zone, i, r1, r2
