// 某高新区有哪些企业从事某产业（含其下级产业和对应的行业名称） Which enterprises of a zone operate in an industry, its parts and its other names
WITH '成都高新技术产业开发区' AS zone, '核医药' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (part)-[:EXACT_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH|CLOSE_MATCH*0..1]-()-[:SUB_INDUSTRY_OF|BROADER*0..8]->()-[:EXACT_MATCH*0..1]-(the_industry)
WITH DISTINCT the_zone, part
MATCH (e:Enterprise)-[r:OPERATES_IN]->(part)
WHERE EXISTS { (e)-[:LOCATED_IN*1..2]->(the_zone) }
UNWIND r.sources AS source
RETURN DISTINCT e.name AS enterprise, part.name AS stated, r.status AS status, r.time AS time, r.qualifier AS qualifier,
  source, e.uri AS enterprise_iri
ORDER BY enterprise, source, stated, status
// 画图 as a graph: RETURN e, part, the_zone, r
