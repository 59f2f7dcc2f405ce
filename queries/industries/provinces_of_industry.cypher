// 某产业分布在哪些省 In which provinces an industry is found
MATCH (z)-[:HAS_INDUSTRY]->(:Resource {uri: $industry})
MATCH (z)-[:LOCATED_IN*1..6]->(p:Province)
RETURN DISTINCT p.name AS province, z.name AS zone, z.uri AS zone_iri
ORDER BY province, zone
