// 某高新区有哪些企业 Which enterprises are in a zone
WITH '唐山高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
CALL {
  WITH the_zone
  MATCH (e:Enterprise)-[r:LOCATED_IN]->(the_zone)
  RETURN e, r
UNION
  // The administration of the zone, an institute or an area in it.
  WITH the_zone
  MATCH (e:Enterprise)-[r:LOCATED_IN]->()-[:LOCATED_IN]->(the_zone)
  RETURN e, r
}
UNWIND r.sources AS source
RETURN DISTINCT e.name AS enterprise, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  e.uri AS enterprise_iri
ORDER BY enterprise, source, time
