// 哪些高新区发展某产业 Which zones have an industry
MATCH (z)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(:Resource {uri: $industry})
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, source, z.uri AS zone_iri
ORDER BY zone, source
