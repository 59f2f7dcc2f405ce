// 某高新区的企业生产什么 What the enterprises of a zone produce
WITH '唐山高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (p)<-[r1:PRODUCES]-(e:Enterprise)-[r2:LOCATED_IN]->(the_zone)
RETURN DISTINCT e.name AS enterprise, p.name AS product, p.uri AS product_iri
ORDER BY enterprise, product
// 画图 as a graph: RETURN p, e, the_zone, r1, r2
