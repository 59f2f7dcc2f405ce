// 某政策及其落实举措针对哪些产业 At which industries a policy, and what carries it out, aims
WITH '关于推动未来产业创新发展的实施意见' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (i:Industry)<-[r1:APPLIES_TO]-(n)-[:IMPLEMENTS*0..6]->(the_thing)
RETURN DISTINCT i.name AS industry, n.name AS named_by, n.policyLevel AS level, i.uri AS industry_iri,
  n.uri AS named_by_iri
ORDER BY industry, named_by
// 画图 as a graph: RETURN i, n, the_thing, r1
