// 某地有哪些高新区 Which zones lie in a place
MATCH (z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
RETURN DISTINCT z.name AS zone, z:NationalZone AS national, z.uri AS zone_iri
ORDER BY zone
