// 某企业或机构生产、研发什么 What an enterprise or body makes and develops
WITH '丽智电子(南通)有限公司' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:PRODUCES|DEVELOPS]->(p)
UNWIND r.sources AS source
RETURN DISTINCT p.name AS product, toLower(type(r)) AS relation, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, p.uri AS product_iri
ORDER BY product, relation, source
// 画图 as a graph: RETURN the_thing, p, r
