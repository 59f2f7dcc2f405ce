// 哪些高新区执行某政策 Which zones carry out a policy
WITH '企业创新积分制' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Policy
MATCH (x)-[r:HAS_POLICY]->(the_thing)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS zone, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS zone_iri
ORDER BY zone, source, status
// 画图 as a graph: RETURN x, the_thing, r
