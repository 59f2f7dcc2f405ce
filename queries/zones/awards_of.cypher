// 某事物获得过什么 What a thing has been awarded
MATCH (:Resource {uri: $thing})-[r:AWARDED]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS award, r.value AS value, r.unit AS unit, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, x.uri AS award_iri
ORDER BY award, source, status
