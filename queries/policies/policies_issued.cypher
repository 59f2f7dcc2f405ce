// 某机构或高新区出台哪些政策 Which policies a body has issued
MATCH (:Resource {uri: $thing})-[r:ISSUES]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS policy, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS policy_iri
ORDER BY policy, source, status
