// 某产业的子产业由哪些高新区发展 Which zones have the sub-industries of an industry
WITH '农业资源转化' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (s)-[r1:SUB_INDUSTRY_OF]->(the_industry)
OPTIONAL MATCH (z)-[r2:HAS_INDUSTRY]->(s)
RETURN DISTINCT s.name AS sub_industry, z.name AS zone, s.uri AS sub_industry_iri
ORDER BY sub_industry, zone
// 画图 as a graph: RETURN s, the_industry, z, r1, r2
