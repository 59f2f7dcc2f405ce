// 某高新区的主导产业 The leading industries of a zone
WITH '惠州仲恺高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (the_zone)-[r:LEADING_INDUSTRY]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS industry, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS industry_iri
ORDER BY industry, source, status
// 画图 as a graph: RETURN the_zone, x, r
