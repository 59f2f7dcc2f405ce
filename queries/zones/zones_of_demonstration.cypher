// 某国家自主创新示范区包括哪些高新区 Which zones belong to a demonstration area
MATCH (z)-[r:IN_DEMONSTRATION_ZONE]->(:Resource {uri: $thing})
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, source, z.uri AS zone_iri
ORDER BY zone, source
