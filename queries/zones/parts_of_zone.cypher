// 某高新区的各片区发展哪些产业 What the parts of a zone specialise in
WITH '榆林高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (p:Zone)-[r1:LOCATED_IN]->(the_zone)
OPTIONAL MATCH (p)-[r:HAS_INDUSTRY]->(i) WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS part, i.name AS industry, r.status AS status, p.uri AS part_iri
ORDER BY part, industry
// 画图 as a graph: RETURN p, the_zone, i, r1, r
