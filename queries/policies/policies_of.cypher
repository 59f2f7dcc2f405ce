// 某高新区执行哪些政策和举措 Which policies and schemes a zone carries out
MATCH (:Resource {uri: $thing})-[r:HAS_POLICY]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS policy, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS policy_iri
ORDER BY policy, source, status
