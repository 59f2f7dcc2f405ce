// 哪些企业或平台从事某产业（含其下级产业和对应的行业名称） Who operates in an industry, its parts and its other names
WITH '焊接' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (part)-[:EXACT_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH|CLOSE_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH*0..1]-(the_industry)
WITH DISTINCT part
MATCH (x)-[r:OPERATES_IN]->(part)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS operator, part.name AS stated, r.status AS status, r.time AS time, r.qualifier AS qualifier,
  source, x.uri AS operator_iri
ORDER BY operator, source, stated, status
// 画图 as a graph: RETURN x, part, r
