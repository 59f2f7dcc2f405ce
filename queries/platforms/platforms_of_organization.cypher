// 某机构参与的平台在哪些高新区 In which zones the platforms of an organization are
MATCH (:Resource {uri: $thing})-[:PARTICIPATES_IN]->(p)
OPTIONAL MATCH (z)-[:HOSTS]->(p)
RETURN DISTINCT p.name AS platform, z.name AS zone, p.uri AS platform_iri
ORDER BY platform, zone
