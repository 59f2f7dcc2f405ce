// 哪些高新区和地方用什么落实某政策 Which zones and places carry a policy out, and by what
WITH '国务院关于促进国家高新技术产业开发区高质量发展的若干意见' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (m)-[r:IMPLEMENTS]->(the_thing)
MATCH (h)-[q:HAS_POLICY|ISSUES|HOSTS|LOCATED_IN]-(m)
WHERE (startNode(q) = h AND type(q) <> 'LOCATED_IN')
  OR (startNode(q) = m AND type(q) = 'LOCATED_IN' AND m:Organization AND h:Zone)
UNWIND r.sources AS source
RETURN DISTINCT h.name AS holder, m.name AS measure, r.status AS status, r.qualifier AS qualifier, source,
  h.uri AS holder_iri, m.uri AS measure_iri
ORDER BY holder, measure, source
// 画图 as a graph: RETURN m, the_thing, h, r, q
