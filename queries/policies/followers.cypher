// 哪些高新区执行某政策 Which zones carry out a policy
MATCH (x)-[r:HAS_POLICY]->(:Resource {uri: $thing})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS zone, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS zone_iri
ORDER BY zone, source, status
