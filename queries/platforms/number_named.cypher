// 某高新区有几个名称含某词的平台 How many platforms of a zone are named so
MATCH (z:Resource {uri: $zone})-[:HOSTS]->(p)
WHERE p.name CONTAINS $text
WITH z, count(DISTINCT p) AS platforms
RETURN platforms
