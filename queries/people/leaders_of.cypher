// 某高新区或机构由谁任职 Who holds posts in a zone or organization
MATCH (x)-[r:HOLDS_POSITION]->(:Resource {uri: $thing})
WHERE r.uri IS NOT NULL
UNWIND r.sources AS source
RETURN DISTINCT x.name AS person, r.title AS title, r.status AS status, r.time AS time, source,
  x.uri AS person_iri
ORDER BY person, title, source
