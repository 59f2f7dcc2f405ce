// 某来源说到哪些人 Of which persons a source speaks
WITH 'article-003' AS source
MATCH (p:Person)-[r:HOLDS_POSITION]->(o)
WHERE r.uri IS NOT NULL AND last(split(source, '/source/')) IN r.sources
RETURN DISTINCT p.name AS person, r.title AS title, o.name AS organization, r.status AS status,
  r.time AS time, p.uri AS person_iri
ORDER BY person, organization, title
// 画图 as a graph: RETURN p, o, r
