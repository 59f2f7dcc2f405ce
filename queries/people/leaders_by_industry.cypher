// 以某产业为主导的高新区由谁负责 Zones that lead in an industry, and who leads them
MATCH (industry:Resource {uri: $industry})
MATCH (part)-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH|CLOSE_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->(industry)
WITH DISTINCT part
MATCH (z:Zone)-[:LEADING_INDUSTRY]->(part)
OPTIONAL MATCH (p:Person)-[r:HOLDS_POSITION]->(z)
WHERE r.uri IS NOT NULL
RETURN DISTINCT z.name AS zone, part.name AS stated, p.name AS person, r.title AS title, z.uri AS zone_iri
ORDER BY zone, stated, person, title
