// 某高新区的部门和机构由谁任职 Who holds posts in the offices of a zone
MATCH (p:Person)-[r:HOLDS_POSITION]->(o:Organization)-[:LOCATED_IN]->(:Resource {uri: $zone})
WHERE r.uri IS NOT NULL
UNWIND r.sources AS source
RETURN DISTINCT p.name AS person, r.title AS title, o.name AS office, r.status AS status, r.time AS time,
  source, p.uri AS person_iri
ORDER BY person, office, title, source
