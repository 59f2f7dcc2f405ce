// 以某产业为主导的高新区由谁负责 Zones that lead in an industry, and who leads them
WITH '人工智能' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (part)-[:EXACT_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH|CLOSE_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH*0..1]-(the_industry)
WITH DISTINCT part
MATCH (z:Zone)-[r1:LEADING_INDUSTRY]->(part)
OPTIONAL MATCH (p:Person)-[r:HOLDS_POSITION]->(z)
WHERE r.uri IS NOT NULL
RETURN DISTINCT z.name AS zone, part.name AS stated, p.name AS person, r.title AS title, z.uri AS zone_iri
ORDER BY zone, stated, person, title
// 画图 as a graph: RETURN z, part, p, r1, r
