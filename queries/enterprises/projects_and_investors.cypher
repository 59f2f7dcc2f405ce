// 某高新区的项目由谁投资 Who invests in the projects of a zone
MATCH (p:Project)-[:LOCATED_IN]->(:Resource {uri: $zone})
OPTIONAL MATCH (i)-[:INVESTS]->(p)
RETURN DISTINCT p.name AS project, i.name AS investor, p.uri AS project_iri
ORDER BY project, investor
