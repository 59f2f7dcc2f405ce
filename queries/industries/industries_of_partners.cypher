// 某高新区的合作方发展哪些产业 Which industries the partners of a zone have
WITH '西安高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r1:PARTNER_OF]->(p)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i)
WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS partner, i.name AS industry, r.status AS status,
  r.qualifier AS qualifier, i.uri AS industry_iri
ORDER BY partner, industry, status
// 画图 as a graph: RETURN the_thing, p, i, r1, r
