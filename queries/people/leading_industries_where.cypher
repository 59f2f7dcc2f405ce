// 某人任职的高新区以什么产业为主导 What the zone that a person leads specialises in
MATCH (:Resource {uri: $thing})-[:HOLDS_POSITION]->(z)-[r:LEADING_INDUSTRY]->(i)
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS industry, source, i.uri AS industry_iri
ORDER BY zone, industry, source
