// 某事物位于哪里 Where something is
MATCH (t:Resource {uri: $thing})-[:LOCATED_IN|HOSTED_BY*1..6]->(p)
WHERE p <> t
RETURN DISTINCT p.name AS place, p.uri AS place_iri
ORDER BY place
