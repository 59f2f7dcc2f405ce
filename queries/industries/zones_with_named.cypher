// 哪些高新区的产业名称含某词 Which zones have industries whose names contain a text
WITH '机器人' AS text
MATCH (z:Zone)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i:Industry)
WHERE i.name CONTAINS text
OPTIONAL MATCH (z)-[:LOCATED_IN*1..6]->(p:Province)
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS industry, p.name AS province, source, z.uri AS zone_iri
ORDER BY zone, industry, source
// 画图 as a graph: RETURN z, i, p, r
