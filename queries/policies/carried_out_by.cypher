// 某高新区或地方落实哪些上级政策 Which policies from above a zone or place carries out, and by what
WITH '榆林高新技术产业开发区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[q:HAS_POLICY|ISSUES|HOSTS|LOCATED_IN]-(m)
WHERE (startNode(q) = the_thing AND type(q) <> 'LOCATED_IN')
  OR (startNode(q) = m AND type(q) = 'LOCATED_IN' AND m:Organization AND the_thing:Zone)
MATCH (m)-[r:IMPLEMENTS]->(p)
UNWIND r.sources AS source
RETURN DISTINCT p.name AS policy, p.policyLevel AS level, m.name AS measure, r.status AS status,
  r.qualifier AS qualifier, source, p.uri AS policy_iri, m.uri AS measure_iri
ORDER BY policy, measure, source
// 画图 as a graph: RETURN the_thing, m, p, q, r
