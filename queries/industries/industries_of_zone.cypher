// 某高新区发展哪些产业 Which industries a zone has
WITH '合肥高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (the_zone)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i)
UNWIND r.sources AS source
RETURN DISTINCT i.name AS industry, type(r) = 'LEADING_INDUSTRY' AS leading, r.status AS status,
  r.time AS time, r.qualifier AS qualifier, source, i.uri AS industry_iri
ORDER BY industry, source, leading
// 画图 as a graph: RETURN the_zone, i, r
