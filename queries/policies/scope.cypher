// 某政策适用于什么 What a policy applies to
WITH '生物医药和细胞基因双九条' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Policy
MATCH (the_thing)-[r:APPLIES_TO]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS object, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS object_iri
ORDER BY object, source, status
// 画图 as a graph: RETURN the_thing, x, r
