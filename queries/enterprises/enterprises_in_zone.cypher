// 某高新区有哪些企业 Which enterprises are in a zone
CALL {
  MATCH (e:Enterprise)-[r:LOCATED_IN]->(:Resource {uri: $zone})
  RETURN e, r
UNION
  // The administration of the zone, an institute or an area in it.
  MATCH (e:Enterprise)-[r:LOCATED_IN]->(:Resource)-[:LOCATED_IN]->(:Resource {uri: $zone})
  RETURN e, r
}
UNWIND r.sources AS source
RETURN DISTINCT e.name AS enterprise, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  e.uri AS enterprise_iri
ORDER BY enterprise, source, time
