// 某高新区与谁合作 Whom a zone works with
WITH '榆林高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r1:PARTNER_OF]->(p)
RETURN DISTINCT p.name AS partner, p.uri AS partner_iri
ORDER BY partner
// 画图 as a graph: RETURN the_thing, p, r1
