// 某地的高新区由谁任职 Who holds posts in the zones of a place
MATCH (p:Person)-[r:HOLDS_POSITION]->(z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS person, r.title AS title, z.name AS zone, p.uri AS person_iri
ORDER BY zone, person, title
