// 名称含某词的平台在哪些高新区 Which zones house platforms whose names contain a text
MATCH (x:Platform|Project|Event)-[:HOSTED_BY|LOCATED_IN]->(z:Zone)
WHERE x.name CONTAINS $text
RETURN DISTINCT x.name AS platform, z.name AS zone, x.uri AS platform_iri, z.uri AS zone_iri
ORDER BY platform, zone
