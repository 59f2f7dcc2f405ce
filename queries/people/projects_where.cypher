// 某人任职的高新区有哪些项目 Which projects lie in the zone of a person
MATCH (:Resource {uri: $thing})-[:HOLDS_POSITION]->(z)<-[:LOCATED_IN]-(p:Project)
RETURN DISTINCT z.name AS zone, p.name AS project, p.uri AS project_iri
ORDER BY zone, project
