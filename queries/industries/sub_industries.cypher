// 某产业的子产业由哪些高新区发展 Which zones have the sub-industries of an industry
MATCH (s)-[:SUB_INDUSTRY_OF]->(:Resource {uri: $industry})
OPTIONAL MATCH (z)-[:HAS_INDUSTRY]->(s)
RETURN DISTINCT s.name AS sub_industry, z.name AS zone, s.uri AS sub_industry_iri
ORDER BY sub_industry, zone
