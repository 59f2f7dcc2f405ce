// 某高新区有哪些企业 Which enterprises are in a zone
MATCH (e:Enterprise)-[r:LOCATED_IN]->(:Resource {uri: $zone})
UNWIND r.sources AS source
RETURN DISTINCT e.name AS enterprise, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  e.uri AS enterprise_iri
ORDER BY enterprise, source, time
