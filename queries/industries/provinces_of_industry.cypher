// 某产业（含其下级产业和对应的行业名称）分布在哪些省 In which provinces an industry, its parts or its other names are found
WITH '人工智能' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (part)-[:EXACT_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH|CLOSE_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH*0..1]-(the_industry)
WITH DISTINCT part
MATCH (z)-[r1:HAS_INDUSTRY]->(part)
MATCH (z)-[:LOCATED_IN*1..6]->(p:Province)
RETURN DISTINCT p.name AS province, z.name AS zone, part.name AS stated, z.uri AS zone_iri
ORDER BY province, zone, stated
// 画图 as a graph: RETURN z, part, p, r1
