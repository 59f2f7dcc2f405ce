// 某产品由谁生产、研发 Who makes or develops a product
MATCH (:Resource {uri: $thing})<-[r:PRODUCES|DEVELOPS]-(m)
OPTIONAL MATCH (m)-[:LOCATED_IN]->(z:Zone)
RETURN DISTINCT m.name AS maker, toLower(type(r)) AS relation, z.name AS zone, m.uri AS maker_iri
ORDER BY maker, relation, zone
