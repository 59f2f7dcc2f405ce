// 哪些高新区有某称号 Which zones are recognised as something
MATCH (x)-[r:APPROVED_AS]->(:Resource {uri: $award})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS thing, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS thing_iri
ORDER BY thing, source, status
