// 哪些高新区同时发展两个产业 Which zones have both of two industries
MATCH (:Resource {uri: $industry})<-[:HAS_INDUSTRY]-(z)-[:HAS_INDUSTRY]->(:Resource {uri: $other})
RETURN DISTINCT z.name AS zone, z.uri AS zone_iri
ORDER BY zone
