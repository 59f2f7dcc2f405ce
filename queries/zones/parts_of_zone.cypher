// 某高新区的各片区发展哪些产业 What the parts of a zone specialise in
MATCH (p:Zone)-[:LOCATED_IN]->(:Resource {uri: $zone})
OPTIONAL MATCH (p)-[r:HAS_INDUSTRY]->(i) WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS part, i.name AS industry, r.status AS status, p.uri AS part_iri
ORDER BY part, industry
