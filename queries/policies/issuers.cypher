// 某政策由谁印发 Who issued a policy
MATCH (x)-[r:ISSUES]->(:Resource {uri: $thing})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS issuer, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS issuer_iri
ORDER BY issuer, source, status
