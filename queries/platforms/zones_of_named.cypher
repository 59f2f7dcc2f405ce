// 名称含某词的平台在哪些高新区 Which zones house platforms whose names contain a text
WITH '中韩' AS text
MATCH (x:Platform|Project|Event)-[r1:HOSTS|LOCATED_IN]-(z:Zone)
WHERE (type(r1) = 'HOSTS') = (startNode(r1) = z) AND x.name CONTAINS text
RETURN DISTINCT x.name AS platform, z.name AS zone, x.uri AS platform_iri, z.uri AS zone_iri
ORDER BY platform, zone
// 画图 as a graph: RETURN x, z, r1
