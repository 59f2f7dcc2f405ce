// 两个高新区有哪些共同产业 Which industries two zones share
WITH '济南高新技术产业开发区' AS zone, '合肥高新技术产业开发区' AS other
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
  WHERE the_other:Zone
MATCH (the_zone)-[r1:HAS_INDUSTRY]->(i)<-[r2:HAS_INDUSTRY]-(the_other)
RETURN DISTINCT i.name AS industry, i.uri AS industry_iri
ORDER BY industry
// 画图 as a graph: RETURN the_zone, i, the_other, r1, r2
