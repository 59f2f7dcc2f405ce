// 哪些高新区发展某产业（含其下级产业和对应的行业名称） Which zones have an industry, its parts or its other names
WITH '人工智能' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (part)-[:EXACT_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH|CLOSE_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH*0..1]-(the_industry)
WITH DISTINCT part
MATCH (z:Zone)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(part)
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, part.name AS stated, source, z.uri AS zone_iri
ORDER BY zone, stated, source
// 画图 as a graph: RETURN z, part, r
