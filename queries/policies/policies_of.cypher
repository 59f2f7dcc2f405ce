// 某高新区执行哪些政策和举措 Which policies and schemes a zone carries out
WITH '杨凌农业高新技术产业示范区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:HAS_POLICY]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS policy, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS policy_iri
ORDER BY policy, source, status
// 画图 as a graph: RETURN the_thing, x, r
