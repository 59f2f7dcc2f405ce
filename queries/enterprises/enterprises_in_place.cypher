// 某地的高新区里有哪些企业 Which enterprises are in the zones of a place
MATCH (e:Enterprise)-[:LOCATED_IN]->(z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
OPTIONAL MATCH (e)-[:OPERATES_IN]->(i)
RETURN DISTINCT e.name AS enterprise, z.name AS zone, i.name AS industry, e.uri AS enterprise_iri
ORDER BY zone, enterprise, industry
