// 某高新区获得或争取哪些称号 What a zone is or means to be recognised as
MATCH (:Resource {uri: $thing})-[r:APPROVED_AS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS award, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS award_iri
ORDER BY award, source, status
