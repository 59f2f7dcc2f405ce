// 某政策由谁印发 Who issued a policy
WITH '国务院关于促进国家高新技术产业开发区高质量发展的若干意见' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:Policy
MATCH (x)-[r:ISSUES]->(the_thing)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS issuer, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS issuer_iri
ORDER BY issuer, source, status
// 画图 as a graph: RETURN x, the_thing, r
